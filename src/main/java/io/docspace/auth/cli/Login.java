package io.docspace.auth.cli;

import io.docspace.auth.signin.SignIn;
import io.docspace.auth.signin.SignIn.Who;
import io.docspace.auth.signin.Way;
import io.docspace.auth.token.Handover;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenFormat;
import io.docspace.auth.token.TokenSink;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Signs in and hands the token over: what {@code docspace-auth login} and the bare {@code docspace-auth} both do. */
abstract class Login extends BaseCommand {
    @Mixin
    SettingOptions.WayIn wayIn;

    @Mixin
    SettingOptions.Output output;

    @Mixin
    SettingOptions.Sink sink;

    @Mixin
    SettingOptions.Keeping keeping;

    @Override
    public Integer call() {
        Who who = new Who(settings.userName(), settings.baseUrl());
        TokenFormat format = settings.output();
        Optional<TokenFile> file = settings.tokenFile();
        Way way = new WayIn(settings).choose(portal::open);
        SignIn signIn = new SignIn(portal.open(), file.isPresent() ? file.get() : TokenSink.NONE, who, !settings.force(),
                settings.minValidity().orElse(SignIn.MIN_VALIDITY));
        print(line(format, file, signIn.run(way).handover()));
        return ExitCode.OK.code();
    }

    private static String line(TokenFormat format, Optional<TokenFile> file, Handover handover) {
        boolean onlyTheFileHoldsIt = format == TokenFormat.TEXT && file.isPresent();
        return onlyTheFileHoldsIt
                ? "User is authenticated. Token written to " + file.get().path() + ".\n"
                : format.line(handover);
    }
}
