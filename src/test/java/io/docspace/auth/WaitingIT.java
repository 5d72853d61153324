package io.docspace.auth;

import static io.docspace.auth.RawPortal.bytes;
import static io.docspace.auth.RawPortal.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import io.docspace.auth.RawPortal.Reply;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The section "Waiting": what is tried again, what never is, and when it ends. Logins are counted in each test. */
class WaitingIT {
    private static final Reply TOKEN = json("{\"response\":{\"token\":\"abc=\"}}");
    private static final Reply YES = json("{\"response\":true}");
    private static final Run GOOD = new Run(0, "abc=\n", "");
    private static final String WAIT = ", retrying in \\d+\\.\\d s, \\d+ s left";

    @TempDir
    Path folder;

    static Stream<Arguments> passingFaults() {
        String html = "Content-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>";
        return Stream.of(
                Arguments.of("reset before an answer", (Reply) (socket, out) -> {
                    socket.setSoLinger(true, 0);
                    return false;
                }, "portal not reachable (connection reset)", 7),
                Arguments.of("closed before an answer", bytes(""), "portal not reachable (connection closed)", 7),
                Arguments.of("garbage before an answer", bytes("\u0000\u0001garbage\r\n\r\n"),
                        "portal not reachable (no HTTP answer)", 7),
                Arguments.of("a truncated head", bytes("HTTP/1.1 200 OK\r\nContent-"),
                        "portal not reachable (connection closed)", 7),
                Arguments.of("a truncated body", bytes("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"respon"),
                        "portal not reachable (connection closed)", 7),
                Arguments.of("a truncated chunked body",
                        bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"res\r\n"),
                        "portal not reachable (connection closed)", 7),
                Arguments.of("no answer in time", (Reply) (socket, out) -> {
                    Thread.sleep(300_000);
                    return false;
                }, "portal not reachable (timed out)", 7),
                Arguments.of("an answer that drips", (Reply) (socket, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n".getBytes(UTF_8));
                    for (int i = 0; i < 3_000; i++) {
                        out.write(' ');
                        out.flush();
                        Thread.sleep(100);
                    }
                    return false;
                }, "portal not reachable (timed out)", 7),
                Arguments.of("status 500", bytes("HTTP/1.1 500 No\r\n" + html), "the portal or its proxy failed (500)", 7),
                Arguments.of("status 502", bytes("HTTP/1.1 502 No\r\n" + html), "the portal or its proxy failed (502)", 7),
                Arguments.of("status 503", bytes("HTTP/1.1 503 No\r\n" + html), "the portal or its proxy failed (503)", 7),
                Arguments.of("status 504", bytes("HTTP/1.1 504 No\r\n" + html), "the portal or its proxy failed (504)", 7),
                Arguments.of("status 408", bytes("HTTP/1.1 408 No\r\n" + html), "the portal or its proxy failed (408)", 7),
                Arguments.of("status 522", bytes("HTTP/1.1 522 No\r\n" + html), "the portal or its proxy failed (522)", 7),
                Arguments.of("an ingress without a backend",
                        bytes("HTTP/1.1 404 No\r\nContent-Length: 19\r\n\r\n404 page not found\n"),
                        "the ingress has no backend for the portal yet (404)", 7),
                Arguments.of("status 429", bytes("HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n"),
                        "rate limit: too many requests (429)", 7));
    }

