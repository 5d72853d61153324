package io.docspace.auth.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The terminal on standard input. {@link System#console()} will not do: it wants stdout to be a terminal, too, and writes
 * its prompt there, so that <code>TOKEN=$(docspace-auth -o token)</code> could not ask.
 */
final class Terminal {
    private final String state;
    private final Invocation invocation;

    private Terminal(String state, Invocation invocation) {
        this.state = state;
        this.invocation = invocation;
    }

    /** The terminal, or empty where standard input is none. */
    static Optional<Terminal> attached(Invocation invocation) {
        return stty("-g").filter(state -> !state.isEmpty()).map(state -> new Terminal(state, invocation));
    }

    /** Asks on stderr, reads a line that is not shown; empty at the end of input. */
    String askSecretly(String prompt) {
        PrintStream err = invocation.err();
        Thread restore = new Thread(this::showInput);
        Runtime.getRuntime().addShutdownHook(restore);
        stty("-echo");
        try {
            err.print(prompt);
            err.flush();
            String line = new BufferedReader(new InputStreamReader(invocation.in(), charset())).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        } finally {
            showInput();
            Runtime.getRuntime().removeShutdownHook(restore);
            err.println();
        }
    }

    private void showInput() {
        stty(state);
    }

    /** What the terminal sends, by its locale. */
    private static Charset charset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** Runs stty on standard input; empty where it fails, as it does on anything but a terminal. */
    private static Optional<String> stty(String argument) {
        try {
            Process stty = new ProcessBuilder("stty", argument)
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
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
