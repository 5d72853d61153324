package io.docspace.auth.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program;
import io.docspace.auth.Program.Run;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program tells of itself. */
class HelpIT {
    static Stream<String> commands() {
        return CommandLineModel.whole().getSubcommands().keySet().stream();
    }

    @Test
    void the_overview_fits_a_screen_and_names_every_command() {
        Run run = told("--help");

        assertFits(run);
        assertEquals(run, told("help"));
        assertTrue(run.out().startsWith("Usage: docspace-auth [OPTIONS] [COMMAND]\n"), run.out());
        commands().forEach(command -> assertTrue(run.out().contains("\n  " + command + " "), command));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_help_of_a_command_fits_a_screen_and_has_an_example(String command) {
        Run run = told(command, "--help");

        assertFits(run);
        assertEquals(run, told("help", command));
        assertTrue(run.out().startsWith("Usage: docspace-auth " + command + " "), run.out());
        assertTrue(run.out().contains("\n\nExample:\n  "), run.out());
        assertTrue(run.out().endsWith("\n\nExit codes: docspace-auth help exit-codes\n"), run.out());
    }

    @Test
    void help_exit_codes() {
        assertEquals(new Run(0, """
                Exit codes:
                  0    success: signed in, token proved and handed over
                  1    unexpected error: a bug
                  2    usage or configuration error
                  3    user name, password or code rejected
                  4    a second factor is required
                  5    the portal rejects the token, or it expires too soon
                  6    refused, do not retry soon: locked, disabled, suspended, daily limit
                  7    transient, retry later: not reachable, 5xx, maintenance, rate limit
                  8    TLS: certificate or handshake
                  9    the server is not a DocSpace portal, or a proxy in front of it answered
                  10   the token could not be written
                """, ""), told("help", "exit-codes"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"help codes", "help login exit-codes", "login help"})
    void code_2_what_there_is_no_help_on(String arguments) {
        Run run = told(arguments.split(" "));

        assertEquals(2, run.exitCode());
        assertEquals("", run.out());
        assertTrue(run.err().endsWith("; see docspace-auth --help\n"), run.err());
        assertEquals(1, run.err().lines().count());
    }

    @Test
    void help_that_stdout_cannot_take_is_code_10() {
        assertEquals(new Run(10, "",
                "docspace-auth: writing the result to stdout failed; check the program or the disk that takes it\n"),
                Program.with("help", "login").runInShell("\"$0\" \"$@\" >/dev/full"));
    }

    /** With a configuration on which the framework would not start. */
    private static Run told(String... arguments) {
        return Program.with(arguments).env("QUARKUS_REST_CLIENT_DOCSPACE_CONNECT_TIMEOUT", "soon").run();
    }

    private static void assertFits(Run run) {
        List<String> lines = run.out().lines().toList();
        assertEquals(0, run.exitCode());
        assertEquals("", run.err());
        assertTrue(lines.size() <= 45, lines.size() + " lines");
        lines.forEach(line -> assertTrue(line.matches("[ -~]{0,80}"), line));
    }
}
