package io.docspace.auth.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.RawPortal;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.RefusalLog;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a portal answers, a run ends with a code of the table that is not "a defect", one harmless line that tells no
 * secret, and the old token in place, unless the sign-in really worked. Answers are good ones, mutated; the seed is fixed,
 * printed, and {@code -Dtest.seed} chooses another.
 */
@QuarkusTest
@QuarkusTestResource(value = GeneratedAnswersTest.Socket.class, restrictToAnnotatedClass = true)
@Tag("slow")
class GeneratedAnswersTest {
    private static final int RUNS = 2500;
    private static final String OLD = "MARKERold7322";
    private static final String PASSWORD = "MARKERpassword7319";
    private static final String TOKEN = "MARKERtoken7320+/=";
    private static final String KEY = "MARKERTFAKEY7321";

    private static final String PROBLEM = "{\"type\":\"https://tools.ietf.org/html/rfc9110#section-15\",\"title\":\"x\",\"status\":%d,"
            + "\"traceId\":\"00-1\"}";

    /** The answers that pass by themselves; a portal that is not set up says so in its settings, which are the check's answer here. */
    private static final Pattern PASSING = Pattern
            .compile("(?s)HTTP/1\\.[01] (408|429|50[0234]|52\\d|530)\\b.*|HTTP/1\\.[01] 403\\b.*(traceId|rfc9110).*"
                    + "|HTTP/1\\.[01] 404\\b.*(404 page not found).*");

