package io.docspace.auth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.config.Verbosity;
import io.docspace.auth.file.CoreDump;
import io.docspace.auth.file.Descriptors;
import io.docspace.auth.secret.RedactingStream;
import io.docspace.auth.secret.Redactor;
import io.docspace.auth.time.Activity;
import io.docspace.auth.time.Activity.Kind;
import io.docspace.auth.time.RunClock;
import io.docspace.auth.token.TokenWriteException;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * One run of the program, and all that it gets of the process: nothing else reads its environment or its streams, or ends it.
 *
 * @param clock of the run
 * @param start by that clock
 * @param out gets the result, and nothing else
 * @param end ends the process with an exit code
 */
public record Invocation(RunClock clock, long start, List<String> arguments, Map<String, String> environment, InputStream in,
        PrintStream out, PrintStream err, Verbosity verbosity, RunEnd end) {
    private static final String NOT_PRINTED = "writing the result to stdout failed; check the program or the disk that takes it";

    public Invocation {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * The one of this process. First of all come the descriptors, before anything is opened in the place of a closed one, and
     * the watchdog, before anything can hang. Then stdout is the result's alone: whatever else is printed there goes to stderr.
     */
    static Invocation ofProcess(String... arguments) {
        if (isGuest()) {
            return within(List.of(arguments), System.getenv(), System.in, System.out, System.err,
                    code -> ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, null));
        }
        RunClock clock = new RunClock(System::nanoTime);
        long start = clock.getAsLong();
        Descriptors descriptors = Descriptors.look();
        RedactingStream stderr = RedactingStream.to(System.err);
        ProcessEnd end = new ProcessEnd(clock, stderr);
        end.watch();
        CoreDump.withoutMemory();
        Map<String, String> environment = System.getenv();
        Redactor.startRun().registerEnvironment(environment);
        InputStream in = descriptors.isStdinOpen() ? System.in : InputStream.nullInputStream();
        PrintStream out = descriptors.isStdoutOpen() ? System.out : closed();
        PrintStream err = stderr.printer();
        System.setOut(err);
        System.setErr(err);
        return new Invocation(clock, start, List.of(arguments), environment, in, out, err, Verbosity.NORMAL, end);
    }

    /** Whether the process is another's and goes on after the run: dev mode and the framework's tests load the program themselves. */
    private static boolean isGuest() {
        ClassLoader loader = Invocation.class.getClassLoader();
        return loader != null && loader.getClass().getSimpleName().equals("QuarkusClassLoader");
    }

    /** One within a process that goes on, as of a test: without a watchdog, and with streams that are its own. */
    public static Invocation within(List<String> arguments, Map<String, String> environment, InputStream in, PrintStream out,
            OutputStream err, IntConsumer end) {
        Redactor.startRun().registerEnvironment(environment);
        RunClock clock = new RunClock(System::nanoTime);
        return new Invocation(clock, clock.getAsLong(), arguments, environment, in, out, RedactingStream.to(err).printer(),
                Verbosity.NORMAL, end::accept);
    }

    /** Takes nothing: a descriptor that is closed may belong to another file by now. */
    private static PrintStream closed() {
        return new PrintStream(OutputStream.nullOutputStream(), false, UTF_8) {
            @Override
            public boolean checkError() {
                return true;
            }
        };
    }

    Invocation with(Verbosity told) {
        return new Invocation(clock, start, arguments, environment, in, out, err, told, end);
    }

    boolean isVerbose() {
        return verbosity == Verbosity.VERBOSE;
    }

    /**
     * Finds out before anything is sent whether a result can be printed at all.
     *
     * @throws TokenWriteException if stdout is closed
     */
    void checkOut() {
        if (out.checkError()) {
            throw new TokenWriteException("stdout is closed, so the result cannot be printed; redirect it to a file or to"
                    + " /dev/null", null);
        }
    }

    /** Prints a result, in UTF-8 whatever the locale. */
    void print(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        boolean failed = Activity.during(Kind.OUTPUT, "writing the result to stdout", () -> {
            out.write(bytes, 0, bytes.length);
            return out.checkError();
        });
        if (failed) {
            throw new TokenWriteException(NOT_PRINTED, null);
        }
    }
}
