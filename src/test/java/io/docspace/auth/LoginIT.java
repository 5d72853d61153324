package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.signIn;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.docspace.auth.Program.Run;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, as the portal sees it. */
class LoginIT {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @Test
    @AsProcess
    void the_token_that_is_printed_is_taken_by_the_portal() {
        Run run = signIn(portal, "--output", "token").run();

        assertEquals(new Run(0, TOKEN + "\n", ""), run);
        RestAssured.given().header("Authorization", run.out().strip())
                .get(portal.baseUrl() + AUTHENTICATION)
                .then().statusCode(200).body("response", is(true));
    }

    @Test
    void without_a_command_it_is_login() {
        Run bare = signIn(portal).run();
        Run login = signIn(portal, "login").run();

        assertEquals(new Run(0, "User is authenticated with token " + TOKEN + ".\n", ""), bare);
        assertEquals(bare, login);
    }

    @Test
    void options_work_before_and_after_the_command() {
        Run run = Program.with("--base-url", portal.baseUrl(), "--password-stdin", "login", "-u", Portals.USER, "-o", "token")
                .input(Portals.PASSWORD)
                .run();

        assertEquals(new Run(0, TOKEN + "\n", ""), run);
    }

    @Test
    void the_portal_sees_one_login_and_one_check_in_this_order() {
        signIn(portal).run();

        List<LoggedRequest> requests = requests();
        assertEquals(List.of("POST " + AUTHENTICATION, "GET " + AUTHENTICATION),
                requests.stream().map(r -> r.getMethod() + " " + r.getUrl()).toList());
        assertEquals("{\"userName\":\"anna@example.com\",\"password\":\"right-password\"}",
                requests.get(0).getBodyAsString());
        assertEquals("application/json", requests.get(0).header("Content-Type").firstValue());
        assertEquals(TOKEN, requests.get(1).header("Authorization").firstValue());
        assertEquals("", requests.get(1).getBodyAsString());
    }

    @Test
    void both_requests_travel_on_one_connection() {
        try (RawPortal raw = RawPortal.good()) {
            Run run = Program.with("--base-url", raw.url(), "-u", "x", "-o", "token").env("DOCSPACE_PASSWORD", "y-y-y-y").run();

            assertEquals(new Run(0, "abc=\n", ""), run);
            assertEquals(2, raw.requests().size());
            assertEquals(1, raw.connections());
        }
    }

    @Test
    void no_cookie_no_origin_and_an_own_user_agent() {
        signIn(portal).run();

        for (LoggedRequest request : requests()) {
            assertFalse(request.containsHeader("Cookie"), "the portal believes a cookie before the header");
            assertFalse(request.containsHeader("Origin"), "a shared host resolves the portal by it");
            assertEquals("docspace-auth/1.0.0", request.header("User-Agent").firstValue());
        }
        assertEquals(Set.of("Accept", "Authorization", "Host", "User-Agent"),
                requests().get(1).getAllHeaderKeys().stream()
                        .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                        .collect(Collectors.toSet()));
    }

    @Test
    void a_201_on_login_is_taken() {
        Portals.answerLogin(portal, Portals.answer(201, "{\"response\":{\"token\":\"" + TOKEN + "\"}}"));

        assertEquals(new Run(0, TOKEN + "\n", ""), signIn(portal, "-o", "token").run());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "{\"Response\":{\"Token\":\"" + TOKEN + "\",\"Expires\":\"0001-01-01T00:00:00\"},\"StatusCode\":200}",
        "{\"RESPONSE\":{\"TOKEN\":\"" + TOKEN + "\"}}",
        "{\"error\":null,\"response\":{\"token\":\"" + TOKEN + "\",\"tfa\":null,\"unknown\":[{}]}}"
    })
    void names_are_taken_in_any_letter_case(String body) {
        Portals.answerLogin(portal, Portals.json(body));

        assertEquals(new Run(0, TOKEN + "\n", ""), signIn(portal, "-o", "token").run());
    }

    @ParameterizedTest(name = "base URL with {0}")
    @CsvSource({"no slash at its end, ''", "a slash, /"})
    void a_base_url_works_with_and_without_a_slash(String name, String end) {
        assertEquals(0, Program.with("-u", Portals.USER, "--base-url", portal.baseUrl() + end)
                .env("DOCSPACE_PASSWORD", Portals.PASSWORD).run().exitCode());
        assertEquals(AUTHENTICATION, requests().get(0).getUrl());
    }

    @ParameterizedTest(name = "path prefix {0}")
    @ValueSource(strings = {"/docspace", "/docspace/", "/two/steps"})
    void a_base_url_may_have_a_path_prefix(String prefix) {
        String path = prefix.replaceFirst("/$", "") + AUTHENTICATION;
        portal.stubFor(post(path).willReturn(ok("{\"response\":{\"token\":\"abc=\"}}")));
        portal.stubFor(get(path).willReturn(ok("{\"response\":true}")));

        Run run = Program.with("-u", "x", "--base-url", portal.baseUrl() + prefix, "-o", "json")
                .env("DOCSPACE_PASSWORD", "y-y-y-y").run();

        assertEquals(new Run(0, "{\"authenticated\":true,\"token\":\"abc=\",\"expires\":null,\"userName\":\"x\","
                + "\"baseUrl\":\"" + portal.baseUrl() + prefix.replaceFirst("/$", "") + "\"}\n", ""), run);
        assertEquals(List.of(path, path), requests().stream().map(LoggedRequest::getUrl).toList());
    }

    @Test
    void a_redirect_is_not_followed_and_its_target_gets_nothing() {
        Portals.answerLogin(portal, aResponse().withStatus(301)
                .withHeader("Location", portal.baseUrl().replace("127.0.0.1", "localhost") + "/elsewhere"));

        Run run = signIn(portal).run();

        assertEquals(9, run.exitCode());
        assertTrue(run.err().contains("redirected to http://localhost:" + portal.getPort() + "/elsewhere (301)"), run.err());
        assertEquals(List.of(AUTHENTICATION), requests().stream().map(LoggedRequest::getUrl).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "quotes        | a\"b'c",
        "backslashes   | a\\b\\\\c\\n",
        "an expression | a${b}$$c\\${d}",
        "non-ASCII     | pässwörd ключ 鍵 🔑",
        "blanks        | '  a b\t '",
        "commas        | a,b\\,c",
        "percent       | a%20b%n"
    })
    void passwords_arrive_as_they_were_given_and_names_without_blanks_around_them(String name, String text) {
        portal.stubFor(post(AUTHENTICATION).atPriority(1).willReturn(ok("{\"response\":{\"token\":\"abc=\"}}")));
        Portals.answerCheck(portal, Portals.json("{\"response\":true}"));

        Run byOption = Program.with("--base-url", portal.baseUrl(), "-u", text).env("DOCSPACE_PASSWORD", text).run();
        Run byEnvironment = Program.with("--base-url", portal.baseUrl(), "--password-stdin")
                .env("DOCSPACE_USERNAME", text).input(text).run();

        assertEquals(new Run(0, "User is authenticated with token abc=.\n", ""), byOption);
        assertEquals(byOption, byEnvironment);
        for (LoggedRequest login : requests().stream().filter(r -> r.getMethod().equals(RequestMethod.POST)).toList()) {
            assertEquals(text.strip(), JsonPath.from(login.getBodyAsString()).getString("userName"));
            assertEquals(text, JsonPath.from(login.getBodyAsString()).getString("password"));
        }
    }

    private static List<LoggedRequest> requests() {
        return portal.findAll(anyRequestedFor(anyUrl()));
    }
}