    private static final List<String> LOGINS = List.of(
            http("200 OK", "{\"response\":{\"token\":\"" + TOKEN + "\",\"expires\":\"2027-11-24T00:00:00.0000000Z\","
                    + "\"sms\":false,\"tfa\":false},\"count\":1,\"links\":[{\"href\":\"/api\"}],\"status\":0,\"statusCode\":200}"),
            http("201 Created", "{\"response\":{\"token\":\"" + TOKEN + "\",\"expires\":\"0001-01-01T00:00:00\"}}"),
            http("200 OK", "{\"response\":{\"tfa\":true,\"tfaKey\":\"" + KEY + "\"},\"status\":0}"),
            http("200 OK", "{\"response\":{\"sms\":true,\"phoneNoise\":\"+37*****99\"},\"status\":0}"),
            http("401 Unauthorized", "{\"error\":{\"message\":\"not " + PASSWORD + "\",\"stack\":null},\"statusCode\":401}"),
            http("403 Forbidden",
                    "{\"error\":{\"message\":\"locked\",\"type\":\"System.X\",\"hresult\":0},\"statusCode\":403}"),
            http("429 Too Many Requests", "", "Retry-After: 30"),
            http("302 Found", "", "Location: https://user:" + PASSWORD + "@docs.example.com/?t=" + TOKEN),
            http("400 Bad Request",
                    "{\"error\":{\"message\":\"x\",\"type\":\"System.ArgumentOutOfRangeException\",\"hresult\":0}}"),
            http("400 Bad Request", "<html>The plain HTTP request was sent to HTTPS port</html>"),
            http("401 Unauthorized", "{}"), http("403 Forbidden", PROBLEM.formatted(403)),
            http("404 Not Found", PROBLEM.formatted(404)),
            http("402 Payment Required", PROBLEM.formatted(402)), http("404 Not Found", "404 page not found"),
            http("403 Forbidden", "<html>no</html>", "cf-mitigated: challenge"),
            http("429 Too Many Requests", "", "X-RateLimit-Limit: 1500"),
            http("429 Too Many Requests", "", "X-RateLimit-Limit: 15"),
            http("429 Too Many Requests", "", "X-RateLimit-Limit: 10000", "Retry-After: 40000"),
            http("500 Internal Server Error",
                    "{\"error\":{\"message\":\"The user is disabled\",\"type\":\"System.Exception\"}}"),
            http("522 Connection Timed Out", "<html></html>"),
            http("502 Bad Gateway", "<html><h1>502</h1></html>"));
    private static final List<String> CHECKS = List.of(
            http("200 OK", "{\"response\":true,\"count\":1,\"links\":[],\"status\":0,\"statusCode\":200}"),
            http("200 OK", "{\"response\":false,\"count\":1,\"status\":0,\"statusCode\":200}"),
            http("401 Unauthorized", "{\"error\":{\"message\":\"" + TOKEN + " is bad\"},\"statusCode\":401}"),
            http("403 Forbidden", "\"" + TOKEN + "\""));
    private static final List<String> STATUSES = List.of("000 X", "42 X", "100 Continue", "101 X", "103 X", "199 X", "200 OK",
            "200", "201 X", "204 X", "205 X", "206 X", "226 X", "299 X", "300 X", "301 X", "304 X", "307 X", "400 X", "401 X",
            "403 X", "404 X", "407 X", "418 X", "429 X", "451 X", "499 X", "500 X", "501 X", "503 X", "504 X", "599 X", "600 X",
            "999 X", "1000 X", "-1 X", "abc", "");
    private static final List<String> HEADERS = List.of("Content-Length: 0", "Content-Length: 7", "Content-Length: 99999",
            "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 9223372036854775807",
            "Content-Length: \u001b", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked",
            "Content-Encoding: gzip",
            "Content-Encoding: br", "Content-Type: ;;=,/", "Content-Type: text/html; charset=klingon", "Content-Type:",
            "Connection: close", "Connection: Upgrade", "Upgrade: h2c", "Location: mailto:x", "Location: javascript:alert(1)",
            "Location: http://[::1", "Location: //" + PASSWORD + "@h/", "Location: /%00%1b[2J", "Location:", "Location: ?",
            "Retry-After: -1", "Retry-After: 99999999999999999999", "Retry-After: Wed, 21 Oct 9999 07:28:00 GMT",
            "Retry-After: Wed, 99 Oct 2026", "Retry-After: \u00b2", "Set-Cookie: asc_auth_key=x", "Date: never",
            "X: " + "x".repeat(9000), "no colon", ": no name", "\u001b[31m: x", "Trailer: X");
    private static final List<String> VALUES = List.of("null", "true", "false", "0", "-1", "1e999999", "-0.0", "[]", "{}",
            "\"\"",
            "\"true\"", "[true]", "{\"token\":\"x\"}", "9".repeat(5000), "\"" + "a".repeat(9000) + "\"", "\"\\u0000\"",
            "\"\\u001b[2J\"", "\"\\u202e\"", "\"a\\r\\nb\"", "\"\\ud800\"", "\"\u00c0\u00af\"", "\"\u00ff\"", "[".repeat(1500),
            "{\"a\":".repeat(1500), "\"+999999999-12-31T23:59:59-18:00\"", "\"-999999999-01-01T00:00:00Z\"", "NaN", "tru", "\"",
            "\"" + PASSWORD + "\"", "{\"message\":{}}", "{\"message\":[1]}");
    private static final Pattern VALUE = Pattern.compile("(?<=:)(\"[^\"]*\"|true|false|null|-?\\d+)");

    /** A portal that answers what the test says. */
    public static final class Socket implements QuarkusTestResourceLifecycleManager {
        private final RawPortal[] portal = new RawPortal[1];
        private volatile String login;
        private volatile String check;

        @Override
        public Map<String, String> start() {
            portal[0] = RawPortal.doing(n -> (socket, out) -> {
                String answer = portal[0].requests().get(n).startsWith("POST") ? login : check;
                out.write(answer.getBytes(ISO_8859_1));
                out.flush();
                // A client that waits for more than there is must not wait for its timeout.
                return LOGINS.contains(answer) || CHECKS.contains(answer);
            });
            return Map.of("docspace.base-url", portal[0].url(), "docspace.timeout", "0", "docspace.request-timeout", "3s");
        }

        @Override
        public void inject(Object test) {
            ((GeneratedAnswersTest) test).socket = this;
        }

        @Override
        public void stop() {
            portal[0].close();
        }

        long logins() {
            return portal[0].requests().stream().filter(request -> request.startsWith("POST")).count();
        }
    }

    Socket socket;

    @Inject
    PortalAccess access;

    @TempDir
    Path folder;

    private Random random;

