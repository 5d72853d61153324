package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.answer;
import static io.docspace.auth.Portals.answerCheck;
import static io.docspace.auth.Portals.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/answers.md, a row or more a test: exit code, line, and what it costs the portal. */
class AnswersIT {
    private static final String NEXT = "; nothing to do, run again later";
    private static final String IN_FRONT = "an access proxy or a firewall answered instead of the portal ";
    private static final String LET_THROUGH = "; allow this program there, or set --base-url to the portal's own address";
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI2NmZhYTZlNCIsImV4cCI6MTgyNjg0ODAwMH0.c2lnbmF0dXJl";

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @BeforeEach
    void newPortal() {
        portal.resetScenarios();
    }

    @ParameterizedTest(name = "code {1}, {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "nobody         | 3 | 1 | the portal rejected the user name or the password (401): \"User authentication failed\"; check both"
                + " before the next try: 5 failures within a minute lock this user name for this address",
        "locked         | 6 | 0 | too many failed sign-ins: the portal locked this user name for this address (403): \"Too many login"
                + " attempts. Please try again later\"; wait more than a minute, then check user name and password; until"
                + " then the portal also rejects the right password",
        "disabled       | 6 | 0 | the user is disabled or not yet active (403): \"The user is disabled\"; an"
                + " administrator of the portal can enable the user",
        "disabled-3.2   | 6 | 0 | the user is disabled or not yet active (500): \"The user is disabled\"; an"
                + " administrator of the portal can enable the user",
        "maintenance    | 7 | 0 | the portal is under maintenance (restore, move or encryption) (403)" + NEXT,
        "not-set-up     | 7 | 1 | the portal is not set up yet; finish the setup wizard in a browser",
        "no-such-portal | 6 | 1 | there is no portal with this name: it does not exist, or is being deleted (404); check --base-url, or"
                + " ask the portal's owner",
        "suspended      | 6 | 1 | the portal is suspended; ask the portal's owner",
        "ingress        | 7 | 0 | the ingress has no backend for the portal yet (404); nothing to do if the portal is starting;"
                + " otherwise check --base-url",
        "subscription   | 6 | 0 | the portal's subscription has expired (402); the portal's owner must renew it",
        "app            | 4 | 0 | the portal requires a two-factor code from the authenticator app; give it with --code, or"
                + " give the TOTP secret with --totp-secret-file",
        "new-app        | 4 | 0 | the portal requires two-factor sign-in with an app that this user has not set up; sign in once"
                + " in a browser to set it up",
        "sms            | 4 | 0 | the portal requires a two-factor code, which it sent to the phone +37*****99; run again with --code",
        "new-sms        | 4 | 0 | the portal requires two-factor sign-in with a phone that this user has not confirmed; sign in once in a"
                + " browser to confirm it",
        "sms-defect     | 4 | 0 | the portal requires a two-factor code by SMS, but cannot send one to a phone number of 10 digits or more (400):"
                + " \"Specified argument was out of the range of valid values. (Parameter 'startIndex')\"; use an authenticator app"
                + " or an API key",
        "rate-window    | 7 | 0 | rate limit: too many requests within a minute (429)" + NEXT,
        "rate-at-once   | 7 | 0 | rate limit: too many requests at once (429)" + NEXT,
        "rate-day       | 6 | 0 | rate limit: too many sign-ins from this address today (429); run again tomorrow, or sign in less"
                + " often",
        "proxy-basic    | 9 | 0 | " + IN_FRONT + "(401, an HTML page, it asks for Basic sign-in)" + LET_THROUGH,
        "proxy-oauth2   | 9 | 0 | " + IN_FRONT + "(401, JSON that is not DocSpace's)" + LET_THROUGH,
        "firewall       | 9 | 0 | " + IN_FRONT + "(403, an HTML page, a browser challenge, server cloudflare)" + LET_THROUGH,
        "cloudflare-522 | 7 | 0 | the portal or its proxy failed (522)" + NEXT,
        "not-bound      | 9 | 0 | the portal did not understand the request (400): \"The userName field is required.\"; check"
                + " --base-url and the portal's version"
    })
    void a_login(String user, int code, int settings, String told) {
        assertEquals(new Run(code, "", "docspace-auth: signing in: " + told + "\n"), login(user).once().run());
        assertCost(1, 0, 0, settings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"maintenance", "ingress", "rate-window", "rate-at-once", "cloudflare-522"})
    void code_7_is_retried_until_the_deadline(String user) {
        Run run = login(user, "-o", "token", "--timeout", "6s").run();

        assertEquals(7, run.exitCode(), run.err());
        assertTrue(portal.findAll(postRequestedFor(urlEqualTo(AUTHENTICATION))).size() > 1, run.err());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"nobody, 3", "locked, 6", "disabled, 6", "no-such-portal, 6", "suspended, 6", "subscription, 6", "sms, 4",
        "sms-defect, 4", "rate-day, 6", "proxy-oauth2, 9", "firewall, 9", "not-bound, 9"})
    void whatever_else_ends_a_run_at_once_with_one_login(String user, int code) {
        assertEquals(code, login(user, "--timeout", "60s").run().exitCode());
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION)));
    }

    @Test
    void a_portal_that_is_not_set_up_costs_one_login_however_long_it_takes_and_shows_no_secret() {
        Run run = login("not-set-up", "--timeout", "6s", "-v").run();

        assertEquals(7, run.exitCode(), run.err());
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION)));
        assertTrue(portal.findAll(getRequestedFor(urlEqualTo("/api/2.0/settings"))).size() > 1, run.err());
        assertFalse(run.err().contains("d2l6YXJk"), run.err());
    }

    @Test
    void code_6_an_address_that_is_not_allowed_has_a_token_that_cannot_be_revoked() {
        assertEquals(new Run(6, "",
                "docspace-auth: checking the token: the portal does not allow requests from this address (403):"
                        + " \"Access denied\"; an administrator must allow it (IP security); the token stays valid, since it cannot be"
                        + " revoked from here\n"),
                login("elsewhere").run());
        assertCost(1, 0, 1, 0);
    }

    @Test
    void code_3_a_code_that_is_wrong_is_sent_once() {
        assertEquals(new Run(3, "",
                "docspace-auth: signing in with a code: the portal rejected the two-factor code (401):"
                        + " \"The code is wrong\"; get a new code, or check the TOTP secret; after 5 tries within a minute"
                        + " the portal also rejects right codes\n"),
                login("app", "--code", "000000").run());
        assertCost(1, 1, 0, 0);
    }

    @Test
    void a_code_that_nobody_wants_is_not_sent_and_that_is_told() {
        assertEquals(new Run(0, TOKEN + "\n", "docspace-auth: the portal did not ask for a code, so --code was not used\n"),
                signIn(portal, "--code", "123456", "-o", "token").run());
        assertCost(1, 0, 1, 0);
    }

    @Test
    void a_user_who_has_never_confirmed_an_app_is_not_enrolled_by_a_code_at_hand() {
        assertEquals(4, login("new-app", "--code", "123456").run().exitCode());
        assertCost(1, 0, 0, 0);
    }

    @Test
    void a_code_whose_answer_is_lost_is_not_sent_again() {
        try (RawPortal raw = RawPortal.doing(n -> n == 0 ? RawPortal.json("{\"response\":{\"sms\":true,\"phoneNoise\":\"+3\"}}")
                : RawPortal.bytes(""))) {
            Run run = Program.with("--base-url", raw.url(), "-u", "x", "--code", "abc-_1")
                    .env("DOCSPACE_PASSWORD", "y-password").run();

            assertEquals(new Run(4, "",
                    "docspace-auth: signing in with a code: the response to the two-factor code was lost (portal not reachable"
                            + " (connection closed)); get a new code, since each works only once\n"),
                    run);
            assertEquals(List.of("POST /api/2.0/authentication HTTP/1.1", "POST /api/2.0/authentication/code HTTP/1.1"),
                    raw.requests().stream().map(request -> request.lines().findFirst().orElseThrow()).toList());
        }
    }

    @Test
    void the_second_session_of_a_login_by_code_is_revoked_in_the_same_run() {
        Run run = login("app", "--code", "123456", "-o", "token", "-v").run();

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.err().contains("\ndocspace-auth: the second session of the login by code is revoked\n"), run.err());
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION + "/logout")).withHeader("Cookie",
                equalTo("asc_auth_key=Rmlyc3Qgb2YgdHdvIHNlc3Npb25z")));
    }

    @ParameterizedTest(name = "a proxy that answers {0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"401 | {}", "401 | <html>", "403 | <html>", "401 | ``",
        "401 | {\"error\":{\"message\":\"no\"}}"})
    void a_logout_that_a_proxy_answers_leaves_the_file(int status, String body) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN);
        answerCheck(portal, answer(status, body));

        Run run = Program.with("logout", "--base-url", portal.baseUrl(), "--token-file", file.toString()).once().run();

        assertEquals(9, run.exitCode(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("docspace-auth: proving that the token is revoked: " + IN_FRONT), run.err());
        assertTrue(run.err().contains("the token may still be good, so its stored copy was not removed"), run.err());
        assertEquals(TOKEN, Files.readString(file));
    }

    @Test
    void an_oauth_token_goes_as_bearer_and_says_when_it_ends() {
        Program check = Program.with("check", "--base-url", portal.baseUrl()).env("DOCSPACE_AUTH_TOKEN", JWT);
        assertEquals(new Run(0, "Token is good until 2027-11-22T01:46:40Z.\n", ""), check.run());
        assertEquals(5, check.and("--min-validity", "365d").run().exitCode());

        assertEquals(new Run(0, "DOCSPACE_AUTHORIZATION=Bearer " + JWT + "\n", ""),
                Program.with("--base-url", portal.baseUrl(), "-o", "env").env("DOCSPACE_AUTH_TOKEN", JWT).run());
        assertEquals(
                new Run(2, "",
                        "docspace-auth: only its OAuth app can revoke an OAuth token: give --oauth-client-id and --oauth-client-secret-file,"
                                + " or let it expire on 2027-11-22T01:46:40Z\n"),
                Program.with("logout", "--base-url", portal.baseUrl()).env("DOCSPACE_AUTH_TOKEN", JWT).run());
        portal.verify(0, postRequestedFor(urlEqualTo(AUTHENTICATION + "/logout")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "sk-1111111111111111111111111111111111111111111111111111111111111111 | 5",
        "sk-2222222222222222222222222222222222222222222222222222222222222222 | 5",
        "sk-3333333333333333333333333333333333333333333333333333333333333333 | 0",
        "sk-0                                                                | 5"
    })
    void a_key_is_good_that_is_active_and_has_not_expired(String key, int code) {
        assertEquals(code, Program.with("check", "--base-url", portal.baseUrl()).env("DOCSPACE_API_KEY", key).run().exitCode());
    }

    @Test
    void whoami_of_a_key_tells_what_it_may_even_where_it_may_not_ask_for_its_owner() {
        Program whoami = Program.with("whoami", "--base-url", portal.baseUrl()).env("DOCSPACE_API_KEY",
                "sk-" + "0123456789abcdef".repeat(4));

        assertEquals(new Run(0,
                "API key integration of Anna Example 66faa6e4-f133-11ea-b126-00ffeec8b4ef, permissions: *:read, until"
                        + " 2027-11-24T00:00:00Z\n",
                ""), whoami.run());
        assertEquals(new Run(0,
                "{\"id\":\"66faa6e4-f133-11ea-b126-00ffeec8b4ef\",\"displayName\":\"Anna Example\",\"apiKey\":{\"id\":"
                        + "\"5a9c6b66-0000-4000-8000-000000000001\",\"name\":\"integration\",\"permissions\":[\"*:read\"],\"expires\":"
                        + "\"2027-11-24T00:00:00Z\"}}\n",
                ""), whoami.and("-o", "json").run());
    }

    @ParameterizedTest(name = "a check answered by {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "200 | {\"response\":true,\"statusCode\":401,\"status\":1}",
        "206 | {\"response\":true}",
        "202 | {\"response\":true}",
        "200 | {\"re\\u017Fpon\\u017Fe\":true}"
    })
    void code_9_what_is_no_plain_yes_of_a_portal_proves_nothing(int status, String body) {
        answerCheck(portal, answer(status, body));

        assertEquals(9, signIn(portal).run().exitCode());
        assertCost(1, 0, 1, 0);
    }

    @Test
    void code_9_a_plain_body_that_claims_an_encoding_proves_nothing() {
        answerCheck(portal, answer(200, "{\"response\":true}").withHeader("Content-Encoding", "br"));

        assertEquals(9, signIn(portal).run().exitCode());
    }

    @Test
    void a_huge_answer_of_small_values_costs_one_login_in_a_small_heap() {
        try (RawPortal raw = RawPortal.doing(n -> RawPortal.json("[" + "{},".repeat(340_000) + "{}]"))) {
            Run run = Program.with("--base-url", raw.url(), "-u", "x").env("DOCSPACE_PASSWORD", "y-password").jvm("-Xmx40m")
                    .run();

            assertEquals(9, run.exitCode(), run.err());
            assertEquals(1, raw.requests().size());
        }
    }

    @Test
    void twelve_kib_of_headers_are_a_good_answer() {
        try (RawPortal raw = RawPortal.doing(n -> RawPortal.json(
                n % 2 == 0 ? "{\"response\":{\"token\":\"abc=\"}}" : "{\"response\":true}",
                "Content-Security-Policy: " + "x".repeat(12 * 1024)))) {
            assertEquals(new Run(0, "abc=\n", ""), Program.with("--base-url", raw.url(), "-u", "x", "-o", "token")
                    .env("DOCSPACE_PASSWORD", "y-password").run());
            assertEquals(2, raw.requests().size());
        }
    }

    private static Program login(String user, String... more) {
        return signIn(portal, "-u", user + "@example.com").and(more);
    }

    private static void assertCost(int logins, int codes, int checks, int settings) {
        portal.verify(logins, postRequestedFor(urlEqualTo(AUTHENTICATION)));
        portal.verify(codes, postRequestedFor(urlEqualTo(AUTHENTICATION + "/code")));
        portal.verify(checks, getRequestedFor(urlEqualTo(AUTHENTICATION)));
        portal.verify(settings, getRequestedFor(urlEqualTo("/api/2.0/settings")));
    }
}
