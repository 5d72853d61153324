package io.docspace.auth.cli;

import io.docspace.auth.config.CommandLineSource;
import io.docspace.auth.secret.Redactor;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program. What was typed becomes configuration before anything reads the configuration; what needs none, such as
 * {@code --help}, is answered without starting the framework. Where nothing is typed, as in a container, nothing is parsed:
 * the parser takes as long to start as the framework.
 */
@QuarkusMain
public final class DocspaceAuth implements QuarkusApplication {
    private static volatile long start;
    private static volatile Class<? extends BaseCommand> command = MainCommand.class;
    private static volatile boolean verbose;

    @Inject
    @Any
    Instance<BaseCommand> commands;

    public static void main(String... args) {
        start = System.nanoTime();
        Redactor.startRun().registerEnvironment(System.getenv());
        if (args.length > 0) {
            Optional<ParseResult> typed = parse(args);
            if (typed.isEmpty()) {
                exit(Usage.line().execute(args), null);
                return;
            }
            use(typed.get());
        }
        Quarkus.run(DocspaceAuth.class, DocspaceAuth::exit, args);
    }

    /** When the run began, by {@link System#nanoTime()}. */
    static long start() {
        return start;
    }

    @Override
    public int run(String... args) {
        try {
            return commands.select(command).get().call();
        } catch (RuntimeException e) {
            return ErrorReporter.reportRun(e, verbose);
        }
    }

    /**
     * What was typed, if there is work to do: empty for a call for help or the version, and for a mistake. Until {@link Usage}
     * adds them, its commands are one.
     */
    private static Optional<ParseResult> parse(String... args) {
        try {
            ParseResult typed = MainCommand.lineFor(args).parseArgs(args);
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

    private static void use(ParseResult typed) {
        CommandLineSource.use(SettingOptions.settings(typed));
        for (ParseResult part = typed; part != null; part = part.subcommand()) {
            command = ((BaseCommand) part.commandSpec().userObject()).getClass();
            verbose |= part.hasMatchedOption("--verbose");
        }
    }

    private static void exit(int code, Throwable startFailure) {
        ApplicationLifecycleManager.getDefaultExitCodeHandler()
                .accept(startFailure == null ? code : ErrorReporter.reportStart(startFailure), null);
    }
}