    @Test
    void any_answer_ends_with_a_known_code_a_harmless_line_and_the_old_token_in_place() throws IOException {
        long seed = Long.getLong("test.seed", 20261124);
        System.out.println("GeneratedAnswersTest: -Dtest.seed=" + seed);
        random = new Random(seed);
        Path file = folder.resolve("token");
        SignIn signIn = new SignIn(access.open(),
                new TokenFile(file, TokenFormat.TOKEN, PosixFilePermissions.fromString("rw-------")),
                URI.create("http://localhost"), false, SignIn.MIN_VALIDITY, RefusalLog.none());
        AuthMethod way = new AuthMethod.PasswordLogin("anna", () -> Credentials.withPassword("anna", PASSWORD),
                challenge -> Optional.empty(), List::of);
        Map<ExitCode, Integer> ends = new EnumMap<>(ExitCode.class);
        Files.writeString(file, OLD);

        for (int run = 0; run < RUNS; run++) {
            socket.login = random.nextInt(3) == 0 ? LOGINS.get(0) : mutated(any(LOGINS));
            socket.check = random.nextInt(3) == 0 ? CHECKS.get(0) : mutated(any(CHECKS));
            String what = "run " + run + " of seed " + seed + ", login " + shown(socket.login) + ", check "
                    + shown(socket.check);
            ExitCode end = ExitCode.OK;
            try {
                signIn.run(way);
                assertReallySignedIn(what, Files.readString(file));
                Files.deleteIfExists(folder.resolve("token.meta"));
                Files.writeString(file, OLD);
            } catch (RuntimeException e) {
                end = ExitCode.of(e);
                assertHarmless(what, end, e);
            }
            ends.merge(end, 1, Integer::sum);
            assertEquals(OLD, Files.readString(file), what);
            try (var files = Files.list(folder)) {
                assertEquals(List.of(file), files.toList(), what);
            }
        }

        System.out.println("GeneratedAnswersTest: " + ends);
        assertTrue(socket.logins() <= RUNS, "one login a run");
        assertTrue(ends.keySet().containsAll(Set.of(ExitCode.OK, ExitCode.CREDENTIALS_REFUSED, ExitCode.SECOND_FACTOR,
                ExitCode.TOKEN_NOT_ACCEPTED, ExitCode.REFUSED, ExitCode.UNREACHABLE, ExitCode.NOT_A_PORTAL)),
                "the answers reach every outcome: " + ends);
    }