    @ParameterizedTest(name = "{0} is tried again and then works")
    @MethodSource("passingFaults")
    void a_passing_fault_is_tried_again(String name, Reply fault, String told, int code) {
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? fault : n == 1 ? TOKEN : YES)) {
            Run run = login(portal.url(), "--request-timeout", limit(name)).run();

            assertEquals(0, run.exitCode(), run.err());
            assertEquals("abc=\n", run.out());
            assertTrue(run.err().matches("docspace-auth: \\Q" + told + "\\E[^,]*" + WAIT + "\n"), run.err());
            assertEquals(List.of("POST", "POST", "GET"), verbs(portal));
        }
    }

    /** Only an answer that does not come in time is not waited for. */
    private static String limit(String fault) {
        return fault.equals("no answer in time") || fault.equals("an answer that drips") ? "2s" : "2m";
    }

    @ParameterizedTest(name = "{0} until the deadline is code {3}")
    @MethodSource("passingFaults")
    void the_last_cause_decides_the_code_at_the_deadline(String name, Reply fault, String told, int code) {
        try (RawPortal portal = RawPortal.doing(n -> fault)) {
            Run run = login(portal.url(), "--timeout", "4s", "--request-timeout", "1s", "--quiet").run();

            assertEquals(code, run.exitCode(), run.err());
            assertEquals("", run.out());
            assertTrue(run.err().startsWith("docspace-auth: signing in: " + told), run.err());
            assertTrue(run.err().matches("docspace-auth: [^\n]*, \\d+ tries in \\d+ s; [^\n]*\n"), run.err());
            assertTrue(portal.requests().size() > 1, "tried again");
            assertEquals(portal.requests().size(), verbs(portal).stream().filter("POST"::equals).count());
        }
    }

    @ParameterizedTest(name = "a check that meets {0} is tried again without another login")
    @MethodSource("passingFaults")
    void a_failed_check_costs_no_second_login(String name, Reply fault, String told, int code) {
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? TOKEN : n == 1 ? fault : YES)) {
            assertEquals(0, login(portal.url(), "--request-timeout", limit(name)).run().exitCode());
            assertEquals(List.of("POST", "GET", "GET"), verbs(portal));
        }
    }

    @Test
    void a_refused_connection_is_tried_again_until_the_portal_is_up() throws Exception {
        int port = ServerProcess.freePort();
        Process process = login("http://127.0.0.1:" + port).start();
        StringBuilder err = new StringBuilder();
        for (int next = 0; next >= 0 && err.indexOf("left\n") < 0;) {
            next = process.getErrorStream().read();
            err.append((char) next);
        }

        assertTrue(err.toString().matches("docspace-auth: portal not reachable \\(connection refused\\)" + WAIT + "\n"),
                err.toString());
        try (RawPortal portal = RawPortal.at(port, n -> n % 2 == 0 ? TOKEN : YES)) {
            assertEquals("abc=\n", new String(process.getInputStream().readAllBytes(), UTF_8));
            assertEquals(0, process.waitFor());
            assertEquals(List.of("POST", "GET"), verbs(portal));
        }
    }

    @Test
    void a_host_name_that_is_not_found_is_tried_again_until_the_deadline() {
        Run run = login("https://portal.invalid", "--timeout", "4s").run();

        assertEquals(7, run.exitCode());
        assertTrue(run.err().matches("(?s)(docspace-auth: portal not reachable \\(host name not found\\)" + WAIT + "\n)+"
                + "docspace-auth: signing in: portal not reachable \\(host name not found\\), \\d+ tries in \\d+ s;[^\n]*\n"),
                run.err());
    }

    @ParameterizedTest(name = "status {0} is not tried again")
    @CsvSource({"400, 9", "401, 9", "403, 9", "404, 9", "405, 9", "407, 9", "409, 9", "418, 9", "422, 9", "451, 9", "501, 9",
        "505, 9", "301, 9", "302, 9", "307, 9"})
    void a_final_status_costs_one_request(int status, int code) {
        try (RawPortal portal = RawPortal
                .doing(n -> bytes("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nLocation: /x\r\n\r\n"))) {
            Run run = login(portal.url()).run();

            assertEquals(code, run.exitCode(), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            assertEquals(List.of("POST"), verbs(portal));
        }
    }

    @ParameterizedTest(name = "{0} is not tried again")
    @CsvSource(delimiter = '|', value = {
        "a second factor              | 4 | {\"response\":{\"tfa\":true}}   | 1",
        "a 200 that is not DocSpace   | 9 | <html>                          | 1",
        "an empty 200                 | 9 | ''                              | 1",
        "a token that is not accepted | 5 | {\"response\":{\"token\":\"abc=\"}} | 2"
    })
    void a_final_answer_costs_one_login(String name, int code, String body, int requests) {
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? json(body == null ? "" : body) : json("{\"response\":false}"))) {
            assertEquals(code, login(portal.url()).run().exitCode());
            assertEquals(requests, portal.requests().size());
            assertEquals(1, verbs(portal).stream().filter("POST"::equals).count());
        }
    }

    @ParameterizedTest(name = "timeout {0}")
    @ValueSource(strings = {"0", "0s"})
    void a_timeout_of_0_tries_once(String zero) {
        try (RawPortal portal = RawPortal.doing(n -> bytes(""))) {
            assertEquals(
                    new Run(7, "", "docspace-auth: signing in: portal not reachable (connection closed); check --base-url,"
                            + " including http:// or https://, and the network\n"),
                    login(portal.url(), "--timeout", zero).run());
            assertEquals(1, portal.requests().size());
        }
    }

    @Test
    void quiet_tells_of_no_wait() {
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? bytes("") : n == 1 ? TOKEN : YES)) {
            assertEquals(GOOD, login(portal.url(), "--quiet").run());
        }
    }

    @AsProcess
    @ParameterizedTest(name = "Retry-After as {0}")
    @ValueSource(strings = {"seconds", "a date"})
    void retry_after_is_honoured(String form) {
        long[] times = new long[2];
        try (RawPortal portal = RawPortal.doing(n -> {
            if (n < 2) {
                times[n] = System.nanoTime();
            }
            return n == 0 ? bytes("HTTP/1.1 429 No\r\nContent-Length: 0\r\nRetry-After: " + after(form, 3) + "\r\n\r\n")
                    : n == 1 ? TOKEN : YES;
        })) {
            assertEquals(0, login(portal.url()).run().exitCode());
            // A date has no fractions: up to a second of the three is lost.
            assertTrue(times[1] - times[0] >= 2_000_000_000L, "it came back after " + (times[1] - times[0]) + " ns");
        }
    }

    @ParameterizedTest(name = "Retry-After past the deadline, as {0}")
    @ValueSource(strings = {"seconds", "a date"})
    void retry_after_past_the_deadline_ends_the_run_at_once(String form) {
        try (RawPortal portal = RawPortal
                .doing(n -> bytes("HTTP/1.1 429 No\r\nContent-Length: 0\r\nRetry-After: " + after(form, 300) + "\r\n\r\n"))) {
            Run run = login(portal.url()).run();

            assertEquals(6, run.exitCode());
            assertTrue(
                    run.err().matches("docspace-auth: signing in: rate limit: too many requests \\(429\\), and it asks to"
                            + " retry in \\d+ s; run again then, or give a longer --timeout\n"),
                    run.err());
            assertEquals(1, portal.requests().size());
        }
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @ValueSource(strings = {"soon", "-1", "99999999999999999999", "1e9", ""})
    void an_unreadable_retry_after_is_none(String value) {
        try (RawPortal portal = RawPortal.doing(n -> n == 0
                ? bytes("HTTP/1.1 503 No\r\nContent-Length: 0\r\nRetry-After: " + value + "\r\n\r\n") : n == 1 ? TOKEN : YES)) {
            assertEquals(0, login(portal.url()).run().exitCode());
        }
    }

    @ParameterizedTest(name = "{0} during {1} is code {2} and leaves nothing")
    @CsvSource({"TERM, a wait, 143", "INT, a wait, 130", "TERM, a request, 143", "INT, a request, 130"})
    void a_signal_ends_it(String signal, String when, int code) throws Exception {
        Reply never = (socket, out) -> {
            Thread.sleep(60_000);
            return false;
        };
        try (RawPortal portal = RawPortal.doing(n -> when.equals("a wait")
                ? bytes("HTTP/1.1 503 No\r\nContent-Length: 0\r\nRetry-After: 300\r\n\r\n") : never)) {
            Process process = login(portal.url(), "--timeout", "20m", "--token-file", "token").in(folder).start();
            while (portal.requests().isEmpty() && process.isAlive()) {
                Thread.sleep(20);
            }
            if (when.equals("a wait")) {
                process.getErrorStream().read();
            }
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();

            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
            assertEquals(code, process.exitValue());
            assertEquals("", new String(process.getInputStream().readAllBytes(), UTF_8));
            String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            assertTrue(when.equals("a wait") ? err.lines().count() == 1 : err.isEmpty(),
                    "a signal is no failure to tell of: " + err);
            assertEquals(List.of(), List.of(folder.toFile().list()));
        }
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', value = {
        "DOCSPACE_TIMEOUT         | soon | DOCSPACE_TIMEOUT is not a duration; write it as 500ms, 30s, 1m30s or 1h",
        "DOCSPACE_TIMEOUT         | -1s  | DOCSPACE_TIMEOUT is not a duration; write it as 500ms, 30s, 1m30s or 1h",
        "DOCSPACE_CONNECT_TIMEOUT | 0    | DOCSPACE_CONNECT_TIMEOUT must be greater than zero, for example 5s",
        "DOCSPACE_REQUEST_TIMEOUT | 0    | DOCSPACE_REQUEST_TIMEOUT must be greater than zero, for example 5s",
        "DOCSPACE_MIN_VALIDITY    | 1y   | DOCSPACE_MIN_VALIDITY is not a duration; write it as 500ms, 30s, 1m30s or 1h"
    })
    void a_duration_that_is_none(String variable, String value, String told) {
        assertEquals(new Run(2, "", "docspace-auth: " + told + "\n"), login("http://127.0.0.1:1").env(variable, value).run());
    }

    private static Program login(String url, String... more) {
        return Program.with("--base-url", url, "-u", "x", "-o", "token").and(more).env("DOCSPACE_PASSWORD", "y-y-y-y");
    }

    private static List<String> verbs(RawPortal portal) {
        return portal.requests().stream().map(request -> request.substring(0, request.indexOf(' '))).toList();
    }

    private static String after(String form, int seconds) {
        return form.equals("seconds") ? String.valueOf(seconds)
                : DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    }
}
