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
 * The terminal on standard input. {@link System#console()} does not fit: it requires stdout to be a terminal and writes its
 * prompt there, so <code>TOKEN=$(docspace-auth -o token)</code> could not ask. A run has one terminal with one reader: if a
 * password and a code are pasted at once, the code is read ahead and answers the next prompt.
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

    /** The terminal; empty if standard input is not one. */
    static Optional<Terminal> attached(Invocation invocation) {
        return Activity.during(Kind.INPUT, "looking for a terminal", () -> stty("-g", invocation.environment()))
                .filter(state -> !state.isEmpty())
                .map(state -> new Terminal(state, invocation));
    }

    /**
     * Standard input for a secret. If it is a terminal, a person types, and the run's clock stands still until the first line
     * arrives.
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

    /** Prompts on stderr and reads a line without echo; empty at the end of input. The run's clock stands still meanwhile. */
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

    /** The terminal's encoding, by its locale. */
    private static Charset charset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** Runs stty on standard input; empty if it fails, as it does on anything but a terminal. */
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