    private void assertHarmless(String what, ExitCode code, RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof PortalException told && told.isTransient() && told.problem() != Problem.NO_ANSWER) {
            String answer = read(message.startsWith("checking") ? socket.check : socket.login);
            assertTrue(PASSING.matcher(answer).matches(), () -> what + ": nobody knows that this passes: " + message);
        }
        assertFalse(code == ExitCode.UNEXPECTED || code == ExitCode.OK || code == ExitCode.USAGE, () -> what + ": " + failure);
        assertTrue(message.matches("[^\\p{C}]{1,1000}"), () -> what + ": " + message);
        for (String secret : List.of(PASSWORD, TOKEN, KEY, OLD)) {
            assertFalse(message.contains(secret), () -> what + ": " + message);
        }
    }

    /** By the contract, and read anew here: a login that holds this token, a check of status 2xx that says a plain true. */
    private void assertReallySignedIn(String what, String token) {
        String login = read(socket.login);
        String check = read(socket.check);
        assertTrue(token.matches("[!-~]{1,8192}") && login.replace("\\/", "/").contains("\"" + token + "\""), what);
        for (String answer : List.of(login, check)) {
            assertTrue(answer.matches("(?is)HTTP/\\d\\.\\d\\s+2\\d\\d.*"), what);
            assertFalse(Pattern.compile("(?i)\"error\"\\s*:\\s*[^n\\s]").matcher(answer).find(), what);
        }
        assertTrue(Pattern.compile("(?i)\"response\"\\s*:\\s*true").matcher(check).find(), what);
    }

    /** What of the bytes is the answer: after answers of status 1xx, and to the length that is told. */
    private static String read(String bytes) {
        String answer = bytes.replaceFirst("(?s)^(HTTP/1\\.1 1\\d\\d[^\r]*\r\n\r\n)+", "");
        int body = answer.indexOf("\r\n\r\n") + 4;
        Matcher length = Pattern.compile("(?i)\r\nContent-Length: *(\\d{1,9})\r\n").matcher(answer);
        return length.find() && length.start() < body
                ? answer.substring(0, Math.min(answer.length(), body + Integer.parseInt(length.group(1))))
                : answer;
    }

    private String mutated(String answer) {
        String result = answer;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            result = any(MUTATIONS).of(this, result);
        }
        return result;
    }

    @FunctionalInterface
    private interface Mutation {
        String of(GeneratedAnswersTest test, String answer);
    }

    private static final List<Mutation> MUTATIONS = List.of(
            GeneratedAnswersTest::flipped,
            (test, answer) -> test.inBody(answer, body -> test.flipped(body)),
            (test, answer) -> answer.substring(0, test.place(answer)),
            (test, answer) -> test.inBody(answer, body -> body.substring(0, test.place(body))),
            (test, answer) -> test.inBody(answer, test::repeated),
            GeneratedAnswersTest::repeated,
            (test, answer) -> test.inBody(answer, body -> test.spliced(body, test.any(LOGINS))),
            (test, answer) -> test.inBody(answer, body -> test.spliced(body, test.any(CHECKS))),
            (test, answer) -> test.inBody(answer, test::otherValue),
            (test, answer) -> test.inBody(answer, test::otherValue),
            (test, answer) -> test.inBody(answer, body -> body + " ".repeat(1024 * 1024)),
            (test, answer) -> answer.replaceFirst("(?<=HTTP/1.1 )[^\r]*", test.any(STATUSES)),
            (test, answer) -> answer.replaceFirst("\r\n", "\r\n" + test.any(HEADERS).replace("$", "\\$") + "\r\n"),
            (test, answer) -> answer.replaceFirst("\r\nContent-Length: \\d+", ""),
            (test, answer) -> answer.replaceFirst("\r\nContent-Length: \\d+", "\r\n" + test.any(HEADERS)),
            (test, answer) -> test.any(STATUSES).replaceFirst("^", "HTTP/1.1 ") + "\r\n\r\n" + answer,
            (test, answer) -> answer + test.any(LOGINS));

    private String flipped(String text) {
        if (text.isEmpty()) {
            return text;
        }
        StringBuilder bytes = new StringBuilder(text);
        int place = place(text);
        bytes.setCharAt(place, (char) (bytes.charAt(place) ^ 1 << random.nextInt(8)));
        return bytes.toString();
    }

    private String repeated(String text) {
        int from = place(text);
        int to = from + random.nextInt(text.length() - from + 1);
        return text.substring(0, to) + text.substring(from);
    }

    /** Its start, and the end of another body. */
    private String spliced(String body, String other) {
        String donor = other.substring(other.indexOf("\r\n\r\n") + 4);
        return body.substring(0, place(body)) + donor.substring(place(donor));
    }

    private String otherValue(String body) {
        List<MatchResult> values = VALUE.matcher(body).results().toList();
        if (values.isEmpty()) {
            return any(VALUES);
        }
        MatchResult value = any(values);
        return body.substring(0, value.start()) + any(VALUES) + body.substring(value.end());
    }

    /** Changes the body and, where there is a right length, the length with it. */
    private String inBody(String answer, UnaryOperator<String> change) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return answer;
        }
        String body = answer.substring(end + 4);
        String changed = change.apply(body);
        return answer.substring(0, end).replace("Content-Length: " + body.length(), "Content-Length: " + changed.length())
                + "\r\n\r\n" + changed;
    }

    private int place(String text) {
        return text.isEmpty() ? 0 : random.nextInt(text.length());
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String http(String status, String body, String... headers) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + String.join("", List.of(headers).stream().map(header -> "\r\n" + header).toList()) + "\r\n\r\n" + body;
    }

    private static String shown(String answer) {
        String text = answer.replace("\r\n", "¶").replaceAll("(.)\\1{50,}", "$1…");
        return text.length() > 1500 ? text.substring(0, 1500) + "…" : text;
    }
}
