package io.docspace.auth.portal.http;

import static io.docspace.auth.portal.http.PortalFailure.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.portal.ApiKey;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.OAuthClient;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal.Person;
import io.docspace.auth.portal.Portal.Verdict;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.PortalState;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.secret.Redactor;
import io.docspace.auth.token.Token;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a portal's answers, without HTTP. */
class DocSpacePortalTest {
    private static final Token TOKEN = new Token("abc=");
    private static final Token KEY = new Token("sk-1");
    private final Credentials anna = Credentials.withPassword("anna", "MARKERpassword");
    private static final Instant PORTAL_TIME = Instant.parse("2026-11-24T12:00:00Z");

    private final List<String> requests = new ArrayList<>();
    private Duration limit = Duration.ofMinutes(1);
    private final DocSpacePortal portal = new DocSpacePortal(new Api(), () -> limit, () -> limit);
    private Supplier<Uni<Answer>> next;

    // Signing in

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"token\":\"abc=\",\"expires\":\"2027-11-24T00:00:00Z\"} | 2027-11-24T00:00:00Z",
        "{\"TOKEN\":\"abc=\",\"Expires\":\"0001-01-01T00:00:00\"}  |",
        "{\"token\":\"abc=\",\"expires\":null,\"sms\":true,\"tfa\":true}  |",
        "{\"token\":\"abc=\"}  |"
    })
    void a_token_with_its_expiry(String response, Instant expires) {
        answer("{\"response\":" + response + "}");

        assertEquals(new Granted(TOKEN, Optional.ofNullable(expires)), portal.signIn(anna));
        assertEquals(List.of("login of anna"), requests);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"tfa\":true}                                 | APP            |",
        "{\"tfa\":true,\"token\":\"\",\"tfaKey\":\"\"}  | APP            |",
        "{\"tfa\":true,\"tfaKey\":\"JBSW\"}             | APP_NOT_SET_UP |",
        "{\"sms\":true,\"phoneNoise\":\"+37**99\"}      | SMS            | +37**99",
        "{\"sms\":true,\"phoneNoise\":\"\"}             | SMS_NOT_SET_UP |",
        "{\"sms\":true,\"phoneNoise\":null}             | SMS_NOT_SET_UP |"
    })
    void a_challenge_of_each_kind(String response, Factor factor, String phone) {
        answer("{\"response\":" + response + "}");

        assertEquals(new Challenge(factor, Optional.ofNullable(phone)), portal.signIn(anna));
    }

    @Test
    void a_code_is_sent_in_the_body_alone() {
        answer("{\"response\":{\"token\":\"abc=\",\"tfa\":true}}");

        assertEquals(new Granted(TOKEN, Optional.empty()), portal.signIn(anna.with("123456")));
        assertEquals(List.of("login of anna with 123456"), requests);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                                | an answer without a token",
        "{\"response\":null}                               | an answer without a token",
        "{\"response\":[]}                                 | an answer without a token",
        "{\"response\":{\"tfa\":\"true\"}}                 | an answer without a token",
        "{\"response\":{\"tfa\":false,\"sms\":false}}      | an answer without a token",
        "{\"response\":{\"token\":1}}                      | JSON whose \"token\" is not a string",
        "{\"response\":{\"token\":\"a b\"}}                | a token with invalid characters",
        "{\"response\":{\"token\":\"EDGE \"}}               | a token with invalid characters",
        "{\"response\":{\"token\":\"LONG\"}}               | a token of more than 8192 characters",
        "{\"response\":{\"token\":\"a\",\"Token\":\"b\"}}  | malformed JSON (two fields named token)",
        "{\"response\":{\"token\":\"a\",\"token\":\"b\"}}  | malformed JSON (line 1, column 33)",
        "{\"response\":{\"token\":\"abc=\"},\"error\":{\"message\":\"no MARKERpassword\"}} | an error with status 200: \"no ***\"",
        "{\"response\":{\"token\":\"abc=\"},\"error\":\"no\"}  | an error with status 200: \"no\"",
        "{\"response\":{\"token\":\"abc=\"},\"error\":{}}  | an error with status 200",
        "[]                                                | JSON that is not an object",
        "{} {}                                             | malformed JSON (line 1, column 4)",
        "<html>                                            | malformed JSON (line 1, column 1)",
        "DEEP                                              | malformed JSON (nested too deeply, or with a name or number that is too long)",
        "``                                                | an empty body"
    })
    void what_no_portal_answers(String body, String told) {
        answer(body.replace("LONG", "a".repeat(8193)).replace("EDGE", "a".repeat(8191)).replace("DEEP", "[".repeat(1001)));

        assertFails(Problem.NOT_A_PORTAL, "signing in: the server is not a DocSpace portal: it sent " + told
                + "; check --base-url", () -> portal.signIn(anna));
    }

    @Test
    void text_is_utf_8_with_or_without_a_mark() {
        answer("\uFEFF{\"response\":{\"token\":\"abc=\"}}");
        assertEquals(new Granted(TOKEN, Optional.empty()), portal.signIn(anna));

        next = () -> Uni.createFrom().item(() -> Answer.read(new ByteArrayInputStream(new byte[]{'"', (byte) 0xC0, '"'})));
        assertFails(Problem.NOT_A_PORTAL, "signing in: the server is not a DocSpace portal: it sent text that is not"
                + " UTF-8; check --base-url", () -> portal.signIn(anna));
    }

    @Test
    void no_answer_at_all_is_an_empty_body() {
        next = () -> Uni.createFrom().nullItem();

        assertFails(Problem.NOT_A_PORTAL, "signing in: the server is not a DocSpace portal: it sent an empty body;"
                + " check --base-url", () -> portal.signIn(anna));
    }

    @Test
    void credentials_show_no_secret() {
        assertEquals("credentials of anna", anna.with("123456").toString());
    }

    @Test
    void a_secret_that_the_portal_echoes_is_not_quoted() {
        fail(error(403, "{\"error\":{\"message\":\"MARKERpassword is locked\"}}"));
        assertFalse(assertThrows(PortalException.class, () -> portal.signIn(anna)).getMessage().contains("MARKER"));

        fail(error(302, "", "Location", "https://h.example.com/MARKERhash"));
        assertFalse(assertThrows(PortalException.class, () -> portal.signIn(Credentials.withHash("anna", "MARKERhash")))
                .getMessage().contains("MARKER"));

        answer("{\"response\":{\"sms\":true,\"phoneNoise\":\"MARKERpassword\"}}");
        assertEquals(new Challenge(Factor.SMS, Optional.of("***")), portal.signIn(anna));
    }

    @Test
    void a_secret_of_three_characters_would_take_words_apart_and_so_none_are_quoted() {
        fail(error(403, "{\"error\":{\"message\":\"the user is locked\"}}"));

        assertTrue(assertThrows(PortalException.class, () -> portal.signIn(Credentials.withPassword("anna", "user")))
                .getMessage().contains("\"the *** is locked\""));
        assertTrue(assertThrows(PortalException.class, () -> portal.signIn(Credentials.withPassword("anna", "use")))
                .getMessage().contains("\"***\""));
    }

    @Test
    void a_request_has_its_time() {
        next = () -> Uni.createFrom().nothing();
        limit = Duration.ofMillis(50);

        assertFails(Problem.NO_ANSWER,
                "signing in: portal not reachable (timed out); check --base-url, including http:// or https://, and the network",
                () -> portal.signIn(anna));
    }

    @Test
    void at_the_deadline_a_request_still_gets_a_moment() {
        next = () -> Uni.createFrom().nothing();
        limit = Duration.ZERO;

        assertEquals(Problem.NO_ANSWER, assertThrows(PortalException.class, () -> portal.signIn(anna)).problem());
    }

    @Test
    void secrets_of_the_portal_s_making_are_hidden_from_then_on() {
        answer("{\"response\":{\"tfa\":true,\"tfaKey\":\"MARKERkey7301\"}}");
        portal.signIn(anna);
        answer("{\"response\":\"MARKERsignature7302\"}");
        portal.signature(TOKEN);

        assertEquals("*** and ***", Redactor.current().redact("MARKERkey7301 and MARKERsignature7302"));
    }

    // Proving

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_portal_s_word_on_a_token_by_its_own_clock(boolean accepted) {
        next = () -> Uni.createFrom()
                .item(() -> read("{\"response\":" + accepted + "}").with(Optional.of(PORTAL_TIME), List.of()));

        assertEquals(new Verdict(accepted, PORTAL_TIME), portal.check(TOKEN));
        assertEquals(List.of("check of abc="), requests);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"id\":\"7\",\"isActive\":true}                                                        | true  |",
        "{\"id\":\"7\",\"isActive\":true,\"expiresAt\":null}                                     | true  |",
        "{\"id\":\"7\",\"isActive\":true,\"expiresAt\":\"2026-11-24T15:00:01.0000000+03:00\"}    | true  | 2026-11-24T12:00:01Z",
        "{\"id\":\"7\",\"isActive\":true,\"expiresAt\":\"2026-11-24T15:00:00.0000000+03:00\"}    | false | 2026-11-24T12:00:00Z",
        "{\"id\":\"7\",\"isActive\":false}                                                       | false |"
    })
    void a_key_is_good_that_is_active_and_has_not_expired_by_the_portal_s_clock(String record, boolean accepted,
            Instant expires) {
        next = () -> Uni.createFrom().item(
                () -> read("{\"response\":" + record + "}").with(Optional.of(PORTAL_TIME), List.of()));

        assertEquals(new Verdict(accepted, PORTAL_TIME, Optional.ofNullable(expires)), portal.check(KEY));
        assertEquals(accepted, portal.key(KEY).isPresent());
        assertEquals(List.of("check of key Bearer sk-1", "check of key Bearer sk-1"), requests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"7\"}", "{\"isActive\":true}", "{\"id\":\"7\",\"isActive\":\"true\"}",
        "{\"id\":\"7\",\"isActive\":true,\"expiresAt\":\"soon\"}", "{\"id\":\"7\",\"isActive\":true,\"expiresAt\":1}", "true"})
    void nothing_but_a_key_s_whole_record_is_a_word_on_a_key(String record) {
        answer("{\"response\":" + record + "}");

        assertFails(Problem.NOT_A_PORTAL, "checking the API key: the server is not a DocSpace portal: it sent JSON"
                + " without an API key in \"response\"; check --base-url", () -> portal.check(KEY));
    }

    @Test
    void what_a_key_is() {
        answer("{\"response\":{\"id\":\"7\",\"name\":\"CI\",\"permissions\":[\"rooms:read\"],\"createBy\":{\"id\":\"8\","
                + "\"displayName\":\"Anna\"},\"isActive\":true}}");

        assertEquals(Optional.of(new ApiKey("7", "CI", "8", "Anna", List.of("rooms:read"), true, Optional.empty())),
                portal.key(KEY));
    }

    @Test
    void an_oauth_token_goes_as_bearer_and_tells_its_end_itself() {
        Token jwt = new Token("e30.eyJleHAiOjE3OTU2MDgwMDB9.c2ln");
        answer("{\"response\":true}");

        assertEquals(Optional.of(Instant.ofEpochSecond(1_795_608_000)), portal.check(jwt).expires());
        assertEquals(List.of("check of Bearer e30.eyJleHAiOjE3OTU2MDgwMDB9.c2ln"), requests);
    }

    @Test
    void a_portal_without_a_clock_has_ours() {
        Instant before = Instant.now();
        answer("{\"response\":true}");

        assertFalse(portal.check(TOKEN).at().isBefore(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"response\":\"true\"}", "{\"response\":1}", "{\"response\":{}}", "{}", "{\"response\":null}"})
    void nothing_but_a_plain_true_or_false_is_a_word(String body) {
        answer(body);

        assertFails(Problem.NOT_A_PORTAL,
                "checking the token: the server is not a DocSpace portal: it sent JSON without true or false in"
                        + " \"response\"; check --base-url",
                () -> portal.check(TOKEN));
    }

    @Test
    void status_401_is_a_no_where_the_portal_itself_says_it() {
        fail(error(401, ""));

        assertFalse(portal.check(KEY).accepted());
        assertEquals(Optional.empty(), portal.key(KEY));
        assertEquals(Optional.empty(), portal.self(TOKEN));
        portal.signOut(TOKEN);
        assertEquals(Problem.PROXY_IN_FRONT, assertThrows(PortalException.class, () -> portal.check(TOKEN)).problem());
    }

    @Test
    void another_status_says_nothing_of_the_token() {
        fail(error(403, "{\"error\":{\"message\":\"no\"}}"));

        String rest = ": the portal does not permit this request (403): \"no\"; the token or API key lacks the permission";
        assertFails(Problem.NOT_PERMITTED, "checking the token" + rest, () -> portal.check(TOKEN));
        assertFails(Problem.NOT_PERMITTED, "asking whose token it is" + rest, () -> portal.self(TOKEN));
        assertFails(Problem.NOT_PERMITTED, "signing out" + rest, () -> portal.signOut(TOKEN));
    }

    @Test
    void a_session_that_nobody_needs_is_signed_out_and_a_failure_of_that_is_no_failure_of_the_run() {
        fail(error(403, "{\"error\":{\"message\":\"no\"}}"));

        portal.forget(TOKEN);

        assertEquals(List.of("logout of asc_auth_key=abc="), requests);
    }

    // What a refusal leaves open

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "401 | {\"wizardToken\":\"MARKER\"}   | NOT_SET_UP        | the portal is not set up yet; finish the setup wizard in a browser",
        "401 | {\"wizardToken\":\"\"}         | WRONG_CREDENTIALS |",
        "401 | {\"tenantStatus\":0}           | WRONG_CREDENTIALS |",
        "404 | {\"tenantStatus\":1}           | SUSPENDED         | the portal is suspended; ask the portal's owner",
        "404 | {\"tenantStatus\":2}           | NO_SUCH_PORTAL    |",
        "404 | {\"tenantStatus\":3}           | MAINTENANCE       |",
        "404 | {\"tenantStatus\":4}           | MAINTENANCE       |",
        "404 | {\"tenantStatus\":6}           | MAINTENANCE       |",
        "404 | {\"tenantStatus\":\"1\"}       | NO_SUCH_PORTAL    |",
        "404 | 1                              | NO_SUCH_PORTAL    |"
    })
    void the_settings_settle(int status, String settings, Problem problem, String told) {
        String body = status == 401 ? "{\"error\":{\"message\":\"no\"}}" : "{\"status\":404,\"traceId\":\"0\"}";
        next = () -> requests.size() == 1 ? Uni.createFrom().failure(error(status, body))
                : Uni.createFrom().item(read("{\"response\":" + settings + "}"));

        var failure = assertThrows(PortalException.class, () -> portal.signIn(anna));

        assertEquals(problem, failure.problem());
        assertEquals(List.of("login of anna", "settings"), requests);
        assertFalse(failure.getMessage().contains("MARKER"));
        if (told != null) {
            assertEquals("signing in: " + told, failure.getMessage());
        }
    }

    @Test
    void settings_that_are_not_told_settle_nothing() {
        fail(error(401, "{\"error\":{\"message\":\"no\"}}"));

        assertEquals(Problem.WRONG_CREDENTIALS, assertThrows(PortalException.class, () -> portal.signIn(anna)).problem());
        assertEquals(List.of("login of anna", "settings"), requests);
    }

    @Test
    void what_is_clear_costs_no_further_request() {
        fail(error(403, "{\"error\":{\"message\":\"no\"}}"));

        assertEquals(Problem.LOCKED, assertThrows(PortalException.class, () -> portal.signIn(anna)).problem());
        assertEquals(List.of("login of anna"), requests);
    }

    @Test
    void the_second_session_of_a_login_by_code_is_the_first_of_its_two_cookies() {
        next = () -> Uni.createFrom().item(() -> read("{\"response\":{\"token\":\"abc=\"}}").with(Optional.empty(),
                List.of("first%2B%3D", "abc=")));
        assertEquals(new Granted(TOKEN, Optional.empty(), Optional.of(new Token("first+="))),
                portal.signIn(anna.with("123456")));

        next = () -> Uni.createFrom().item(() -> read("{\"response\":{\"token\":\"abc=\"}}").with(Optional.empty(),
                List.of("abc%3D", "other")));
        assertEquals(new Granted(TOKEN, Optional.empty()), portal.signIn(anna.with("123456")));
        next = () -> Uni.createFrom().item(() -> read("{\"response\":{\"token\":\"abc=\"}}").with(Optional.empty(),
                List.of("%zz", "abc=")));
        assertEquals(new Granted(TOKEN, Optional.empty()), portal.signIn(anna.with("123456")));
        next = () -> Uni.createFrom().item(() -> read("{\"response\":{\"token\":\"abc=\"}}").with(Optional.empty(),
                List.of("abc=", "abc=")));
        assertEquals(new Granted(TOKEN, Optional.empty()), portal.signIn(anna.with("123456")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"response\":true,\"status\":0,\"statusCode\":200}", "{\"response\":true,\"statusCode\":201}"})
    void a_body_may_repeat_its_status(String body) {
        answer(body);

        assertTrue(portal.check(TOKEN).accepted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"response\":true,\"statusCode\":401,\"status\":1}", "{\"response\":true,\"statusCode\":401}",
        "{\"response\":true,\"status\":1}", "{\"response\":true,\"statusCode\":\"200\"}",
        "{\"response\":true,\"status\":true}"})
    void a_body_that_contradicts_its_status_proves_nothing(String body) {
        answer(body);

        assertFails(Problem.NOT_A_PORTAL,
                "checking the token: the server is not a DocSpace portal: it sent a status in the"
                        + " body that contradicts the status of the answer; check --base-url",
                () -> portal.check(TOKEN));
    }

    // The rest

    @Test
    void the_cookie_is_what_a_logout_reads() {
        answer("{}");

        portal.signOut(TOKEN);

        assertEquals(List.of("logout of asc_auth_key=abc="), requests);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"id\":\"7\",\"displayName\":\"A\\u001bB\",\"email\":\"a@example.com\",\"age\":3} | A B | a@example.com | ``",
        "{\"id\":\"7\",\"displayName\":\"A\",\"isAdmin\":false,\"isRoomAdmin\":true}            | A   | `` | room admin",
        "{\"id\":\"7\",\"displayName\":\"A\",\"isAdmin\":true,\"isOwner\":true}                 | A   | `` | owner",
        "{\"id\":\"7\",\"displayName\":null}                                                | ``  | `` | ``"
    })
    void whose_token_it_is(String response, String name, String email, String role) {
        answer("{\"response\":" + response + "}");

        assertEquals(Optional.of(new Person("7", name, email, role)), portal.self(KEY));
        assertEquals(List.of("self of Bearer sk-1"), requests);
    }

    @Test
    void nobody_without_an_id() {
        answer("{\"response\":{\"displayName\":\"A\"}}");

        assertFails(Problem.NOT_A_PORTAL, "asking whose token it is: the server is not a DocSpace portal: it sent JSON"
                + " without a person in \"response\"; check --base-url", () -> portal.self(TOKEN));
    }

    @ParameterizedTest
    @CsvSource({"256, 100000, salt, true", "8, 1, s, true", "512, 1000000, s, true", "0, 1, s, false", "-8, 1, s, false",
        "520, 1, s, false", "12, 1, s, false", "8, 0, s, false", "8, -1, s, false", "8, 1000001, s, false",
        "8, 1, '', false"})
    void how_passwords_are_hashed_if_the_numbers_can_be_a_portal_s(int size, int iterations, String salt, boolean sane) {
        answer("{\"response\":{\"passwordHash\":{\"size\":" + size + ",\"iterations\":" + iterations + ",\"salt\":\"" + salt
                + "\"}}}");

        if (sane) {
            assertEquals(new PasswordHashing(size, iterations, salt), portal.passwordHashing());
        } else {
            assertFails(Problem.NOT_A_PORTAL,
                    "asking for the portal's settings: the server is not a DocSpace portal: it"
                            + " sent JSON without usable numbers in \"passwordHash\"; check --base-url",
                    portal::passwordHashing);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"tenantStatus\":1,\"wizardToken\":\"x\"} | 1 | false",
        "{\"tenantStatus\":0} | 0 | true", "{} | | true"})
    void what_state_a_portal_is_in(String settings, Integer status, boolean isSetUp) {
        answer("{\"response\":" + settings + "}");

        assertEquals(new PortalState(Optional.ofNullable(status), isSetUp), portal.state());
    }

    private void answer(String body) {
        next = () -> Uni.createFrom().item(() -> read(body));
    }

    private void fail(RuntimeException failure) {
        next = () -> Uni.createFrom().failure(failure);
    }

    private static Answer read(String body) {
        return Answer.read(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    @Test
    void an_oauth_token_is_asked_for_with_a_signature_and_revoked_by_its_client() {
        OAuthClient client = new OAuthClient("app", () -> "secret", () -> "files:read");
        next = () -> Uni.createFrom().item(read("{\"response\":\"a.b.c\"}"));
        assertEquals("a.b.c", portal.signature(new Token("abc=")));
        next = () -> Uni.createFrom().item(read("{\"access_token\":\"x.y.z\",\"expires_in\":3600}"));
        Granted granted = portal.token(client, "a.b.c");
        assertEquals(new Token("x.y.z"), granted.token());
        assertTrue(granted.expires().isPresent());
        portal.revoke(client, granted.token());

        assertEquals(
                List.of("signature for abc=", "personal_access_token app secret files:read a.b.c", "revoke x.y.z app secret"),
                requests);
    }

    @Test
    void an_answer_without_a_signature_or_an_access_token_is_no_portal_s() {
        next = () -> Uni.createFrom().item(read("{\"response\":\"a b\"}"));
        assertFails(Problem.NOT_A_PORTAL,
                "asking for an OAuth signature: the server is not a DocSpace portal: it sent JSON"
                        + " without a signature in \"response\"; check --base-url",
                () -> portal.signature(new Token("abc=")));
        next = () -> Uni.createFrom().item(read("{\"response\":true}"));
        assertFails(Problem.NOT_A_PORTAL,
                "asking for an OAuth token: the server is not a DocSpace portal: it sent an answer"
                        + " without an access token; check --base-url",
                () -> portal.token(new OAuthClient("app", () -> "secret", () -> "x"), "a"));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "'\"3600\"'", "null"})
    void an_oauth_token_without_a_positive_lifetime_has_no_known_end(String seconds) {
        next = () -> Uni.createFrom().item(read("{\"access_token\":\"x.y.z\",\"expires_in\":" + seconds + "}"));

        assertEquals(Optional.empty(), portal.token(new OAuthClient("app", () -> "secret", () -> "x"), "a").expires());
    }

    private static void assertFails(Problem problem, String message, Executable call) {
        PortalException failure = assertThrows(PortalException.class, call);

        assertEquals(message, failure.getMessage());
        assertEquals(problem, failure.problem());
    }

    /** Says what it was asked. */
    private final class Api implements DocSpaceApi {
        @Override
        public Uni<Answer> login(Credentials credentials) {
            return answered("login of " + credentials.userName());
        }

        @Override
        public Uni<Answer> loginWithCode(Credentials credentials) {
            return answered("login of " + credentials.userName() + " with " + credentials.code());
        }

        @Override
        public Uni<Answer> check(String authorization) {
            return answered("check of " + authorization);
        }

        @Override
        public Uni<Answer> checkKey(String authorization) {
            return answered("check of key " + authorization);
        }

        @Override
        public Uni<Answer> logout(String cookie) {
            return answered("logout of " + cookie);
        }

        @Override
        public Uni<Answer> self(String authorization) {
            return answered("self of " + authorization);
        }

        @Override
        public Uni<Answer> settings() {
            return answered("settings");
        }

        @Override
        public Uni<Answer> oauthSignature(String authorization) {
            return answered("signature for " + authorization);
        }

        @Override
        public Uni<Answer> oauthToken(String signature, String grantType, String clientId, String clientSecret, String scope) {
            return answered(String.join(" ", grantType, clientId, clientSecret, scope, signature));
        }

        @Override
        public Uni<Response> oauthRevoke(String token, String clientId, String clientSecret) {
            return answered(String.join(" ", "revoke", token, clientId, clientSecret)).map(answer -> null);
        }

        private Uni<Answer> answered(String request) {
            requests.add(request);
            return next.get();
        }
    }
}
