package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.answer;
import static io.docspace.auth.Portals.answerCheck;
import static io.docspace.auth.Portals.answerLogin;
import static io.docspace.auth.Portals.json;
import static io.docspace.auth.Portals.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table "Exit codes", a row or more a test: each failure is one line, prints no result, and costs what it must. */
class ExitCodeIT {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @Test
    @AsProcess
    void code_0_signed_in_token_proved_handed_over() {
        assertEquals(0, signIn(portal).once().run().exitCode());
        assertCost(1, 1);
    }

    @ParameterizedTest(name = "code 2, {0}")
    @CsvSource(delimiter = '|', value = {
        "--tokenfile x      | unknown option --tokenfile",
        "--password secret  | there is no option --password, since it would show in the process list; give the password with"
                + " DOCSPACE_PASSWORD, --password-file or --password-stdin",
        "--password=secret  | there is no option --password, since it would show in the process list; give the password with"
                + " DOCSPACE_PASSWORD, --password-file or --password-stdin",
        "secret             | an argument is neither an option nor a command",
        "--username         | --username needs a value"
    })
    @AsProcess(firstRow = true)
    void code_2_usage(String arguments, String told) {
        assertFailure(2, told + "; see docspace-auth --help", Program.with(arguments.split(" ")).run());
    }

    @Test
    void code_2_usage_no_portal() {
        assertFailure(2, "the portal's address is missing; set --base-url, DOCSPACE_BASE_URL or docspace.base-url",
                Program.with("-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").once().run());
    }

    @Test
    void code_2_usage_no_user_name() {
        assertFailure(2, "the user name is missing; set --username, DOCSPACE_USERNAME or docspace.username",
                Program.with("--base-url", portal.baseUrl()).env("DOCSPACE_PASSWORD", "y-y-y-y").once().run());
        assertCost(0, 0);
    }

