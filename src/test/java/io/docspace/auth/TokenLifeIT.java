package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table "The token's life": check, whoami and logout. */
class TokenLifeIT {
    private static final String NOT_GOOD = "docspace-auth: User is not authenticated or token is invalid.\n";

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    Path file;
    Path password;

    @BeforeEach
    void files() throws IOException {
        portal.resetScenarios();
        file = folder.resolve("token");
        password = Files.writeString(folder.resolve("password"), PASSWORD);
    }

    @ParameterizedTest(name = "token file as {0}")
    @ValueSource(strings = {"token", "text", "json", "env", "header"})
    void check_reads_any_of_the_formats(String format) {
        assertEquals(0, login("--token-format", format).run().exitCode());

        assertEquals(new Run(0, "Token is good until 2027-11-24T00:00:00Z.\n", ""), check().run());
    }

    @Test
    void check_reads_standard_input_and_the_environment() {
        Run good = new Run(0, "Token is good.\n", "");

        assertEquals(good, command("check", "--token-stdin").input(TOKEN + "\n").run());
        assertEquals(good, command("check").env("DOCSPACE_AUTH_TOKEN", TOKEN).run());
    }

    @Test
    void check_of_a_bad_token_is_code_5() {
        assertEquals(new Run(5, "", NOT_GOOD), command("check", "--token-stdin").input("abc=").run());
    }

    @Test
    void check_without_a_token_file_is_code_5() {
        assertEquals(new Run(5, "", "docspace-auth: there is no token in the token file; sign in first\n"), check().run());
    }

