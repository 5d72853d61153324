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
 * One run of the program, with all that it uses of the process: nothing else reads the environment or the streams, or ends the
 * process.
 *
 * @param clock the time of the run
 * @param start by that clock
 * @param out gets only the result
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
     * The run of this process. The descriptors are checked first, before a file is opened in the place of a closed one; then
     * the watchdog starts, before anything can hang. From then on stdout carries only the result: anything else that is printed
     * there goes to stderr.
     */
    static Invocation ofProcess(String... arguments) {
        if (isGuest(Invocation.class.getClassLoader())) {
            return within(RunClock.real(), List.of(arguments), System.getenv(), System.in, System.out, System.err,
                    code -> ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, null));
        }
        RunClock clock = RunClock.real();
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

    /**
     * Whether the process belongs to another program and continues after the run: dev mode and the framework's tests load this
     * program themselves.
     *
     * @param loader of this program's classes; null for that of the JVM
     */
    static boolean isGuest(ClassLoader loader) {
        return loader != null && loader.getClass().getSimpleName().equals("QuarkusClassLoader");
    }

    /** A run within a process that continues afterwards, as in a test: with its own time and streams and without a watchdog. */
    public static Invocation within(RunClock clock, List<String> arguments, Map<String, String> environment, InputStream in,
            PrintStream out, OutputStream err, IntConsumer end) {
        Redactor.startRun().registerEnvironment(environment);
        return new Invocation(clock, clock.getAsLong(), arguments, environment, in, out, RedactingStream.to(err).printer(),
                Verbosity.NORMAL, end::accept);
    }

    /** Discards everything: a closed descriptor may belong to another file by now. */
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
     * Checks before anything is sent that a result can be printed.
     *
     * @throws TokenWriteException if stdout is closed
     */
    void checkOut() {
        if (out.checkError()) {
            throw new TokenWriteException("stdout is closed, so the result cannot be printed; redirect it to a file or to"
                    + " /dev/null", null);
        }
    }

    /** Prints a result in UTF-8, regardless of the locale. */
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
