package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.docspace.auth.Await.await;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.answer;
import static io.docspace.auth.Portals.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scoped token of an OAuth app in place of a session. */
class OAuthIT {
    private static final String SECRET = "MARKERclient5511";
    private static final String SIGNATURE = "MARKERsig.MARKERsig.MARKERsig";
    /** Good until the year 2100. */
    private static final String JWT = part("{\"alg\":\"RS256\"}") + "." + part("{\"exp\":4102444800}") + ".MARKERjwt";

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    @BeforeEach
    void answerAsAPortal() throws IOException {
        Files.writeString(folder.resolve("client-secret"), SECRET + "\n");
        portal.stubFor(get(urlPathEqualTo("/api/2.0/security/oauth2/token")).withHeader("Authorization", equalTo(TOKEN))
                .willReturn(json("{\"response\":\"" + SIGNATURE + "\",\"count\":1,\"status\":0,\"statusCode\":200}")));
        portal.stubFor(post(urlPathEqualTo("/oauth2/token")).withHeader("x-signature", equalTo(SIGNATURE))
                .withHeader("Cookie", absent())
                .withFormParam("grant_type", equalTo("personal_access_token")).withFormParam("client_id", equalTo("app"))
                .withFormParam("client_secret", equalTo(SECRET)).withFormParam("scope", equalTo("files:read rooms:read"))
                .willReturn(json("{\"access_token\":\"" + JWT + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
        portal.stubFor(post(urlPathEqualTo("/oauth2/revoke")).willReturn(aResponse().withStatus(200)));
        portal.stubFor(post(urlPathEqualTo(AUTHENTICATION + "/logout")).withHeader("Cookie", equalTo("asc_auth_key=" + TOKEN))
                .atPriority(1).willReturn(json("{\"count\":0,\"status\":0,\"statusCode\":200}")));
        checkSays(true);
    }

    private static void checkSays(boolean good) {
        checkSays(JWT, good);
    }

    private static void checkSays(String token, boolean good) {
        portal.stubFor(get(urlPathEqualTo(AUTHENTICATION)).withHeader("Authorization", equalTo("Bearer " + token)).atPriority(1)
                .willReturn(json("{\"response\":" + good + ",\"count\":1,\"status\":0,\"statusCode\":200}")));
    }

    private Program login(String... arguments) {
        return Portals
                .signIn(portal, "--oauth-client-id", "app", "--oauth-client-secret-file", file("client-secret"), "--scope",
                        "files:read rooms:read")
                .and(arguments);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void assertSessionIsSignedOut() {
        portal.verify(1, postRequestedFor(urlPathEqualTo(AUTHENTICATION + "/logout")));
    }

    @Test
    void a_scoped_token_is_proved_and_handed_over_and_the_session_is_signed_out() {
        assertEquals(new Run(0, JWT + "\n", ""), login("-o", "token").run());
        assertSessionIsSignedOut();
    }

    @Test
    void a_header_has_the_word_that_such_a_token_needs() {
        assertEquals(new Run(0, "Authorization: Bearer " + JWT + "\n", ""), login("-o", "header").run());
    }

    @Test
    void a_good_token_is_reused() {
        assertEquals(0, login("--token-file", file("token")).run().exitCode());
        assertEquals(0, login("--token-file", file("token")).run().exitCode());
        portal.verify(1, postRequestedFor(urlPathEqualTo("/oauth2/token")));
    }

    @ParameterizedTest(name = "code 3, {1}")
    @CsvSource(delimiter = '|', value = {
        "401 | invalid_client | the portal rejected the OAuth app: it is unknown or disabled, or its secret is wrong (401): \"why\";"
                + " check --oauth-client-id and --oauth-client-secret-file",
        "400 | invalid_scope | the portal rejected the scope (400): \"why\"; set --scope to scopes that the OAuth app has",
        "403 | access_denied | the portal issues no OAuth token to this user, since guests cannot get one (403): \"why\"; sign in as a user who"
                + " is not a guest",
        "400 | unauthorized_client | the portal does not let the OAuth app issue personal access tokens (400): \"why\"; allow it in"
                + " the portal's developer tools",
        "400 | invalid_grant | the portal rejected the request for an OAuth token (400): \"why\"; check the OAuth app in the"
                + " portal's developer tools"
    })
    void code_3_an_error_in_oauth_s_form(int status, String error, String told) {
        portal.stubFor(post(urlPathEqualTo("/oauth2/token")).atPriority(1)
                .willReturn(answer(status, "{\"error\":\"" + error + "\",\"error_description\":\"why\"}")));

        assertEquals(new Run(3, "", "docspace-auth: asking for an OAuth token: " + told + "\n"), login("-o", "token").run());
        assertSessionIsSignedOut();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"nothing", "scope", "client", "secret"})
    void a_refusal_is_remembered_until_a_setting_of_the_app_changes(String changed) throws IOException {
        portal.stubFor(post(urlPathEqualTo("/oauth2/token")).atPriority(1)
                .willReturn(answer(400, "{\"error\":\"invalid_scope\"}")));
        assertEquals(3, login("--token-file", file("token")).run().exitCode());
        switch (changed) {
            case "secret" -> Files.writeString(folder.resolve("client-secret"), "another");
            case "scope" -> assertEquals(3, login("--token-file", file("token"), "--scope", "files:read").run().exitCode());
            case "client" -> assertEquals(3, login("--token-file", file("token"), "--oauth-client-id", "b").run().exitCode());
            default -> assertEquals("nothing", changed);
        }
        if (changed.equals("secret") || changed.equals("nothing")) {
            assertEquals(3, login("--token-file", file("token")).run().exitCode());
        }

        portal.verify(changed.equals("nothing") ? 1 : 2, postRequestedFor(urlPathEqualTo(AUTHENTICATION)));
    }

    @Test
    void code_3_a_host_that_is_not_the_portal_s_own_name() {
        checkSays(false);
        assertEquals(
                new Run(3, "", "docspace-auth: checking the OAuth token: the portal does not accept the OAuth token that it has"
                        + " just issued; set --base-url to the portal's own host name: the token is not valid for an internal one\n"),
                login("-o", "token").run());
        assertSessionIsSignedOut();
    }

    @Test
    void no_secret_of_it_shows() {
        portal.stubFor(post(urlPathEqualTo("/oauth2/token")).atPriority(1).willReturn(answer(401,
                "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + " " + SIGNATURE + " " + TOKEN + "\"}")));
        Run run = login("-v").run();

        assertEquals(3, run.exitCode(), run.err());
        assertFalse(run.err().contains("MARKER") || run.err().contains(TOKEN), run.err());
    }

    @Test
    void logout_revokes_it_by_its_client_and_proves_that() {
        assertEquals(0, login("--token-file", file("token")).run().exitCode());
        checkSays(false);
        Run run = Program
                .with("logout", "--base-url", portal.baseUrl(), "--token-file", file("token"), "--oauth-client-id", "app",
                        "--oauth-client-secret-file", file("client-secret"))
                .run();

        assertEquals(new Run(0, "Token is revoked.\n", ""), run);
        portal.verify(1, postRequestedFor(urlPathEqualTo("/oauth2/revoke")).withFormParam("token", equalTo(JWT))
                .withFormParam("client_id", equalTo("app")).withFormParam("client_secret", equalTo(SECRET)));
        assertFalse(Files.exists(folder.resolve("token")));
    }

    @Test
    void a_hash_of_the_password_signs_in_for_it_too() {
        assertEquals(new Run(0, JWT + "\n", ""),
                login("-o", "token", "--hash-password").run());
        assertSessionIsSignedOut();
    }

    @Test
    void a_second_factor_signs_in_for_it_too() {
        assertEquals(new Run(0, JWT + "\n", ""), login("-o", "token", "-u", "app@example.com", "--code", "123456").run());
        portal.verify(1, postRequestedFor(urlPathEqualTo("/oauth2/token")));
        assertTrue(portal.findAll(postRequestedFor(urlPathEqualTo(AUTHENTICATION + "/logout"))).size() >= 1);
    }

    @Test
    void the_agent_renews_it_and_revokes_it_at_the_end() throws Exception {
        assertEquals(0, login("--token-file", file("token")).run().exitCode());
        Process agent = Program.with("agent", "--base-url", portal.baseUrl(), "-u", Portals.USER, "--oauth-client-id", "app",
                "--oauth-client-secret-file", file("client-secret"), "--scope", "files:read rooms:read", "--token-file",
                file("token"), "--interval", "1s", "--logout-on-exit").env("DOCSPACE_PASSWORD", Portals.PASSWORD).start();
        try {
            String renewed = part("{\"alg\":\"RS256\"}") + "." + part("{\"exp\":4102444801}") + ".MARKERnew";
            portal.stubFor(post(urlPathEqualTo("/oauth2/token")).atPriority(1)
                    .willReturn(json("{\"access_token\":\"" + renewed + "\",\"token_type\":\"Bearer\"}")));
            checkSays(renewed, true);
            checkSays(false);
            await(() -> Files.readString(folder.resolve("token")).equals(renewed));
            portal.verify(2, postRequestedFor(urlPathEqualTo(AUTHENTICATION)));
            portal.verify(2, postRequestedFor(urlPathEqualTo(AUTHENTICATION + "/logout")));
            checkSays(renewed, false);
        } finally {
            // Unlike Process.destroy it leaves the streams open.
            agent.toHandle().destroy();
        }
        assertTrue(agent.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, agent.exitValue(), new String(agent.getErrorStream().readAllBytes(), UTF_8));
        portal.verify(1, postRequestedFor(urlPathEqualTo("/oauth2/revoke")).withFormParam("client_id", equalTo("app")));
        assertFalse(Files.exists(folder.resolve("token")));
    }

    @Test
    void code_2_what_is_missing() {
        Run noScope = Portals.signIn(portal, "--oauth-client-id", "app", "--oauth-client-secret-file", file("client-secret"))
                .run();
        Run noSecret = Portals.signIn(portal, "--oauth-client-id", "app", "--scope", "files:read").run();

        assertEquals(2, noScope.exitCode(), noScope.err());
        assertTrue(noScope.err().contains("the scope for the OAuth app "), noScope.err());
        assertEquals(2, noSecret.exitCode(), noSecret.err());
        assertTrue(noSecret.err().contains("the secret of the OAuth app "), noSecret.err());
        portal.verify(0, postRequestedFor(urlPathEqualTo(AUTHENTICATION)));
    }
}
