package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table "Ways in". */
class AuthMethodsIT {
    private static final Run GOOD = new Run(0, TOKEN + "\n", "");
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String KEY = "sk-" + "0123456789abcdef".repeat(4);
    private static final String HASH = "c3d442fda0ca0422bba16d343595bf59f475a0b0a83114d2234969d69f4e2e76";

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "secret from {0}")
    @ValueSource(strings = {"--totp-secret-file", "DOCSPACE_TOTP_SECRET", "DOCSPACE_TOTP_SECRET_FILE", "docspace.totp-secret",
        "otpauth://totp/DocSpace:app%40example.com?issuer=DocSpace&secret="})
    void app_code(String from) throws Exception {
        Path file = Files.writeString(folder.resolve("totp"),
                (from.contains(":") ? from + SECRET : SECRET.toLowerCase(Locale.ROOT)) + "\n");
        Program program = login("app@example.com").env("XDG_CONFIG_HOME", folder.toString());
        switch (from.replaceFirst("^otpauth:.*", "--totp-secret-file")) {
            case "--totp-secret-file" -> program.and("--totp-secret-file", file.toString());
            case "DOCSPACE_TOTP_SECRET" -> program.env(from, SECRET);
            case "DOCSPACE_TOTP_SECRET_FILE" -> program.env(from, file.toString());
            default -> {
                Files.createDirectories(folder.resolve("docspace-auth"));
                Files.writeString(folder.resolve("docspace-auth/application.properties"), from + "=" + SECRET);
            }
        }
        Instant before = Instant.now();

        assertEquals(GOOD, program.run());
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION)));
        var login = portal.findAll(postRequestedFor(urlEqualTo(AUTHENTICATION + "/code"))).get(0);
        String code = JsonPath.from(login.getBodyAsString()).getString("code");
        assertTrue(List.of(code(before), code(Instant.now())).contains(code), code);
        assertEquals(AUTHENTICATION + "/code", login.getUrl());
        assertEquals("{\"userName\":\"app@example.com\",\"password\":\"right-password\",\"code\":\"" + code + "\"}",
                login.getBodyAsString());
    }

    @Test
    void app_code_that_is_refused_is_tried_once_and_is_code_3() {
        portal.stubFor(post(urlMatching(AUTHENTICATION + "/.*")).atPriority(1)
                .willReturn(Portals.answer(401, "{\"error\":{\"message\":\"no\"}}")));

        Run run = login("app@example.com").env("DOCSPACE_TOTP_SECRET", SECRET).run();

        assertEquals(
                new Run(3, "", "docspace-auth: signing in with a code: the portal rejected the two-factor code"
                        + " (401): \"no\"; get a new code, or check the TOTP secret; after 5 tries within a minute the portal"
                        + " also rejects right codes\n"),
                run);
        portal.verify(1, postRequestedFor(urlMatching(AUTHENTICATION + "/.*")));
    }

    @Test
    void app_secret_that_is_not_base32_is_code_2() {
        assertEquals(new Run(2, "", "docspace-auth: DOCSPACE_TOTP_SECRET is not base32; give the secret as the portal showed"
                + " it, or its otpauth:// address\n"),
                login("app@example.com").env("DOCSPACE_TOTP_SECRET", "not a secret 189").run());
    }

    @ParameterizedTest(name = "code at hand for {0} from {1}: {2}")
    @CsvSource({"app@example.com, --code, 123456", "app@example.com, DOCSPACE_CODE, ab-_1Z", "sms@example.com, --code, 123456"})
    void code_at_hand(String user, String from, String code) {
        Program program = login(user);

        assertEquals(GOOD, (from.equals("--code") ? program.and(from, code) : program.env(from, code)).run());
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION)).withRequestBody(equalToJson(
                "{\"userName\":\"" + user + "\",\"password\":\"right-password\"}")));
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION + "/code")).withRequestBody(equalToJson(
                "{\"userName\":\"" + user + "\",\"password\":\"right-password\",\"code\":\"" + code + "\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"12345", "1234567", "12 456", "../../", "äbcdef"})
    void code_that_is_none_is_code_2_and_costs_nothing(String code) {
        assertEquals(
                new Run(2, "",
                        "docspace-auth: --code is not a two-factor code; a code has 6 characters: letters, digits, - or _\n"),
                login("app@example.com").and("--code", code).run());
        assertEquals(0, portal.getAllServeEvents().size());
    }

    @Test
    void not_enrolled_is_code_4_and_is_never_enrolled() {
        Run run = login("new-app@example.com").env("DOCSPACE_TOTP_SECRET", SECRET).and("-v").run();

        assertEquals(4, run.exitCode());
        assertFalse(run.err().contains("JBSWY3DPEHPK3PXP"));
        portal.verify(0, postRequestedFor(urlMatching(AUTHENTICATION + "/.*")));
    }

    @Test
    void sms_is_code_4_with_the_masked_phone_and_the_second_run_completes_it() {
        assertEquals(
                new Run(4, "", "docspace-auth: signing in: the portal requires a two-factor code, which it sent to the phone"
                        + " +37*****99; run again with --code\n"),
                login("sms@example.com").run());
        assertEquals(GOOD, login("sms@example.com").and("--code", "654321").run());
        portal.verify(2, postRequestedFor(urlEqualTo(AUTHENTICATION)));
    }

    @Test
    void hash_password_sends_the_hash_instead_of_the_password() {
        assertEquals(GOOD, login(USER).and("--hash-password").run());
        portal.verify(1, getRequestedFor(urlEqualTo("/api/2.0/settings")));
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION)).withRequestBody(equalToJson(
                "{\"userName\":\"anna@example.com\",\"passwordHash\":\"" + HASH + "\"}")));
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(strings = {"DOCSPACE_PASSWORD_HASH", "DOCSPACE_PASSWORD_HASH_FILE", "--password-hash-file"})
    void password_hash_that_was_stored(String from) throws IOException {
        Path file = Files.writeString(folder.resolve("hash"), HASH + "\n");
        Program program = Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token");

        assertEquals(GOOD, (from.startsWith("-") ? program.and(from, file.toString())
                : program.env(from, from.endsWith("FILE") ? file.toString() : HASH)).run());
        portal.verify(0, getRequestedFor(urlEqualTo("/api/2.0/settings")));
    }

    @Test
    void the_hash_password_command_prints_what_may_be_stored() {
        assertEquals(new Run(0, HASH + "\n", ""),
                Program.with("hash-password", "--base-url", portal.baseUrl(), "--password-stdin").input(" right-password \n")
                        .run());
        portal.verify(0, postRequestedFor(urlMatching(".*")));
    }

    @ParameterizedTest(name = "passwordHash {0}")
    @ValueSource(strings = {"null", "{}", "{\"size\":256,\"iterations\":2000000000,\"salt\":\"a\"}",
        "{\"size\":1000000,\"iterations\":1,\"salt\":\"a\"}", "{\"size\":255,\"iterations\":1,\"salt\":\"a\"}",
        "{\"size\":256,\"iterations\":-1,\"salt\":\"a\"}", "{\"size\":256,\"iterations\":1,\"salt\":\"\"}"})
    void numbers_that_no_portal_has_are_code_9(String hash) {
        portal.stubFor(get("/api/2.0/settings").atPriority(1)
                .willReturn(Portals.json("{\"response\":{\"passwordHash\":" + hash + "}}")));

        Run run = login(USER).and("--hash-password").run();

        assertEquals(9, run.exitCode(), run.err());
        portal.verify(0, postRequestedFor(urlEqualTo(AUTHENTICATION)));
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(strings = {"DOCSPACE_API_KEY", "DOCSPACE_API_KEY_FILE", "--api-key-file"})
    void api_key(String from) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
        Program program = Program.with("--base-url", portal.baseUrl(), "-o", "token");

        assertEquals(new Run(0, KEY + "\n", ""), (from.startsWith("-") ? program.and(from, file.toString())
                : program.env(from, from.endsWith("FILE") ? file.toString() : KEY)).run());
        portal.verify(1,
                getRequestedFor(urlEqualTo("/api/2.0/keys/@self")).withHeader("Authorization", equalTo("Bearer " + KEY)));
        assertEquals(1, portal.getAllServeEvents().size(), "nothing is posted");
    }

    @ParameterizedTest(name = "API key as {0}")
    @CsvSource(delimiter = '|', value = {
        "text   | User is authenticated with token #.",
        "json   | {\"authenticated\":true,\"token\":\"#\",\"expires\":\"2027-11-24T00:00:00Z\",\"userName\":null,\"baseUrl\":\"@\"}",
        "env    | DOCSPACE_API_KEY=#",
        "header | Authorization: Bearer #"
    })
    void api_key_in_every_format(String format, String line) {
        assertEquals(new Run(0, line.replace("#", KEY).replace("@", portal.baseUrl()) + "\n", ""),
                Program.with("--base-url", portal.baseUrl(), "-o", format).env("DOCSPACE_API_KEY", KEY).run());
    }

    @Test
    void api_key_that_is_not_good_is_code_5() {
        assertEquals(new Run(5, "", "docspace-auth: User is not authenticated or token is invalid.\n"),
                Program.with("--base-url", portal.baseUrl()).env("DOCSPACE_API_KEY", "sk-0").run());
    }

    @Test
    void api_key_that_is_none_is_code_2() {
        assertEquals(new Run(2, "", "docspace-auth: DOCSPACE_API_KEY is not an API key; an API key starts with sk-\n"),
                Program.with("--base-url", portal.baseUrl()).env("DOCSPACE_API_KEY", "key").run());
    }

    @Test
    void token_at_hand() {
        assertEquals(GOOD, Program.with("--base-url", portal.baseUrl(), "-o", "token").env("DOCSPACE_AUTH_TOKEN", TOKEN).run());
        assertEquals(1, portal.getAllServeEvents().size(), "nothing is posted");
    }

    @Test
    void token_at_hand_that_is_not_good_is_code_5() {
        assertEquals(5, Program.with("--base-url", portal.baseUrl()).env("DOCSPACE_AUTH_TOKEN", "abc=").run().exitCode());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "DOCSPACE_PASSWORD      | DOCSPACE_API_KEY       | DOCSPACE_PASSWORD and DOCSPACE_API_KEY",
        "DOCSPACE_PASSWORD_HASH | DOCSPACE_PASSWORD      | DOCSPACE_PASSWORD and DOCSPACE_PASSWORD_HASH",
        "DOCSPACE_API_KEY       | DOCSPACE_API_KEY_FILE  | DOCSPACE_API_KEY and DOCSPACE_API_KEY_FILE"
    })
    void more_than_one_way_is_code_2_and_names_them(String one, String other, String told) {
        assertEquals(new Run(2, "", "docspace-auth: more than one way to sign in: " + told + "; give one\n"),
                Program.with("--base-url", portal.baseUrl(), "-u", "x").env(one, "y").env(other, "z").run());
    }

    @Test
    void five_failures_lock_the_right_password_too() {
        for (int i = 0; i < 5; i++) {
            assertEquals(3, login("careful@example.com").env("DOCSPACE_PASSWORD", "wrong").run().exitCode());
        }
        assertEquals(6, login("careful@example.com").run().exitCode());
    }

    @Test
    void login_help_explains_the_ways() {
        String help = Program.with("login", "--help").run().out();

        for (String way : List.of("--password-file", "--password-hash-file", "--api-key-file", "--totp-secret-file",
                "--code")) {
            assertTrue(help.contains(way), help);
        }
    }

    private static Program login(String user) {
        return Program.with("--base-url", portal.baseUrl(), "-u", user, "-o", "token").env("DOCSPACE_PASSWORD", PASSWORD);
    }

    private static String code(Instant when) throws Exception {
        return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(SECRET), "HmacSHA1"), when);
    }
}
