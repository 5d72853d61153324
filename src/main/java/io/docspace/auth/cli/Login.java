package io.docspace.auth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.config.Settings;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.signin.SignIn.Who;
import io.docspace.auth.token.Handover;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenFormat;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs in and hands the token over: what {@code docspace-auth login} and the bare {@code docspace-auth} both do. */
@Command(sortOptions = false)
abstract class Login implements Callable<Integer> {
    @Mixin
    SettingOptions settingOptions;

    @ArgGroup
    Volume volume;

    /** How much stderr tells; {@link SettingOptions#settings} makes log levels of it. */
    static final class Volume {
        @Option(names = {"-q", "--quiet"}, order = 20, description = "Nothing on stderr but errors.")
        boolean quiet;

        @Option(names = {"-v", "--verbose"}, order = 21,
                description = "Requests, answers and causes on stderr; no headers, no bodies, no secrets.")
        boolean verbose;
    }

    @Option(names = {"-h", "--help"}, order = 22, usageHelp = true, description = "Show this help.")
    boolean help;

    @Inject
    Settings settings;

    @Inject
    PortalAccess portal;

    @Override
    public Integer call() {
        Who who = new Who(settings.userName(), settings.baseUrl());
        TokenFormat output = settings.output();
        Optional<TokenFile> file = settings.tokenFile();
        TokenSink sink = file.isPresent() ? file.get() : TokenSink.NONE;
        PasswordSource password = new PasswordSource(settings);
        SignIn signIn = new SignIn(
                portal.open(), sink, who, !settings.force(), settings.minValidity(), Clock.systemUTC());
        print(output, file, signIn.run(password::read));
        return ExitCode.OK.code();
    }

    private static void print(TokenFormat output, Optional<TokenFile> file, Handover handover) {
        boolean onlyTheFileHoldsIt = output == TokenFormat.TEXT && file.isPresent();
        byte[] line = (onlyTheFileHoldsIt
                        ? "User is authenticated. Token written to " + file.get().path() + ".\n"
                        : output.line(handover))
                .getBytes(UTF_8);
        PrintStream out = System.out;
        out.write(line, 0, line.length);
        if (out.checkError()) {
            throw new TokenWriteException("writing the result to stdout failed; is what reads it still there?", null);
        }
    }
}
