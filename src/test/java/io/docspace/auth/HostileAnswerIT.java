package io.docspace.auth;

import static io.docspace.auth.RawPortal.bytes;
import static io.docspace.auth.RawPortal.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.docspace.auth.Program.Run;
import io.docspace.auth.RawPortal.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that no portal gives, or that one gives to do harm. Whatever comes: a code of the table, one harmless line, one
 * login, the old token file as it was and nothing beside it.
 */
class HostileAnswerIT {
    private static final String OLD = "old-token=";
    private static final String GOOD = "{\"response\":{\"token\":\"abc=\"}}";
    private static final Reply YES = json("{\"response\":true}");
    private static final int MIB = 1024 * 1024;

    private static final String TOO_MUCH = "malformed JSON (nested too deeply, or with a name or number that is too long)";

    /** Too little to hold what the large answers send, and enough for the program. */
    private static final String SMALL_HEAP = "32m";

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void oldToken() throws IOException {
        file = Files.writeString(folder.resolve("token"), OLD);
    }

    static Stream<Arguments> notOfAPortal() {
        String padded = GOOD + " ".repeat(MIB);
        return Stream.of(
                arguments("1 MiB and more, its length told", "more than 1 MiB", body(padded)),
                arguments("1 MiB and more, to the end of the connection", "more than 1 MiB", bytes(head("200 OK") + padded)),
                arguments("1 MiB and more, in chunks", "more than 1 MiB", chunked(padded)),
                arguments("a length of 8 EiB", "more than 1 MiB",
                        bytes(head("200 OK", "Content-Length: 9223372036854775807") + GOOD)),
                arguments("100,000 lists in each other", TOO_MUCH, body("[".repeat(100_000))),
                arguments("100,000 objects in each other", TOO_MUCH,
                        body("{\"a\":".repeat(100_000))),
                arguments("lists in each other beside a token", TOO_MUCH,
                        body("{\"response\":{\"token\":\"abc=\",\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "}}")),
                arguments("a byte that is not UTF-8", "text that is not UTF-8",
                        body("{\"response\":{\"token\":\"abc\u00ff\"}}")),
                arguments("an overlong slash", "text that is not UTF-8",
                        body("{\"response\":{\"token\":\"abc\u00c0\u00af\"}}")),
                arguments("a UTF-8 sequence that is cut", "text that is not UTF-8",
                        body("{\"response\":{\"token\":\"abc\u00e2\u0082\"}}")),
                arguments("UTF-16, big end first", "malformed JSON (line 1, column 2)", encoded(UTF_16BE, GOOD)),
                arguments("UTF-16, little end first", "malformed JSON (line 1, column 3)", encoded(UTF_16LE, GOOD)),
                arguments("UTF-16 with a mark", "text that is not UTF-8", encoded(UTF_16BE, "\ufeff" + GOOD)),
                arguments("two tokens", "malformed JSON (line 1, column 34)",
                        body("{\"response\":{\"token\":\"a=\",\"token\":\"b=\"}}")),
                arguments("two tokens in different letter case", "malformed JSON (two fields named token)",
                        body("{\"response\":{\"token\":\"a=\",\"Token\":\"b=\"}}")),
                arguments("a field of 100,000 characters", TOO_MUCH,
                        body("{\"" + "x".repeat(100_000) + "\":1}")),
                arguments("a response that is text", "an answer without a token", body("{\"response\":\"abc=\"}")),
                arguments("a response that is a list", "an answer without a token",
                        body("{\"response\":[{\"token\":\"abc=\"}]}")),
                arguments("a token that is a list", "JSON whose \"token\" is not a string",
                        body("{\"response\":{\"token\":[\"a\"]}}")),
                arguments("a token that is true", "JSON whose \"token\" is not a string",
                        body("{\"response\":{\"token\":true}}")),
                arguments("an expiry that is a number", "JSON whose \"expires\" is not a string",
                        body("{\"response\":{\"token\":\"abc=\",\"expires\":1}}")),
                arguments("a challenge that is text", "an answer without a token", body("{\"response\":{\"tfa\":\"true\"}}")),
                arguments("a challenge that is a number", "an answer without a token", body("{\"response\":{\"sms\":1}}")),
                arguments("the number 1e999999", "an answer without a token", body("{\"response\":1e999999}")),
                arguments("a token of 1e999999", "JSON whose \"token\" is not a string",
                        body("{\"response\":{\"token\":1e999999}}")),
                arguments("a number of 10,000 digits", TOO_MUCH,
                        body("{\"response\":" + "9".repeat(10_000) + "}")),
                arguments("a fraction of 10,000 digits", TOO_MUCH,
                        body("{\"response\":0." + "9".repeat(10_000) + "}")),
                arguments("a number that is none", "malformed JSON (line 1, column 16)", body("{\"response\":NaN}")),
                arguments("a comment", "malformed JSON (line 1, column 2)", body("{/**/\"response\":true}")),
                arguments("a token of 8,193 characters", "a token of more than 8192 characters",
                        body("{\"response\":{\"token\":\"" + "a".repeat(8193) + "\"}}")),
                arguments("a token of 1,000,000 characters", "a token of more than 8192 characters",
                        body("{\"response\":{\"token\":\"" + "a".repeat(1_000_000) + "\"}}")),
                arguments("a body packed with gzip", "a content encoding that was not requested", gzip(GOOD)),
                arguments("a gzip bomb", "a content encoding that was not requested", gzip(" ".repeat(200 * MIB) + GOOD)),
                arguments("an HTML page", "malformed JSON (line 1, column 1)", body("<html><script>alert(1)</script>")),
                arguments("a body that is longer than it says", "malformed JSON (line 1, column 11)",
                        bytes(head("200 OK", "Content-Length: 10") + GOOD)),
                arguments("204", "status 204", bytes(head("204 No Content", "Connection: close"))),
                arguments("204 with a body", "status 204", bytes(head("204 No Content", "Connection: close") + GOOD)),
                arguments("205", "status 205", bytes(head("205 Reset Content", "Content-Length: 0"))),
                arguments("a header of 64 KiB", "more than 64 KiB of headers",
                        bytes(head("200 OK", "X: " + "x".repeat(65_536)) + GOOD)),
                arguments("10,000 headers", "more than 64 KiB of headers",
                        bytes(head("200 OK", "X: x\r\n".repeat(20_000) + "Y: y") + GOOD)),
                arguments("101", "status 101",
                        bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")),
                arguments("status 299 without a body", "status 299", bytes(head("299 Hm", "Content-Length: 0"))),
                arguments("status 42", "status 42", bytes(head("42 Hm") + GOOD)));
    }

    @ParameterizedTest(name = "code 9, {0}")
    @MethodSource("notOfAPortal")
    void code_9_and_nothing_is_tried_again(String name, String whatCame, Reply answer) throws IOException {
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? answer : YES)) {
            Run run = login(portal).heap(SMALL_HEAP).run();

            assertEquals(new Run(9, "", "docspace-auth: signing in: the server is not a DocSpace portal: it sent "
                    + whatCame + "; check --base-url\n"), run);
            assertCost(portal, 1, 0);
            assertUntouched();
        }
    }

    static Stream<Arguments> noAnswer() {
        return Stream.of(
                arguments("a status line of 64 KiB", bytes(head("200 " + "O".repeat(65_536)) + GOOD)),
                arguments("a status that is no number", bytes(head("two hundred") + GOOD)),
                arguments("status 000", bytes(head("000 Hm") + GOOD)),
                arguments("HTTP of another kind", bytes("HTTP/one 200 OK\r\n\r\n" + GOOD)),
                arguments("a body alone", bytes(GOOD)),
                arguments("a banner of SSH", bytes("SSH-2.0-OpenSSH_9.2\r\n")),
                arguments("HTTP/2", bytes("\0\0\u0012\4\0\0\0\0\0\0\3\0\0\0d\0\4\u0010\0\0\0\0\6\0\u0010\u0001@")),
                arguments("a body that is shorter than it says", bytes(head("200 OK", "Content-Length: 1000") + GOOD)),
                arguments("a length that is no number", bytes(head("200 OK", "Content-Length: some") + GOOD)),
                arguments("a length below zero", bytes(head("200 OK", "Content-Length: -1") + GOOD)),
                arguments("two lengths", bytes(head("200 OK", "Content-Length: 29", "Content-Length: 3") + GOOD)),
                arguments("a chunk whose size is no number",
                        bytes(head("200 OK", "Transfer-Encoding: chunked") + "zz\r\n" + GOOD + "\r\n0\r\n\r\n")),
                arguments("a chunk that is cut", bytes(head("200 OK", "Transfer-Encoding: chunked") + "ff\r\n" + GOOD)),
                arguments("the last chunk is missing",
                        bytes(head("200 OK", "Transfer-Encoding: chunked") + "1d\r\n" + GOOD + "\r\n")));
    }

    @ParameterizedTest(name = "code 7, {0}")
    @MethodSource("noAnswer")
    void code_7_what_is_no_whole_http_answer(String name, Reply answer) throws IOException {
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? answer : YES)) {
            Run run = login(portal).once().run();

            assertEquals(7, run.exitCode(), run.err());
            assertTrue(run.err().startsWith("docspace-auth: signing in: portal not reachable ("), run.err());
            assertHarmless(run);
            assertCost(portal, 1, 0);
            assertUntouched();
        }
    }

    @ParameterizedTest(name = "code {1}, status {0}")
    @CsvSource(delimiter = '|', value = {
        "200 OK           | 9 | the server is not a DocSpace portal: it sent more than 1 MiB; check --base-url",
        "401 Unauthorized | 9 | an access proxy or a firewall answered instead of the portal (401, an empty body); allow this"
                + " program there, or set --base-url to the portal's own address",
        "503 Unavailable  | 7 | the portal or its proxy failed (503); nothing to do, run again later"
    })
    void a_body_without_end_is_cut_off_and_never_held(String status, int code, String told) throws IOException {
        AtomicLong sent = new AtomicLong();
        try (RawPortal portal = RawPortal.doing(n -> endless(head(status) + "{\"response\":\"", sent))) {
            Run run = login(portal, "--request-timeout", "60s").once().heap(SMALL_HEAP).run();

            assertEquals(new Run(code, "", "docspace-auth: signing in: " + told + "\n"), run);
            assertTrue(sent.get() < 16 * MIB, "hung up on after " + sent + " bytes");
            assertCost(portal, 1, 0);
            assertUntouched();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a head, 9, 'HTTP/1.1 200 OK\r\n', X: x", "a line, 7, 'HTTP/1.1 200 OK', O",
        "an answer before the answer, 7, '', 'HTTP/1.1 103 Early Hints\r\n'"})
    void what_has_no_end_ends_in_time(String name, int code, String start, String over) throws IOException {
        String unit = over.endsWith(" x") || over.endsWith("Hints\r\n") ? over + "\r\n" : over;
        AtomicLong sent = new AtomicLong();
        Reply reply = (socket, out) -> {
            out.write(start.getBytes(ISO_8859_1));
            repeat(out, unit.repeat(1000), sent);
            return false;
        };
        try (RawPortal portal = RawPortal.doing(n -> reply)) {
            Run run = login(portal, "--request-timeout", code == 9 ? "2m" : "2s").once().heap(SMALL_HEAP).run();

            assertEquals(code, run.exitCode(), run.err());
            assertHarmless(run);
            assertCost(portal, 1, 0);
            assertUntouched();
        }
    }

    @Test
    void a_length_that_never_comes_ends_in_time() throws IOException {
        Reply stalls = (socket, out) -> {
            out.write((head("200 OK", "Content-Length: 1000") + GOOD).getBytes(ISO_8859_1));
            out.flush();
            Thread.sleep(300_000);
            return false;
        };
        try (RawPortal portal = RawPortal.doing(n -> stalls)) {
            Run run = login(portal, "--request-timeout", "1s").once().run();

            assertEquals(new Run(7, "", "docspace-auth: signing in: portal not reachable (timed out); check --base-url,"
                    + " including http:// or https://, and the network\n"), run);
            assertCost(portal, 1, 0);
            assertUntouched();
        }
    }

    @ParameterizedTest(name = "a token with {0}")
    @CsvSource({"a line end, \\n", "a carriage return, \\r", "a header of its own, \\r\\nX-Evil: 1", "a NUL, \\u0000",
        "an escape, \\u001b[2J", "a blank, ' '", "a tab, \\t", "a DEL, \\u007f", "a C1 control, \\u009b", "an umlaut, ä",
        "a full-width letter, Ａ", "half a character, \\ud83d", "a byte order mark, \\ufeff"})
    void a_token_that_no_header_can_carry_reaches_neither_file_nor_header(String name, String text) throws IOException {
        byte[] body = ("{\"response\":{\"token\":\"abc" + text + "def=\"}}").getBytes(UTF_8);
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? body(new String(body, ISO_8859_1)) : YES)) {
            Run run = login(portal, "-o", "token").run();

            assertEquals(new Run(9, "", "docspace-auth: signing in: the server is not a DocSpace portal: it sent a token with"
                    + " invalid characters; check --base-url\n"), run);
            assertCost(portal, 1, 0);
            assertUntouched();
        }
    }

    static Stream<Arguments> harmlessOddities() {
        return Stream.of(
                arguments("no Content-Type", kept("HTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n" + GOOD)),
                arguments("Content-Type text/html", labelled("text/html")),
                arguments("Content-Type image/png", labelled("image/png")),
                arguments("a Content-Type that is none", labelled(";;=,/")),
                arguments("a charset that is none", labelled("application/json; charset=klingon-7")),
                arguments("a byte order mark", body("\u00ef\u00bb\u00bf" + GOOD)),
                arguments("100 before the answer", kept("HTTP/1.1 100 Continue\r\n\r\n" + answer(GOOD))),
                arguments("103 before the answer",
                        kept("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(20) + answer(GOOD))),
                arguments("HTTP/1.0", bytes("HTTP/1.0 200 OK\r\n\r\n" + GOOD)),
                arguments("no reason phrase", kept("HTTP/1.1 200\r\nContent-Length: 29\r\n\r\n" + GOOD)),
                arguments("a body of just 1 MiB", body(GOOD + " ".repeat(MIB - GOOD.length()))),
                arguments("an expiry that is no date", body("{\"response\":{\"token\":\"abc=\",\"expires\":\"soon\"}}")),
                arguments("an expiry in the year 999999999",
                        body("{\"response\":{\"token\":\"abc=\",\"expires\":\"+999999999-12-31T23:59:59-18:00\"}}")),
                arguments("a hundred cookies", kept(head("200 OK", "Set-Cookie: asc_auth_key=evil; path=/\r\n".repeat(100)
                        + "Content-Length: 29") + GOOD)));
    }

    /** Bytes on a connection that is kept, as HTTP/1.1 promises: one that is closed would race with the check. */
    private static Reply kept(String text) {
        return (socket, out) -> {
            out.write(text.getBytes(ISO_8859_1));
            return true;
        };
    }

    @ParameterizedTest(name = "code 0, {0}")
    @MethodSource("harmlessOddities")
    void code_0_a_good_answer_in_an_odd_wrapping(String name, Reply answer) throws IOException {
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? answer : YES)) {
            Run run = login(portal).once().run();

            assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n", ""), run);
            assertEquals("abc=", Files.readString(file));
            assertCost(portal, 1, 1);
            assertTrue(portal.requests().get(1).toLowerCase(Locale.ROOT).contains("authorization: abc=\r\n"));
            assertFalse(portal.requests().get(1).contains("evil"), "a cookie came back");
        }
    }

    @Test
    void a_token_of_8192_characters_is_the_longest() throws IOException {
        String longest = "a".repeat(8192);
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? body("{\"response\":{\"token\":\"" + longest + "\"}}") : YES)) {
            assertEquals(0, login(portal).once().run().exitCode());
            assertEquals(longest, Files.readString(file));
            assertTrue(portal.requests().get(1).contains(longest));
        }
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                arguments("true, and 1 MiB of blanks", 9, body("{\"response\":true}" + " ".repeat(MIB))),
                arguments("true, twice", 9, body("{\"response\":true,\"response\":true}")),
                arguments("true, in two letter cases", 9, body("{\"response\":true,\"RESPONSE\":true}")),
                arguments("true, then more", 9, body("{\"response\":true}{\"response\":true}")),
                arguments("true, in UTF-16", 9, encoded(UTF_16LE, "{\"response\":true}")),
                arguments("true, packed with gzip", 9, gzip("{\"response\":true}")),
                arguments("true, cut", 7, bytes(head("200 OK", "Content-Length: 100") + "{\"response\":true}")),
                arguments("true, one byte cut off", 9, bytes(head("200 OK", "Content-Length: 16") + "{\"response\":true}")),
                arguments("true, nested", 9, body("{\"response\":{\"response\":true}}")),
                arguments("true, as text", 9, body("{\"response\":\"true\"}")),
                arguments("true, in a 302", 9, bytes(head("302 Found", "Location: /login") + "{\"response\":true}")),
                arguments("true, in a 500", 7, bytes(head("500 Oh") + "{\"response\":true}")),
                arguments("true, in a 000", 7, bytes(head("000 Oh") + "{\"response\":true}")),
                arguments("true, in a header", 9, bytes(head("204 No Content", "Response: true"))),
                arguments("100,000 lists in each other", 9, body("[".repeat(100_000))),
                arguments("a number of 10,000 digits", 9, body("{\"response\":" + "1".repeat(10_000) + "}")),
                arguments("false", 5, body("{\"response\":false}")));
    }

    @ParameterizedTest(name = "code {1}, {0}")
    @MethodSource("checks")
    void a_token_is_not_good_without_a_plain_yes(String name, int code, Reply check) throws IOException {
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? json(GOOD) : check)) {
            Run run = login(portal).once().heap(SMALL_HEAP).run();

            assertEquals(code, run.exitCode(), run.err());
            assertHarmless(run);
            assertCost(portal, 1, 1);
            assertUntouched();
        }
    }

    @ParameterizedTest(name = "Location: {0}")
    @CsvSource(delimiter = '|', value = {
        "https://user:secret@docs.example.com/a?t=secret#secret | https://docs.example.com/a",
        "//user:secret@docs.example.com/a                       | //docs.example.com/a",
        "https://docs.example.com/%1b%5b2J%0a%c2%9b             | https://docs.example.com/ [2J",
        "mailto:user:secret@example.com                         | an unreadable address",
        "javascript:alert('secret')                             | an unreadable address",
        "https://under_score:secret@x_y/a                       | /a",
        "http://[::1                                            | an unreadable address",
        "?secret                                                | nowhere"
    })
    void code_9_a_redirect_is_told_without_what_it_carries(String location, String told) throws IOException {
        try (RawPortal portal = RawPortal.doing(n -> bytes(head("302 Found", "Location: " + location)))) {
            Run run = login(portal, "-v").run();

            assertEquals(9, run.exitCode(), run.err());
            assertTrue(run.err().contains("docspace-auth: signing in: redirected to " + told + " (302), which"), run.err());
            assertFalse(run.err().contains("secret"), run.err());
            assertCost(portal, 1, 0);
            assertUntouched();
        }
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("colours and cursor moves", "\\u001b[31mred\\u001b[2J\\u001b]0;title\\u0007", "[31mred [2J ]0;title"),
                arguments("C1 controls", "a\\u009b2Jb\\u0090c\\u009c", "a 2Jb c"),
                arguments("bidi controls", "a\\u202egnp.exe\\u202c\\u2066b\\u2069\\u200f", "a gnp.exe b"),
                arguments("line ends of every kind", "a\\r\\nb\\u0085c\\u2028d\\u2029e\\u000bf\\fg", "a b c d e f g"),
                arguments("nothing to see", "a\\u200b\\u200d\\ufeff\\u00adb", "a b"),
                arguments("NUL, DEL and tab", "a\\u0000b\\u007fc\\td", "a b c d"),
                arguments("a lone surrogate", "a\\ud83db", "a b"),
                arguments("private and unassigned characters", "a\\ue000b\\uffffc", "a b c"),
                arguments("100 kB", "x".repeat(100_000), "x".repeat(200) + "…"),
                arguments("a pair of surrogates across the cut", "x".repeat(199) + "\\ud83d\\ude00", "x".repeat(199) + " …"),
                arguments("an echo of the password", "no: hidden-password!", "no: ***!"),
                arguments("what looks like a line of ours", "\\ndocspace-auth: signed in", "docspace-auth: signed in"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void a_message_of_the_portal_is_quoted_without_its_teeth(String name, String message, String quoted) throws IOException {
        String body = "{\"error\":{\"message\":\"" + message + "\"}}";
        try (RawPortal portal = RawPortal.doing(n -> bytes(head("403 Forbidden") + body))) {
            Run run = login(portal, "-v").run();

            assertEquals(6, run.exitCode(), run.err());
            assertTrue(run.err().contains(" (403): \"" + quoted + "\"; wait more"), run.err());
            assertOnlyPrintable(run);
            assertCost(portal, 1, 0);
            assertUntouched();
        }
    }

    static Stream<Arguments> phones() {
        return messages().filter(row -> List.of("colours and cursor moves", "100 kB").contains(row.get()[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("phones")
    void a_phone_of_the_portal_is_quoted_without_its_teeth(String name, String phone, String quoted) throws IOException {
        try (RawPortal portal = RawPortal.doing(n -> json("{\"response\":{\"sms\":true,\"phoneNoise\":\"" + phone + "\"}}"))) {
            Run run = login(portal).run();

            assertEquals(4, run.exitCode(), run.err());
            assertTrue(run.err().contains("sent to the phone " + quoted + "; run again"), run.err());
            assertHarmless(run);
            assertUntouched();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a status line, 'HTTP/\u001b[31m\u009b2J 200 OK\r\n\r\n'",
        "a status, 'HTTP/1.1 \u001b[31m OK\r\n\r\n'",
        "a length, 'HTTP/1.1 200 OK\r\nContent-Length: \u001b[31m\r\n\r\n'",
        "a header name, 'HTTP/1.1 200 OK\r\n\u001b[31m: x\r\n\r\n'",
        "a chunk size, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\u001b[31m\r\n'"})
    void verbose_quotes_no_controls_of(String name, String answer) throws IOException {
        try (RawPortal portal = RawPortal.doing(n -> bytes(answer))) {
            Run run = login(portal, "-v").once().run();

            assertEquals(7, run.exitCode(), run.err());
            assertOnlyPrintable(run);
            assertUntouched();
        }
    }

    private Program login(RawPortal portal, String... arguments) {
        return Program.with("--base-url", portal.url(), "-u", "x", "--force", "--token-file", file.toString())
                .and(arguments)
                .env("DOCSPACE_PASSWORD", "hidden-password");
    }

    private static void assertCost(RawPortal portal, int logins, int checks) {
        List<String> methods = portal.requests().stream().map(request -> request.substring(0, request.indexOf(' '))).toList();
        assertEquals(logins, methods.stream().filter("POST"::equals).count(), "logins");
        assertEquals(checks, methods.stream().filter("GET"::equals).count(), "checks");
    }

    private void assertUntouched() throws IOException {
        assertEquals(OLD, Files.readString(file));
        assertEquals(List.of("token"),
                Stream.of(folder.toFile().list()).filter(name -> !name.equals("token.refused")).toList());
    }

    /** One line, of characters that a terminal shows as they are. */
    private static void assertHarmless(Run run) {
        assertEquals(run.err().length() - 1, run.err().indexOf('\n'), run.err());
        assertOnlyPrintable(run);
    }

    private static void assertOnlyPrintable(Run run) {
        assertEquals("", run.out());
        assertTrue(run.err().matches("[^\\p{C}]*(\n[^\\p{C}]*)*"), run.err());
        assertFalse(run.err().contains("hidden-password"), run.err());
    }

    private static String head(String status, String... headers) {
        return "HTTP/1.1 " + status + "\r\n" + Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat)
                + "\r\n";
    }

    private static String answer(String body) {
        return head("200 OK", "Content-Type: application/json", "Content-Length: " + body.length()) + body;
    }

    /** A good head, and a body whose characters are its bytes; the connection stays. */
    private static Reply body(String body) {
        return (socket, out) -> {
            bytes(answer(body)).answer(socket, out);
            return true;
        };
    }

    private static Reply labelled(String type) {
        return kept(head("200 OK", "Content-Type: " + type, "Content-Length: 29") + GOOD);
    }

    private static Reply encoded(Charset charset, String text) {
        return body(new String(text.getBytes(charset), ISO_8859_1));
    }

    private static Reply chunked(String body) {
        return bytes(head("200 OK", "Transfer-Encoding: chunked") + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n");
    }

    private static Reply gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String body = packed.toString(ISO_8859_1);
        return bytes(head("200 OK", "Content-Encoding: gzip", "Content-Length: " + body.length()) + body);
    }

    private static Reply endless(String start, AtomicLong sent) {
        return (socket, out) -> {
            out.write(start.getBytes(ISO_8859_1));
            repeat(out, "x".repeat(8192), sent);
            return false;
        };
    }

    /** Until the other side hangs up, or 1 GiB. */
    private static void repeat(OutputStream out, String unit, AtomicLong sent) throws IOException {
        byte[] bytes = unit.getBytes(ISO_8859_1);
        while (sent.get() < 1024L * MIB) {
            out.write(bytes);
            sent.addAndGet(bytes.length);
        }
    }
}
