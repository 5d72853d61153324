package io.docspace.auth.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** {@code docspace-auth}: without a command it is {@code docspace-auth login}. */
@Command(name = MainCommand.NAME, versionProvider = MainCommand.Version.class,
        description = "Sign in to an ONLYOFFICE DocSpace portal, prove the token, hand it over.",
        footerHeading = "%nExamples:%n", footer = {
            "  docspace-auth --base-url https://portal.example.com -u anna@example.com",
            "  TOKEN=$(docspace-auth --output token)",
            "  docspace-auth --token-file token --token-format header"})
public final class MainCommand extends AbstractLoginCommand {
    static final String NAME = "docspace-auth";

    @Option(names = {"-V", "--version"}, order = 53, versionHelp = true, description = "Show the version.")
    boolean version;

    /** The whole command line, with its error handling, wired here alone. */
    static CommandLine line() {
        return line(name -> true);
    }

    /** The command line with the commands alone that are named there: each takes its time to be made. */
    static CommandLine lineFor(String... args) {
        return line(List.of(args)::contains);
    }

    private static CommandLine line(Predicate<String> named) {
        CommandLine line = new CommandLine(new MainCommand());
        commands().forEach((name, command) -> {
            if (named.test(name)) {
                line.addSubcommand(name, command.get());
            }
        });
        return line
                .setOverwrittenOptionsAllowed(true)
                .setParameterExceptionHandler(ErrorReporter::reportUsage)
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    }

    /** The commands beside the bare one, in the order of the help. */
    private static Map<String, Supplier<BaseCommand>> commands() {
        Map<String, Supplier<BaseCommand>> commands = new LinkedHashMap<>();
        commands.put("login", LoginCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("whoami", WhoamiCommand::new);
        commands.put("logout", LogoutCommand::new);
        commands.put("agent", AgentCommand::new);
        commands.put("hash-password", HashPasswordCommand::new);
        return commands;
    }

    /** The version that the build wrote down. */
    static final class Version implements IVersionProvider {
        private static final String TEXT = read();

        @Override
        public String[] getVersion() {
            return new String[]{NAME + " " + TEXT};
        }

        private static String read() {
            try (InputStream in = Version.class.getResourceAsStream("/version.txt")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
