package io.docspace.auth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.config.Verbosity;
import io.docspace.auth.token.TokenWriteException;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * One run of the program, and all that it gets of the process: nothing else reads its environment or its streams, or ends it.
 *
 * @param start by {@link System#nanoTime()}
 * @param end ends the process with an exit code
 */
public record Invocation(long start, List<String> arguments, Map<String, String> environment, InputStream in, PrintStream out,
        PrintStream err, Verbosity verbosity, IntConsumer end) {
    public Invocation {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The one of this process. */
    static Invocation ofProcess(String... arguments) {
        return new Invocation(System.nanoTime(), List.of(arguments), System.getenv(), System.in, System.out, System.err,
                Verbosity.NORMAL, code -> ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, null));
    }

    Invocation with(Verbosity told) {
        return new Invocation(start, arguments, environment, in, out, err, told, end);
    }

    boolean isVerbose() {
        return verbosity == Verbosity.VERBOSE;
    }

    /** Prints a result, in UTF-8 whatever the locale. */
    void print(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        out.write(bytes, 0, bytes.length);
        if (out.checkError()) {
            throw new TokenWriteException("writing the result to stdout failed; is what reads it still there?", null);
        }
    }
}
