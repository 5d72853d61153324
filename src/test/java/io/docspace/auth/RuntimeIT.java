package io.docspace.auth;

import static io.docspace.auth.RawPortal.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process: its streams and descriptors, its children, its time, and its end. */
class RuntimeIT {
    private static final Pattern OF_OTHERS = Pattern.compile(
            " (io\\.docspace\\.auth\\.(?:kubernetes\\.|agent\\.|portal\\.oauth|\\S*OAuth|cli\\.help\\.(?:Usage|Completion))\\S*) ");
    private static final String MARKER = "MARKERpassword7319";

    @TempDir
    Path folder;

    @Test
    void with_stdout_closed_no_token_is_lost_with_code_0_and_no_login_is_spent() {
        try (RawPortal portal = RawPortal.good()) {
            Run run = login(portal).runInShell("\"$0\" \"$@\" >&-");

            assertEquals(
                    new Run(10, "", "docspace-auth: stdout is closed, so the result cannot be printed; redirect it to a file or"
                            + " to /dev/null\n"),
                    run);
            assertEquals(0, portal.requests().size());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"<&-", "2>&-", "<&- 2>&-"})
    void other_descriptors_that_are_closed_are_taken_by_no_file(String closed) throws IOException {
        try (RawPortal portal = RawPortal.good()) {
            Run run = login(portal, "-v", "--token-file", "token").in(folder).runInShell("\"$0\" \"$@\" " + closed);

            assertEquals(0, run.exitCode(), run.err());
            assertEquals("abc=\n", run.out());
            assertEquals("abc=", Files.readString(folder.resolve("token")));
        }
    }

    @Test
    void with_stdin_closed_no_password_is_read_of_another_file() {
        try (RawPortal portal = RawPortal.good()) {
            Run run = Program.with("--base-url", portal.url(), "-u", "x", "--password-stdin").runInShell("\"$0\" \"$@\" <&-");

            assertEquals(new Run(2, "", "docspace-auth: --password-stdin is empty\n"), run);
        }
    }

    @Test
    void more_iterations_or_bits_than_portals_use_are_refused_at_once() {
        for (String numbers : List.of("\"size\":4096,\"iterations\":10000000", "\"size\":256,\"iterations\":1000001",
                "\"size\":520,\"iterations\":100000")) {
            try (RawPortal portal = RawPortal.doing(n -> json("{\"response\":{\"passwordHash\":{" + numbers
                    + ",\"salt\":\"s\"}}}"))) {
                Run run = login(portal, "--hash-password", "--timeout", "60s").run();

                assertEquals(9, run.exitCode(), run.err());
                assertTrue(run.err().contains("without usable numbers"), run.err());
            }
        }
    }

    @Tag("patient")
    @Test
    void a_secret_on_stdin_may_take_longer_than_a_minute_by_default_and_the_clock_of_a_typed_timeout_does_not_stand_still()
            throws Exception {
        try (RawPortal portal = RawPortal.good()) {
            Process process = Program.with("--base-url", portal.url(), "-u", "x", "-o", "token", "--password-stdin").start();
            assertFalse(process.waitFor(63, TimeUnit.SECONDS));
            try (var stdin = process.getOutputStream()) {
                stdin.write((MARKER + "\n").getBytes(UTF_8));
            }

            assertEquals("abc=\n", new String(process.getInputStream().readAllBytes(), UTF_8));
            assertEquals(0, process.waitFor());
        }
    }

    @Test
    void stdin_that_is_silent_until_the_deadline_is_code_2_with_its_reason() throws Exception {
        Process process;
        String err;
        int starts = 0;
        do {
            process = Program
                    .with("--base-url", "http://127.0.0.1:1", "-u", "x", "--password-stdin", "--timeout", "2s")
                    .start();
            err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            // A machine that stands still may spend the time of a run before it reads anything.
        } while (err.contains("passed while running") && ++starts < 3);

        assertEquals(
                "docspace-auth: timeout: 2 s passed while waiting for the end of standard input (--password-stdin); send the"
                        + " input sooner, or raise --timeout\n",
                err);
        assertEquals(2, process.waitFor());
    }

    @Tag("patient")
    @Test
    void a_single_try_ends_too_where_nothing_bounds_what_it_waits_for() throws Exception {
        Process process = Program.with("--base-url", "http://127.0.0.1:1", "-u", "x", "--password-stdin", "--timeout", "0")
                .env("DOCSPACE_REQUEST_TIMEOUT", "15s").start();

        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        assertEquals(2, process.exitValue());
    }

