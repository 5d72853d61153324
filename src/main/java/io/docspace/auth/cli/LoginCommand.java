package io.docspace.auth.cli;

import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.RefusalLog;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenFormat;
import io.docspace.auth.token.TokenSink;
import jakarta.enterprise.context.Dependent;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** {@code docspace-auth login}, and the bare {@code docspace-auth}: signs in and hands the token over. */
@Dependent
class LoginCommand extends BaseCommand {
    @Override
    public Integer call() {
        URI baseUrl = settings.baseUrl();
        TokenFormat format = settings.output();
        Optional<TokenFile> file = settings.tokenFile();
        AuthMethod way = new AuthMethodResolver(settings, invocation).choose(portal::open);
        TokenSink tokenSink = file.isPresent() ? file.get() : TokenSink.NONE;
        RefusalLog refusals = new RefusalLog(tokenSink.refusals(), InstantSource.system());
        SignIn signIn = new SignIn(portal.open(), tokenSink, baseUrl, !settings.force(),
                settings.minValidity().orElse(SignIn.MIN_VALIDITY),
                settings.isForceTyped() ? refusals.tryingAtOnce() : refusals);
        print(line(format, file, signIn.run(way).issued()));
        return ExitCode.OK.code();
    }

    private static String line(TokenFormat format, Optional<TokenFile> file, IssuedToken issued) {
        boolean onlyTheFileHoldsIt = format == TokenFormat.TEXT && file.isPresent();
        return onlyTheFileHoldsIt
                ? "User is authenticated. Token written to " + file.get().path() + ".\n"
                : format.line(issued);
    }
}