    @Test
    void code_2_a_framework_setting_that_is_no_number() {
        Run run = signIn(portal).env("QUARKUS_REST_CLIENT_DOCSPACE_CONNECT_TIMEOUT", "soon").run();

        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("connect-timeout"), run.err());
        assertOneLine(run);
        assertCost(0, 0);
    }

    @Test
    @AsProcess
    void code_3_a_wrong_password_is_told_and_is_not_tried_twice() {
        assertFailure(3, "signing in: the portal rejected the user name or the password (401): \"User authentication failed\";"
                + " check both before the next try: 5 failures within a minute lock this user name for this address",
                Program.with("--base-url", portal.baseUrl(), "-u", Portals.USER).env("DOCSPACE_PASSWORD", "wrong").run());
        assertCost(1, 0);
    }

    @ParameterizedTest(name = "code 4, second factor of {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "app@example.com     | a two-factor code from the authenticator app; give it with --code, or give the TOTP secret with --totp-secret-file",
        "new-app@example.com | two-factor sign-in with an app that this user has not set up; sign in once in a browser to set it up",
        "sms@example.com     | a two-factor code, which it sent to the phone +37*****99; run again with --code",
        "new-sms@example.com | two-factor sign-in with a phone that this user has not confirmed; sign in once in a browser to confirm it"
    })
    @AsProcess(firstRow = true)
    void code_4_a_second_factor_is_needed(String user, String what) {
        Run run = signIn(portal, "-u", user, "--verbose").run();

        assertEquals(4, run.exitCode());
        assertEquals("", run.out());
        assertTrue(run.err().endsWith("docspace-auth: signing in: the portal requires " + what + "\n"),
                run.err());
        assertFalse(run.err().contains("JBSWY3DPEHPK3PXP"), "tfaKey is a secret");
        assertCost(1, 0);
    }

    @Test
    @AsProcess
    void code_5_the_portal_gives_a_token_and_does_not_accept_it() {
        assertFailure(5, "User is not authenticated or token is invalid.", signIn(portal, "-u", "stranger@example.com").run());
        assertCost(1, 1);
    }

    @Test
    void code_5_the_check_says_no() {
        answerCheck(portal, answer(200, "{\"response\":false}"));

        assertFailure(5, "User is not authenticated or token is invalid.", signIn(portal).once().run());
        assertCost(1, 1);
    }

    @Test
    @AsProcess
    void code_6_a_retry_after_that_does_not_fit_into_the_run() {
        answerLogin(portal, aResponse().withStatus(429).withHeader("Retry-After", "30"));

        assertFailure(6,
                "signing in: rate limit: too many requests (429), and it asks to retry in 30 s; run again then, or give a"
                        + " longer --timeout",
                signIn(portal).once().run());
        assertCost(1, 0);
    }

    @Test
    void code_7_connection_refused() {
        assertFailure(7, "signing in: portal not reachable (connection refused); check --base-url and the network",
                Program.with("--base-url", "http://127.0.0.1:1", "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").once().run());
    }

    @Test
    void code_7_host_name_not_found() {
        assertFailure(7, "signing in: portal not reachable (host name not found); check --base-url and the network",
                Program.with("--base-url", "https://portal.invalid", "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").once()
                        .run());
    }

    @Test
    void code_7_read_timeout() {
        answerLogin(portal, json("{}").withFixedDelay(60_000));

        assertFailure(7,
                "signing in: portal not reachable (timed out); check --base-url, including http:// or https://, and the network",
                signIn(portal, "--request-timeout", "500ms").once().run());
    }

    @Test
    void code_7_closed_without_an_answer() {
        try (RawPortal raw = RawPortal.doing(n -> (socket, out) -> false)) {
            Run run = Program.with("--base-url", raw.url(), "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").once().run();

            assertEquals(7, run.exitCode());
            assertOneLine(run);
            assertEquals(1, raw.requests().size());
        }
    }

    @ParameterizedTest(name = "code 7, status {0}")
    @CsvSource({"500", "502", "503", "504"})
    @AsProcess(firstRow = true)
    void code_7_a_server_failure(int status) {
        answerLogin(portal, aResponse().withStatus(status).withHeader("Content-Type", "text/html").withBody("<html>"));

        assertFailure(7, "signing in: the portal or its proxy failed (" + status + "); nothing to do, run again later",
                signIn(portal).once().run());
        assertCost(1, 0);
    }

    @Test
    @AsProcess
    void code_8_tls_plain_http_on_the_https_port() {
        Run run = Program.with("--base-url", portal.baseUrl().replace("http:", "https:"), "-u", "x")
                .env("DOCSPACE_PASSWORD", "y-y-y-y").once().run();

        assertEquals(8, run.exitCode());
        assertTrue(run.err().startsWith("docspace-auth: signing in: TLS: the server does not speak TLS"), run.err());
        assertOneLine(run);
    }

    @ParameterizedTest(name = "code 9, {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "HTML                      | 200 | <html>hello</html>                        | malformed JSON (line 1, column 1)",
        "malformed JSON            | 200 | {\"response\": tokenSECRET}               | malformed JSON (line 1, column 14)",
        "truncated JSON            | 200 | {\"response\":{\"token\":\"SECRET         | malformed JSON (line 1, column 29)",
        "two values                | 200 | {} {}                                     | malformed JSON (line 1, column 4)",
        "duplicate keys            | 200 | {\"response\":{},\"response\":{}}         | malformed JSON (line 1, column 26)",
        "keys that differ in case  | 200 | {\"response\":{},\"Response\":{}}         | malformed JSON (two fields named"
                + " response)",
        "a list                    | 200 | [1]                                       | JSON that is not an object",
        "an empty body             | 200 | ``                                        | an empty body",
        "no response               | 200 | {}                                        | an answer without a token",
        "no token                  | 200 | {\"response\":{\"tfa\":false}}            | an answer without a token",
        "an empty token            | 200 | {\"response\":{\"token\":\"\"}}           | an answer without a token",
        "a token that is a number  | 200 | {\"response\":{\"token\":12}}             | JSON whose \"token\" is not a string",
        "a token with a line end   | 200 | {\"response\":{\"token\":\"a\\nb\"}}      | a token with invalid"
                + " characters",
        "an error in a 200         | 200 | {\"error\":{\"message\":\"Oh\"}}          | an error with status 200: \"Oh\"",
        "an error beside a token   | 200 | {\"error\":{},\"response\":{\"token\":\"abc\"}} | an error with status 200",
        "404                       | 404 | <html>                                    | status 404",
        "another 4xx               | 400 | {\"response\":1}                          | status 400",
        "a tea pot                 | 418 | {\"error\":{\"message\":\"Tea\"}}         | status 418: \"Tea\""
    })
    @AsProcess(firstRow = true)
    void code_9_not_a_portal(String name, int status, String body, String whatCame) {
        answerLogin(portal, answer(status, body));

        assertFailure(9, "signing in: the server is not a DocSpace portal: it sent " + whatCame + "; check --base-url",
                signIn(portal).once().run());
        assertCost(1, 0);
    }

    @ParameterizedTest(name = "code 9, check answered by {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "200 | {\"response\":\"true\"}           | JSON without true or false in \"response\"",
        "200 | {\"response\":1}                  | JSON without true or false in \"response\"",
        "200 | {\"response\":[true]}             | JSON without true or false in \"response\"",
        "200 | {\"response\":null}               | JSON without true or false in \"response\"",
        "200 | {}                                | JSON without true or false in \"response\"",
        "200 | true                              | JSON that is not an object",
        "200 | {\"response\":true,\"error\":{\"message\":\"no\"}} | an error with status 200: \"no\"",
        "200 | <html>                            | malformed JSON (line 1, column 1)",
        "404 | {\"response\":true}               | status 404"
    })
    @AsProcess(firstRow = true)
    void code_9_the_check_is_no_plain_answer(int status, String body, String whatCame) {
        answerCheck(portal, answer(status, body));

        assertFailure(9, "checking the token: the server is not a DocSpace portal: it sent " + whatCame
                + "; check --base-url", signIn(portal).once().run());
        assertCost(1, 1);
    }

    @ParameterizedTest(name = "code 9, redirect {0} to {1}")
    @CsvSource({
        "301, https://docs.example.com/, https://docs.example.com/",
        "302, https://user:secret@docs.example.com:8443/a?b=secret#c, https://docs.example.com:8443/a",
        "307, /login, /login",
        "308, 'a b', an unreadable address",
        "303, , nowhere"
    })
    @AsProcess(firstRow = true)
    void code_9_a_redirect_names_its_target(int status, String location, String target) {
        assertRedirect(status, location, target, "set --base-url to it");
    }

    @ParameterizedTest(name = "code 9, redirect to {0}")
    @CsvSource({
        "https://docs.example.com/api/2.0/authentication, https://docs.example.com",
        "https://docs.example.com:8443/docspace/api/2.0/authentication, https://docs.example.com:8443/docspace"
    })
    @AsProcess(firstRow = true)
    void code_9_a_redirect_to_a_portal_names_the_base_url_to_use(String location, String address) {
        assertRedirect(301, location, location, "set --base-url to " + address);
    }

    private void assertRedirect(int status, String location, String target, String advice) {
        var answer = aResponse().withStatus(status);
        answerLogin(portal, location == null ? answer : answer.withHeader("Location", location));

        assertFailure(9, "signing in: redirected to " + target + " (" + status + "), which is not followed, to protect the"
                + " password; if that is the portal, " + advice, signIn(portal).once().run());
        assertCost(1, 0);
    }

    @Test
    @AsProcess
    void code_10_the_token_cannot_be_written_and_no_login_is_spent() {
        Path file = folder.resolve("no/such/token");

        assertFailure(10, "writing the token file " + file + " failed: the folder " + folder.resolve("no/such")
                + " does not exist; choose a path in an existing folder that this user can write to",
                signIn(portal, "--token-file", file.toString()).run());
        assertCost(0, 0);
    }

    @Test
    void verbose_adds_the_cause() {
        Run run = Program.with("--base-url", "http://127.0.0.1:1", "-u", "x", "-v").env("DOCSPACE_PASSWORD", "y-y-y-y").once()
                .run();

        assertEquals(7, run.exitCode());
        assertTrue(run.err().contains("\ndocspace-auth: caused by java.net.ConnectException: Connection refused\n"), run.err());
    }

    @Test
    void quiet_keeps_the_error() {
        assertFailure(5, "User is not authenticated or token is invalid.",
                signIn(portal, "-u", "stranger@example.com", "-q").run());
    }

    @Test
    void a_message_of_the_portal_is_made_harmless() {
        answerLogin(portal, answer(401, "{\"error\":{\"message\":\"\\u001b[31mred\\r\\n\\u009b2Jnext" + "x".repeat(100_000)
                + "\"}}"));

        Run run = signIn(portal).once().run();

        assertEquals(3, run.exitCode());
        assertTrue(run.err().contains("(401): \"[31mred 2Jnextxxx"), run.err());
        assertTrue(run.err().length() < 500, "cut at 200 characters");
        assertOneLine(run);
    }

    /** One line, no result, no token. */
    private static void assertFailure(int code, String message, Run run) {
        assertEquals(new Run(code, "", "docspace-auth: " + message + "\n"), run);
    }

    private static void assertOneLine(Run run) {
        assertEquals("", run.out());
        assertEquals(run.err().length() - 1, run.err().indexOf('\n'), run.err());
        assertFalse(run.err().contains(TOKEN));
    }

    private static void assertCost(int logins, int checks) {
        portal.verify(logins, postRequestedFor(urlEqualTo(AUTHENTICATION)));
        portal.verify(checks, getRequestedFor(urlEqualTo(AUTHENTICATION)));
    }
}