    @Test
    void with_too_few_descriptors_it_ends() {
        Run run = Program.with("--base-url", "http://127.0.0.1:1", "-u", "x", "--timeout", "5s")
                .env("DOCSPACE_PASSWORD", MARKER)
                .runInShell("ulimit -n 70; \"$0\" \"$@\"");

        assertFalse(run.err().contains(MARKER), run.err());
        assertTrue(run.exitCode() == 7 || run.exitCode() == 1, run.toString());
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"DOCSPACE_HASH_PASSWORD, 2", "DOCSPACE_PASSWORD_STDIN, 2", "DOCSPACE_TIMEOUT, 2", "DOCSPACE_REQUEST_TIMEOUT, 2",
        "DOCSPACE_PASSWORD_HASH_FILE, 2", "DOCSPACE_PASSWORD_FILE, 2", "DOCSPACE_CA_FILE, 2", "DOCSPACE_HEADER_FILE, 2",
        "DOCSPACE_CONFIG_FILE, 2", "DOCSPACE_OUTPUT, 2", "DOCSPACE_TOKEN_FILE_MODE, 2", "DOCSPACE_BASE_URL, 2",
        "DOCSPACE_NO_INPUT, 2", "DOCSPACE_CODE, 2", "DOCSPACE_MIN_VALIDITY, 2", "QUARKUS_REST_CLIENT_DOCSPACE_READ_TIMEOUT, 2"})
    void a_secret_in_the_wrong_variable_is_not_shown(String variable, int code) {
        Program program = Program.with("-u", "x").once().env("DOCSPACE_BASE_URL", "https://127.0.0.1:1");
        Run run = program.env(variable, MARKER).run();

        assertEquals(code, run.exitCode(), run.err());
        assertFalse(run.err().contains("MARKER"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void a_secret_in_a_name_that_the_configuration_logs_is_not_shown() {
        Run run = Program.with("--base-url", "http://127.0.0.1:1", "-u", "x", "-v").once().env("DOCSPACE_PASSWORD", MARKER)
                .env("SMALLRYE_CONFIG_LOG_VALUES", "true").env("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_CONFIG__LEVEL", "DEBUG")
                .env("QUARKUS_LOG_LEVEL", "DEBUG").run();

        assertEquals(7, run.exitCode(), run.err());
        assertFalse(run.err().contains("MARKER"), run.err());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"DOCSPACE_PASSWORD", "docspace_password", "docspace.password", "_PROD_DOCSPACE_PASSWORD",
        "JAVA_TOOL_OPTIONS", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"})
    void a_child_inherits_no_secret(String variable) throws Exception {
        try (RawPortal portal = RawPortal.good()) {
            Path seen = folder.resolve("seen");
            Path hook = Files.writeString(folder.resolve("hook"),
                    "#!/bin/sh\n/usr/bin/env >" + seen + ".new; mv " + seen + ".new "
                            + seen + "\n");
            assertTrue(hook.toFile().setExecutable(true));
            String value = variable.equals("JAVA_TOOL_OPTIONS") ? "-Ddocspace.password=" + MARKER
                    : variable.toUpperCase(java.util.Locale.ROOT).endsWith("PROXY") ? "http://u:" + MARKER + "@127.0.0.1:1"
                            : MARKER;
            Process agent = Program.with("agent", "--base-url", portal.url(), "-u", "x", "--token-file", "token", "--exec",
                    hook.toString()).in(folder).env("DOCSPACE_PASSWORD", "another-password").env(variable, value).start();
            try {
                for (int i = 0; i < 600 && !Files.exists(seen); i++) {
                    Thread.sleep(100);
                }
                String environment = Files.readString(seen);

                assertFalse(environment.contains(MARKER), environment);
                assertFalse(environment.contains("another-password"), environment);
                assertTrue(environment.contains("PATH="), environment);
            } finally {
                agent.destroy();
                agent.waitFor(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void nothing_but_the_result_reaches_stdout_even_where_the_framework_logs_there() {
        try (RawPortal portal = RawPortal.good()) {
            Run run = login(portal).env("QUARKUS_LOG_CONSOLE_STDERR", "false").env("QUARKUS_LOG_LEVEL", "DEBUG").run();

            assertEquals(0, run.exitCode(), run.err());
            assertEquals("abc=\n", run.out());
        }
    }

    private static Program login(RawPortal portal, String... more) {
        return Program.with("--base-url", portal.url(), "-u", "x", "-o", "token").and(more).env("DOCSPACE_PASSWORD", MARKER);
    }

    /** What the framework loads of a REST client at its start, and two types that others have in their signatures. */
    private static final Set<String> ALWAYS = Set.of("io.docspace.auth.kubernetes.SecretApi",
            "io.docspace.auth.kubernetes.SecretApi$$QuarkusRestClientInterfaceCreator",
            "io.docspace.auth.portal.OAuthEndpoints", "io.docspace.auth.token.TokenIdentity$OAuthGrant");

    @Test
    void a_login_loads_no_class_of_kubernetes_oauth_the_agent_or_help() throws IOException {
        assumeTrue(Program.command().contains("-jar"), "a native binary loads no classes");
        Path classes = folder.resolve("classes");

        try (RawPortal portal = RawPortal.good()) {
            assertEquals(new Run(0, "abc=\n", ""),
                    login(portal, "-o", "token").uncached().jvm("-Xlog:class+load:file=" + classes).run());
        }
        String loaded = Files.readString(classes);
        assertTrue(loaded.contains(" io.docspace.auth.portal.http.DocSpacePortal "));
        assertEquals(List.of(), OF_OTHERS.matcher(loaded).results().map(found -> found.group(1))
                .filter(name -> !ALWAYS.contains(name)).distinct().toList());
    }
}
