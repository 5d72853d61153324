package io.docspace.auth.cli;

import io.docspace.auth.cli.help.CommandLineReader;
import io.docspace.auth.cli.help.ParsedCommandLine;
import io.docspace.auth.config.Command;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * The program. The command line becomes settings before the framework starts; {@code --help} and the like are answered without
 * starting it. Without arguments, as in a container, nothing is parsed, which saves time.
 */
@QuarkusMain
public final class DocspaceAuth implements QuarkusApplication {
    @Inject
    @Any
    Instance<BaseCommand> commands;

    @Inject
    RunRequest request;

    @Inject
    Settings settings;

    public static void main(String... args) {
        run(Invocation.ofProcess(args));
    }

    /** The whole run, from its arguments to its end. */
    public static void run(Invocation invocation) {
        ParsedCommandLine typed = invocation.arguments().isEmpty()
                ? ParsedCommandLine.Run.NOTHING
                : CommandLineReader.read(invocation.arguments(), ExitCode.table());
        try {
            if (typed instanceof ParsedCommandLine.Run command) {
                RunRequest asked = RunRequest.of(invocation, command);
                invocation.end().limit(asked.limit());
                asked.begin();
                Quarkus.run(DocspaceAuth.class, (code, failure) -> end(invocation, code, failure),
                        invocation.arguments().toArray(String[]::new));
                return;
            }
            invocation.end().accept(answer(invocation, typed));
        } catch (SettingException e) {
            invocation.end().accept(new ErrorReporter(invocation).reportRun(e));
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            end(invocation, ExitCode.UNEXPECTED.code(), e);
        }
    }

    /** Ends the process itself, so that nothing waits for the framework to shut down. */
    @Override
    public int run(String... args) {
        int code = command();
        request.invocation().end().accept(code);
        return code;
    }

    private int command() {
        try {
            settings.check(request.command());
            if (request.command() != Command.AGENT) {
                request.invocation().checkOut();
            }
            return commands.select(BaseCommand.of(request.command())).get().call();
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return new ErrorReporter(request.invocation()).reportRun(e);
        }
    }

    private static int answer(Invocation invocation, ParsedCommandLine typed) {
        if (typed instanceof ParsedCommandLine.Wrong mistake) {
            return new ErrorReporter(invocation).reportUsage(mistake.message());
        }
        try {
            invocation.print(((ParsedCommandLine.Show) typed).text());
            return ExitCode.OK.code();
        } catch (RuntimeException e) {
            return new ErrorReporter(invocation).reportRun(e);
        }
    }

    private static void end(Invocation invocation, int code, Throwable startFailure) {
        invocation.end().accept(startFailure == null ? code : new ErrorReporter(invocation).reportStart(startFailure));
    }
}
