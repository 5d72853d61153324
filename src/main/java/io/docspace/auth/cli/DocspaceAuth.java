package io.docspace.auth.cli;

import io.docspace.auth.config.CommandLineSource;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program. What was typed becomes configuration before anything reads the configuration; what needs none, such as
 * {@code --help}, is answered without starting the framework.
 */
@QuarkusMain
public final class DocspaceAuth implements QuarkusApplication {
    private static volatile long start;

    @Inject
    CommandLine.IFactory factory;

    public static void main(String... args) {
        start = System.nanoTime();
        CommandLine line = MainCommand.line(CommandLine.defaultFactory());
        Optional<ParseResult> typed = parse(line, args);
        if (typed.isPresent()) {
            CommandLineSource.use(SettingOptions.settings(typed.get()));
            Quarkus.run(DocspaceAuth.class, DocspaceAuth::exit, args);
        } else {
            exit(line.execute(args), null);
        }
    }

    /** When the run began, by {@link System#nanoTime()}. */
    static long start() {
        return start;
    }

    @Override
    public int run(String... args) {
        return MainCommand.line(factory).execute(args);
    }

    /** What was typed, if there is work to do: empty for a call for help or the version, and for a mistake. */
    private static Optional<ParseResult> parse(CommandLine line, String... args) {
        try {
            ParseResult typed = line.parseArgs(args);
            for (ParseResult part = typed; part != null; part = part.subcommand()) {
                if (part.isUsageHelpRequested() || part.isVersionHelpRequested()) {
                    return Optional.empty();
                }
            }
            return Optional.of(typed);
        } catch (ParameterException toldByExecute) {
            return Optional.empty();
        }
    }

    private static void exit(int code, Throwable startFailure) {
        ApplicationLifecycleManager.getDefaultExitCodeHandler()
                .accept(startFailure == null ? code : Failures.reportStart(startFailure), null);
    }
}
