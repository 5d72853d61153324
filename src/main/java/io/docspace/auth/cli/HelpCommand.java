package io.docspace.auth.cli;

import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docspace-auth help}: a command's {@code --help}, and what belongs to no command. */
@Command(name = "help", description = "Show the help of a command, or the exit codes.",
        footerHeading = "%nExample:%n", footer = "  docspace-auth help login")
final class HelpCommand implements Callable<Integer> {
    static final String EXIT_CODES = "exit-codes";

    @Parameters(arity = "0..1", paramLabel = "TOPIC", completionCandidates = Topics.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String topic;

    @Option(names = {"-h", "--help"}, order = 52, usageHelp = true, description = "Show this help.")
    boolean help;

    @Spec
    private CommandSpec spec;

    /** All that there is help on. */
    static final class Topics implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Usage.line().getSubcommands().keySet().stream(), Stream.of(EXIT_CODES)).iterator();
        }
    }

    @Override
    public Integer call() {
        CommandLine main = spec.parent().commandLine();
        if (EXIT_CODES.equals(topic)) {
            BaseCommand.print(Usage.exitCodes());
        } else {
            CommandLine explained = topic == null ? main : main.getSubcommands().get(topic);
            if (explained == null) {
                throw new ParameterException(main, "there is help on commands and on " + EXIT_CODES + " alone");
            }
            BaseCommand.print(explained.getUsageMessage());
        }
        return ExitCode.OK.code();
    }
}
