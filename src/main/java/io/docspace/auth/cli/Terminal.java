package io.docspace.auth.cli;

import io.docspace.auth.secret.ChildEnvironment;
import io.docspace.auth.secret.Redactor;
import io.docspace.auth.time.Activity;
import io.docspace.auth.time.Activity.Kind;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * The terminal on standard input. {@link System#console()} will not do: it wants stdout to be a terminal, too, and writes
 * its prompt there, so that <code>TOKEN=$(docspace-auth -o token)</code> could not ask. There is one for a run, with one reader:
 * what is pasted at once, as a password and a code, is read ahead, and answers the next question.
 */
final class Terminal {
    private final String state;
    private final Invocation invocation;
    private final BufferedReader reader;

    private Terminal(String state, Invocation invocation) {
        this.state = state;
        this.invocation = invocation;
        this.reader = new BufferedReader(new InputStreamReader(invocation.in(), charset()));
    }

    /** The terminal, or empty where standard input is none. */
    static Optional<Terminal> attached(Invocation invocation) {
        return Activity.during(Kind.INPUT, "looking for a terminal", () -> stty("-g", invocation.environment()))
                .filter(state -> !state.isEmpty())
                .map(state -> new Terminal(state, invocation));
    }

    /**
     * Standard input for a secret that is said to be there. Where it is a terminal, a person is asked: the time stands still
     * until the first line is there.
     */
    static InputStream patient(Invocation invocation) {
        return new FilterInputStream(invocation.in()) {
            private boolean isKnown;
            private boolean isPerson;

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                if (!isKnown) {
                    isPerson = attached(invocation).isPresent();
                    isKnown = true;
                }
                return isPerson ? invocation.clock().whileAsking(() -> readFrom(bytes, from, length))
                        : in.read(bytes, from, length);
            }

            private int readFrom(byte[] bytes, int from, int length) {
                try {
                    return in.read(bytes, from, length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** Asks on stderr, reads a line that is not shown; empty at the end of input. Meanwhile the time of the run stands still. */
    String askSecretly(String prompt) {
        PrintStream err = invocation.err();
        Thread restore = new Thread(this::showInput);
        Runtime.getRuntime().addShutdownHook(restore);
        stty("-echo", invocation.environment());
        try {
            err.print(prompt);
            err.flush();
            String answer = invocation.clock().whileAsking(this::line);
            Redactor.current().register(answer);
            return answer;
        } finally {
            showInput();
            Runtime.getRuntime().removeShutdownHook(restore);
            err.println();
        }
    }

    private String line() {
        try {
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    private void showInput() {
        stty(state, invocation.environment());
    }

    /** What the terminal sends, by its locale. */
    private static Charset charset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** Runs stty on standard input; empty where it fails, as it does on anything but a terminal. */
    private static Optional<String> stty(String argument, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder("stty", argument)
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD);
            ChildEnvironment.limit(builder, environment);
            Process stty = builder.start();
            String printed = new String(stty.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
            return stty.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
