package io.docspace.auth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.config.Settings;
import io.docspace.auth.token.TokenWriteException;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands share: the portal, how much is told, and how a result is printed. */
@Command(sortOptions = false, abbreviateSynopsis = true, footerHeading = "%nExample:%n")
abstract class BaseCommand implements Callable<Integer> {
    @Mixin
    SettingOptions.Connection connection;

    @ArgGroup
    Volume volume;

    /** How much stderr tells; {@link SettingOptions#settings} makes log levels of it. */
    static final class Volume {
        @Option(names = {"-q", "--quiet"}, order = 50, description = "Nothing on stderr but errors.")
        boolean quiet;

        @Option(names = {"-v", "--verbose"}, order = 51,
                description = "Requests, answers and causes on stderr.")
        boolean verbose;
    }

    @Option(names = {"-h", "--help"}, order = 52, usageHelp = true, description = "Show this help.")
    boolean help;

    @Inject
    Settings settings;

    @Inject
    PortalAccess portal;

    @Override
    public abstract Integer call();

    /** Prints a result, in UTF-8 whatever the locale. */
    static void print(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        PrintStream out = System.out;
        out.write(bytes, 0, bytes.length);
        if (out.checkError()) {
            throw new TokenWriteException("writing the result to stdout failed; is what reads it still there?", null);
        }
    }
}
