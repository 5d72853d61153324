package io.docspace.auth;

import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.answerCheck;
import static io.docspace.auth.Portals.answerLogin;
import static io.docspace.auth.Portals.json;
import static io.docspace.auth.Portals.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table "What it prints", to the byte. */
class OutputIT {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @Test
    @AsProcess
    void output_text() {
        assertEquals(new Run(0, "User is authenticated with token " + TOKEN + ".\n", ""),
                signIn(portal, "--output", "text").run());
    }

    @Test
    void output_text_with_a_token_file_prints_no_token() throws IOException {
        Path file = folder.resolve("token");

        assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n", ""),
                signIn(portal, "--token-file", file.toString()).run());
        assertEquals(TOKEN, Files.readString(file));
    }

    @Test
    void output_token() {
        assertEquals(new Run(0, TOKEN + "\n", ""), signIn(portal, "--output", "token").run());
    }

    @Test
    void output_json() {
        assertEquals(new Run(0, jsonLine("\"2027-11-24T00:00:00Z\""), ""), signIn(portal, "--output", "json").run());
    }

    @Test
    void output_env() {
        assertEquals(new Run(0, "DOCSPACE_AUTH_TOKEN=" + TOKEN + "\n", ""), signIn(portal, "--output", "env").run());
    }

    @Test
    void output_header() {
        assertEquals(new Run(0, "Authorization: " + TOKEN + "\n", ""), signIn(portal, "--output", "header").run());
    }

    @ParameterizedTest(name = "expires {0} is {1}")
    @CsvSource(nullValues = "absent", value = {
        "2027-11-24T00:00:00.1234567Z,     2027-11-24T00:00:00Z",
        "2027-11-24T03:00:00.0000000+03:00, 2027-11-24T00:00:00Z",
        "2027-11-24T00:00:00,              2027-11-24T00:00:00Z",
        "0001-01-01T00:00:00,              absent",
        "0001-01-01T00:00:00+03:00,        absent",
        "absent,                           absent",
        "tomorrow,                         absent"
    })
    void expires_in_json(String sent, String printed) {
        answerLogin(portal, json("{\"response\":{\"token\":\"" + TOKEN + "\""
                + (sent == null ? "" : ",\"expires\":\"" + sent + "\"") + "}}"));

        assertEquals(new Run(0, jsonLine(printed == null ? "null" : "\"" + printed + "\""), ""),
                signIn(portal, "-o", "json").run());
    }

    @Test
    void a_user_name_is_escaped_in_json() {
        answerLogin(portal, json("{\"response\":{\"token\":\"a+/=\"}}"));
        answerCheck(portal, json("{\"response\":true}"));

        Run run = Program.with("--base-url", portal.baseUrl(), "-u", "ä\"\\b", "-o", "json")
                .env("DOCSPACE_PASSWORD", "y-y-y-y").run();

        assertEquals(new Run(0, "{\"authenticated\":true,\"token\":\"a+/=\",\"expires\":null,\"userName\":\"ä\\\"\\\\b\","
                + "\"baseUrl\":\"" + portal.baseUrl() + "\"}\n", ""), run);
    }

    @Test
    void quiet_changes_nothing_of_the_result() {
        assertEquals(new Run(0, TOKEN + "\n", ""), signIn(portal, "-o", "token", "--quiet").run());
    }

    @Test
    void verbose_shows_requests_and_answers_on_stderr_without_headers_bodies_or_secrets() {
        Run run = signIn(portal, "-o", "token", "--verbose").run();

        assertEquals(TOKEN + "\n", run.out());
        String url = portal.baseUrl() + Portals.AUTHENTICATION;
        assertEquals("docspace-auth: POST " + url + "\n"
                + "docspace-auth: POST " + url + ": 200, # bytes after # ms\n"
                + "docspace-auth: GET " + url + "\n"
                + "docspace-auth: GET " + url + ": 200, # bytes after # ms\n",
                run.err().replaceAll("\\d+ bytes after \\d+ ms", "# bytes after # ms"));
    }

    @Test
    void a_result_that_stdout_cannot_take_is_code_10() {
        Run run = signIn(portal, "-o", "token").runInShell("\"$0\" \"$@\" >/dev/full");

        assertEquals(10, run.exitCode());
        assertEquals("docspace-auth: writing the result to stdout failed; check the program or the disk that takes it\n",
                run.err());
    }

    @Test
    void version() {
        assertEquals(new Run(0, "docspace-auth 1.0.0\n", ""), Program.with("--version").run());
    }

    private static String jsonLine(String expires) {
        return "{\"authenticated\":true,\"token\":\"" + TOKEN + "\",\"expires\":" + expires
                + ",\"userName\":\"anna@example.com\",\"baseUrl\":\"" + portal.baseUrl() + "\"}\n";
    }
}
