package io.docspace.auth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.config.Settings;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.DocSpacePortal;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.token.Handover;
import io.docspace.auth.token.TokenFormat;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.PrintStream;
import java.net.URI;
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

    /** Built on demand, since it wants an address: settings are checked first. */
    @Inject
    Provider<DocSpacePortal> portal;

    @Override
    public Integer call() {
        URI baseUrl = settings.baseUrl();
        TokenFormat output = settings.output();
        TokenSink sink = settings.tokenSink();
        Credentials credentials =
                new Credentials(settings.userName(), new PasswordSource(settings).read());
        print(output, new SignIn(portal.get(), baseUrl, sink).run(credentials));
        return ExitCode.OK.code();
    }

    private void print(TokenFormat output, Handover handover) {
        boolean onlyTheFileHoldsIt = output == TokenFormat.TEXT && settings.tokenFile().isPresent();
        byte[] line = (onlyTheFileHoldsIt
                        ? "User is authenticated. Token written to " + settings.tokenFile().get() + ".\n"
                        : output.line(handover))
                .getBytes(UTF_8);
        PrintStream out = System.out;
        out.write(line, 0, line.length);
        if (out.checkError()) {
            throw new TokenWriteException("writing the result to stdout failed; is what reads it still there?", null);
        }
    }
}