    @Test
    void check_without_the_portal_is_code_7_and_not_invalid() {
        assertEquals(7, Program.with("check", "--base-url", "http://127.0.0.1:1", "--token-stdin").input(TOKEN).once().run()
                .exitCode());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"10m, 0", "2h, 5"})
    void check_min_validity_fails_where_the_known_expiry_is_nearer(String least, int code) {
        Portals.answerLogin(portal, Portals.json("{\"response\":{\"token\":\"" + TOKEN + "\",\"expires\":\""
                + Instant.now().plusSeconds(3600) + "\"}}"));
        login().run();

        assertEquals(code, check("--min-validity", least).run().exitCode());
    }

    @Test
    void check_never_posts() {
        command("check", "--token-stdin").input(TOKEN).run();

        portal.verify(0, postRequestedFor(urlMatching(".*")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"check", "whoami", "logout"})
    void no_token_or_more_than_one_that_is_typed_is_code_2(String command) {
        assertEquals(new Run(2, "", "docspace-auth: the token is missing; set --token-file, --token-stdin or"
                + " DOCSPACE_AUTH_TOKEN\n"), command(command).run());
        assertEquals(new Run(2, "", "docspace-auth: more than one token: --token-file and --token-stdin; give one\n"),
                command(command, "--token-file", "x", "--token-stdin").run());
    }

    @Test
    void whoami_as_text_and_as_json() {
        assertEquals(new Run(0, "Anna Example <anna@example.com> 66faa6e4-f133-11ea-b126-00ffeec8b4ef (room admin)\n", ""),
                command("whoami", "--token-stdin").input(TOKEN).run());
        assertEquals(new Run(0, "{\"id\":\"66faa6e4-f133-11ea-b126-00ffeec8b4ef\",\"displayName\":\"Anna Example\","
                + "\"email\":\"anna@example.com\",\"role\":\"room admin\"}\n", ""),
                command("whoami", "--token-stdin", "-o", "json").input(TOKEN).run());
    }

    @Test
    void whoami_tells_what_the_portal_tells() {
        String person = "{\"id\":\"1\",\"displayName\":\"Anna\"}";
        assertWhoami(person, "Anna 1", byToken());
        assertWhoami(person, "{\"id\":\"1\",\"displayName\":\"Anna\",\"email\":\"\",\"role\":null}",
                byToken().and("-o", "json"));
        assertWhoami("{\"id\":\"1\",\"displayName\":\"Anna\",\"email\":\"a@example.com\",\"isAdmin\":true}",
                "Anna <a@example.com> 1 (DocSpace admin)", byToken());
    }

    @Test
    void whoami_of_a_key_without_a_name_that_may_do_anything() {
        assertWhoami("{\"id\":\"7\",\"isActive\":true,\"createBy\":{\"id\":\"1\",\"displayName\":\"Anna\"}}",
                "API key 7 of Anna 1, permissions: all",
                Program.with("whoami").env("DOCSPACE_API_KEY", "sk-" + "a".repeat(64)));
    }

    private static Program byToken() {
        return Program.with("whoami", "--token-stdin").input(TOKEN);
    }

    private static void assertWhoami(String response, String told, Program whoami) {
        try (RawPortal other = RawPortal.doing(n -> RawPortal.json("{\"response\":" + response + "}"))) {
            assertEquals(new Run(0, told + "\n", ""), whoami.and("--base-url", other.url()).run());
        }
    }

    @Test
    void a_secret_of_a_cluster_is_looked_for_in_a_pod_alone() {
        assertEquals(new Run(2, "", "docspace-auth: --kubernetes-secret: the API server is unknown, since"
                + " KUBERNETES_SERVICE_HOST is not set; this works only in a pod\n"),
                command("check", "--kubernetes-secret", "demo/token").run());
    }

    @Test
    void whoami_of_a_bad_token_is_code_5() {
        assertEquals(new Run(5, "", NOT_GOOD), command("whoami", "--token-stdin").input("abc=").run());
    }

    @Test
    void logout_revokes_proves_and_removes_and_can_be_run_again() {
        login().run();

        assertEquals(new Run(0, "Token is revoked.\n", ""), logout().run());
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION + "/logout"))
                .withHeader("Cookie", equalTo("asc_auth_key=" + TOKEN)));
        assertEquals("false", accepted(), "asked from the outside");
        assertTrue(Files.notExists(file) && Files.notExists(folder.resolve("token.meta")));
        assertEquals(new Run(0, "There is no token to revoke.\n", ""), logout().run());
    }

    @Test
    void logout_of_a_token_that_is_no_longer_good_removes_it() {
        login().run();
        revoke();

        assertEquals(new Run(0, "Token is revoked.\n", ""), logout().run());
        assertTrue(Files.notExists(file));
    }

    @Test
    void logout_that_revokes_nothing_is_told_and_leaves_the_file() {
        login().run();
        Portals.answerCheck(portal, Portals.json("{\"response\":true}"));

        Run run = logout().run();

        assertEquals(9, run.exitCode());
        assertEquals("docspace-auth: signing out: the portal still accepts the token; log out everywhere in the portal's own"
                + " settings\n", run.err());
        assertTrue(Files.exists(file));
    }

    @Test
    void logout_of_an_api_key_is_code_2() {
        assertEquals(2, command("logout").env("DOCSPACE_API_KEY", "sk-0").run().exitCode());
    }

    private Program login(String... more) {
        return command("login", "-u", USER, "--password-file", password.toString(), "--token-file", file.toString()).and(more);
    }

    private Program check(String... more) {
        return command("check", "--token-file", file.toString()).and(more);
    }

    private Program logout() {
        return command("logout", "--token-file", file.toString());
    }

    private static Program command(String command, String... more) {
        return Program.with(command, "--base-url", portal.baseUrl()).and(more);
    }

    private static void revoke() {
        RestAssured.given().header("Cookie", "asc_auth_key=" + TOKEN).post(portal.baseUrl() + AUTHENTICATION + "/logout");
    }

    private static String accepted() {
        return RestAssured.given().header("Authorization", TOKEN).get(portal.baseUrl() + AUTHENTICATION)
                .jsonPath().getString("response");
    }
}
