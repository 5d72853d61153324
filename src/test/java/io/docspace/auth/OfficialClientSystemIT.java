package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static io.docspace.auth.Portals.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The portal of the tests, and the printed token, in the hands of ONLYOFFICE's own client, docspace-api-sdk for Python. Debian:
 * {@code apt-get install python3-venv}.
 */
class OfficialClientSystemIT {
    private static final Path FOLDER = Path.of("src", "test", "python");
    private static final String PYTHON = Optional.ofNullable(System.getenv("DOCSPACE_SDK_PYTHON")).orElse(".venv/bin/python");
    private static final String HOW_TO_GET_IT = PYTHON
            + " has no docspace-api-sdk; run python3 -m venv .venv && .venv/bin/pip install"
            + " -r src/test/python/requirements.txt, or set DOCSPACE_SDK_PYTHON (CONTRIBUTING.md)";

    private static final String SELF = "/api/2.0/people/@self";
    private static final String ANNA = "UUID 66faa6e4-f133-11ea-b126-00ffeec8b4ef, str Anna Example, str anna@example.com,"
            + " EmployeeStatus 1, datetime 2026-11-01 10:00:00+03:00, bool True";
    private static final String UNAUTHORIZED = "UnauthorizedException 401: Unauthorized";

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @BeforeAll
    static void the_client_is_there() throws IOException {
        String wanted = Files.readString(FOLDER.resolve("requirements.txt")).strip();
        assertTrue(Files.isExecutable(Path.of(PYTHON)), HOW_TO_GET_IT);
        assertEquals(List.of(wanted), run(Map.of(), "-c", "from importlib.metadata import version; print('docspace-api-sdk=='"
                + " + version('docspace-api-sdk'))"), HOW_TO_GET_IT);
    }

    @BeforeEach
    void newPortal() {
        portal.resetScenarios();
    }

    @Test
    void the_client_reads_logins_and_challenges_of_a_second_factor() throws IOException {
        assertEquals(List.of(
                "str " + TOKEN + ", datetime 2027-11-24 00:00:00+00:00, bool False, NoneType None, bool False, NoneType None",
                "NoneType None, datetime 0001-01-01 00:00:00, bool False, NoneType None, bool True, NoneType None",
                "NoneType None, datetime 0001-01-01 00:00:00, bool False, NoneType None, bool True, str JBSWY3DPEHPK3PXP",
                "NoneType None, datetime 0001-01-01 00:00:00, bool True, str +37*****99, bool False, NoneType None"),
                client("", USER, "app@example.com", "new-app@example.com", "sms@example.com"));
    }

    @Test
    void the_client_reads_the_settings_that_a_hash_is_made_of() throws IOException {
        assertEquals(List.of("str 3.7.2, TenantStatus 0, int 256, int 100000,"
                + " str 0a783fef249b0cfa2b1ddc3825bf9a5c9c869bf65a4a45cbd5a0c93b16b5a47e, NoneType None"),
                client("", "settings"));
    }

    @Test
    void the_printed_token_is_taken_as_the_default_header() throws IOException {
        assertEquals(List.of(ANNA, "bool True"), client(printedToken(), "user", "check"));
        portal.verify(1, getRequestedFor(urlEqualTo(SELF)).withHeader("Authorization", equalTo(TOKEN))
                .withHeader("Cookie", absent()));
    }

    @Test
    void the_printed_header_of_an_api_key_is_taken_as_the_default_header() throws IOException {
        String header = Program.with("--base-url", portal.baseUrl(), "-o", "header")
                .env("DOCSPACE_API_KEY", "sk-" + "0123456789abcdef".repeat(4)).run().out().strip();

        assertEquals(List.of(
                "UUID 5a9c6b66-0000-4000-8000-000000000001, UUID 66faa6e4-f133-11ea-b126-00ffeec8b4ef,"
                        + " datetime 2026-11-01 10:00:00+03:00, datetime 2027-11-24 03:00:00+03:00, list ['*:read']",
                "ForbiddenException 403: "),
                client(header.replace("Authorization: ", ""), "key", "user"));
    }

    @Test
    void logout_by_the_header_revokes_nothing_and_by_the_cookie_revokes_the_token() throws IOException {
        assertEquals(
                List.of("int 200, int 0, NoneType None", ANNA, "int 200, int 0, NoneType None", "bool False", UNAUTHORIZED),
                client(printedToken(), "log out by header", "user", "log out", "check", "user"));
    }

    @Test
    void the_setting_for_the_cookie_does_not_work_since_its_value_goes_without_its_name() throws IOException {
        assertEquals(List.of(UNAUTHORIZED, ANNA), client(printedToken(), "user by asc_auth_key", "user by cookie"));
        portal.verify(1, getRequestedFor(urlEqualTo(SELF)).withHeader("Cookie", equalTo(TOKEN)));
        portal.verify(1, getRequestedFor(urlEqualTo(SELF)).withHeader("Cookie", equalTo("asc_auth_key=" + TOKEN)));
    }

    @Test
    void the_check_with_the_setting_for_a_token_is_false_since_it_goes_without_any() throws IOException {
        String token = printedToken();
        portal.resetRequests();

        assertEquals(List.of("bool False", ANNA), client(token, "check by access_token", "user by access_token"));
        portal.verify(1, getRequestedFor(urlEqualTo(AUTHENTICATION)).withHeader("Authorization", absent())
                .withHeader("Cookie", absent()));
        portal.verify(1, getRequestedFor(urlEqualTo(SELF)).withHeader("Authorization", equalTo("Bearer " + TOKEN)));
    }

    @Test
    void each_refusal_is_an_exception_of_the_client_with_the_words_of_the_portal() throws IOException {
        Map<String, String> refusals = Map.of(
                "not-bound@example.com",
                "BadRequestException 400: {\"response\":\"The userName field is required.\",\"status\":1,"
                        + "\"statusCode\":400}",
                "nobody@example.com", "UnauthorizedException 401: User authentication failed",
                "subscription@example.com", "ApiException 402: int 402, str Payment Required",
                "locked@example.com", "ForbiddenException 403: Too many login attempts. Please try again later",
                "disabled@example.com", "ForbiddenException 403: The user is disabled",
                "maintenance@example.com", "ForbiddenException 403: int 403, str Forbidden",
                "no-such-portal@example.com", "NotFoundException 404: int 404, str Not Found",
                "rate-day@example.com", "ApiException 429: ",
                "disabled-3.2@example.com", "ServiceException 500: The user is disabled",
                "cloudflare-522@example.com", "ServiceException 522: <html>522: Connection timed out</html>");
        List<String> users = new ArrayList<>(refusals.keySet());

        assertEquals(users.stream().map(refusals::get).toList(), client("", users.toArray(String[]::new)));
    }

    @Test
    void the_token_of_an_address_that_is_not_allowed_is_an_exception_with_a_bare_string() throws IOException {
        assertEquals(List.of("ForbiddenException 403: \"Access denied\""), client("Rm9yYmlkZGVuK2FkZHJlc3M+Pz8/Pz8=", "check"));
    }

    private static String printedToken() {
        return signIn(portal, "-o", "token").run().out().strip();
    }

    /** A line for each step. */
    private static List<String> client(String authorization, String... steps) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(FOLDER.resolve("official_client.py").toString()));
        arguments.addAll(Arrays.asList(steps));
        return run(Map.of("DOCSPACE_BASE_URL", portal.baseUrl(), "DOCSPACE_PASSWORD", PASSWORD, "AUTHORIZATION", authorization),
                arguments.toArray(String[]::new));
    }

    private static List<String> run(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
}
