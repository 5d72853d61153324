package io.docspace.auth.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** {@code docspace-auth}: without a command it is {@code docspace-auth login}. */
@Command(name = MainCommand.NAME,
        subcommands = {LoginCommand.class, CheckCommand.class, WhoamiCommand.class, LogoutCommand.class,
            AgentCommand.class, HashPasswordCommand.class},
        versionProvider = MainCommand.Version.class,
        description = "Sign in to an ONLYOFFICE DocSpace portal, prove the token, hand it over.")
public final class MainCommand extends Login {
    static final String NAME = "docspace-auth";

    @Option(names = {"-V", "--version"}, order = 53, versionHelp = true, description = "Show the version.")
    boolean version;

    /** The command line with its error handling, wired here alone. */
    static CommandLine line(CommandLine.IFactory factory) {
        CommandLine line = new CommandLine(MainCommand.class, factory)
                .setOverwrittenOptionsAllowed(true)
                .setParameterExceptionHandler(Failures::reportUsage)
                .setExecutionExceptionHandler(Failures::reportRun)
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.table());
        return line;
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
