package io.docspace.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.FakePortal;
import io.docspace.auth.FakeSink;
import io.docspace.auth.LogCapture;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.signin.AuthMethod.Code;
import io.docspace.auth.signin.SignIn.FreshToken;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.RefusalStore;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenIdentity;
import io.docspace.auth.token.TokenIdentity.OAuthGrant;
import io.docspace.auth.token.TokenMetadata;
import io.docspace.auth.token.TokenOrigin;
import io.docspace.auth.token.TokenSink;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of things, which is the point of the use case. */
class SignInTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Granted GRANTED = new Granted(new Token("abc="), Optional.of(NOW.plusSeconds(3600)));
    private static final URI PORTAL = URI.create("https://portal.example.com");
    private static final TokenIdentity ANNA = TokenIdentity.ofLogin(PORTAL, "anna");
    private static final List<String> A_LOGIN = List.of("sink checked", "password read", "login of anna", "abc= checked",
            "abc= written");

    private final List<String> replies = new ArrayList<>();
    private LoginResult login = GRANTED;
    private LoginResult afterCode = GRANTED;
    private Set<String> accepted = Set.of("abc=", "old=");
    private Optional<StoredToken> stored = Optional.empty();
    private boolean keep = true;
    private Optional<String> code = Optional.empty();
    private boolean reusable;
    private Optional<Instant> expiry = Optional.empty();
    private String password = "secret";
    private PortalException refused;
    private Optional<String> record = Optional.empty();
    private Instant localTime = NOW;
    private boolean forceTyped;

    @Test
    void the_sink_is_checked_then_the_login_then_the_proof_then_the_hand_over() {
        assertEquals(new IssuedToken(GRANTED.token(), ANNA, GRANTED.expires()), run());
        assertEquals(A_LOGIN, replies);
    }

    @Test
    void a_token_that_is_not_accepted_is_not_handed_over() {
        accepted = Set.of();

        assertThrows(TokenNotAcceptedException.class, this::run);
        assertEquals(A_LOGIN.subList(0, 4), replies);
    }

    @Test
    void a_challenge_ends_it() {
        login = new Challenge(Factor.SMS, Optional.of("+37**99"));

        var failure = assertThrows(PortalException.class, this::run);

        assertEquals(
                "signing in: the portal requires a two-factor code, which it sent to the phone +37**99; run again with --code",
                failure.getMessage());
        assertEquals(A_LOGIN.subList(0, 3), replies);
    }

    @ParameterizedTest
    @EnumSource(names = {"APP", "SMS"})
    void a_challenge_is_answered_once(Factor factor) {
        login = new Challenge(factor, Optional.of("+37**99"));
        code = Optional.of("123456");

        run();

        assertEquals(List.of("sink checked", "password read", "login of anna", "login of anna with 123456", "abc= checked",
                "abc= written"), replies);
    }

    @Test
    void a_code_that_lasts_may_be_sent_again() {
        login = new Challenge(Factor.APP, Optional.empty());
        code = Optional.of("123456");
        reusable = true;

        run();

        assertEquals("login of anna with 123456, for as long as it lasts", replies.get(3));
    }

    @Test
    void a_code_that_nobody_wanted_is_not_sent_and_that_is_told() {
        code = Optional.of("123456");

        run();

        assertEquals(
                List.of("sink checked", "password read", "login of anna", "code not wanted", "abc= checked", "abc= written"),
                replies);
    }

    @Test
    void the_second_session_of_a_login_by_code_is_forgotten_once_the_token_is_proved() {
        login = new Challenge(Factor.APP, Optional.empty());
        afterCode = new Granted(new Token("abc="), GRANTED.expires(), Optional.of(new Token("first=")));
        code = Optional.of("123456");

        run();

        assertEquals(List.of("abc= checked", "first= forgotten", "abc= written"), replies.subList(4, 7));
    }

    @Test
    void the_check_of_a_key_tells_when_it_ends() {
        accepted = Set.of("sk-1");
        expiry = Optional.of(NOW.plusSeconds(60));

        assertEquals(expiry, run(new AuthMethod.ExistingToken(() -> new Token("sk-1"))).expires());
    }

    @Test
    void a_code_that_gets_another_challenge_ends_it() {
        login = new Challenge(Factor.APP, Optional.empty());
        afterCode = login;
        code = Optional.of("123456");

        assertThrows(PortalException.class, this::run);
        assertEquals(List.of("sink checked", "password read", "login of anna", "login of anna with 123456"), replies);
    }

    @Test
    void an_api_key_is_proved_and_handed_over_whatever_there_was_before() {
        accepted = Set.of("sk-1", "old=");
        stored = stored(Optional.empty());

        assertEquals(
                new IssuedToken(new Token("sk-1"),
                        new TokenIdentity(PORTAL, Optional.empty(), TokenOrigin.API_KEY, Optional.empty()), Optional.empty()),
                run(new AuthMethod.ExistingToken(() -> new Token("sk-1"))));
        assertEquals(List.of("sk-1 checked", "sk-1 written"), replies);
    }

    @ParameterizedTest
    @EnumSource(names = {"APP_NOT_SET_UP", "SMS_NOT_SET_UP"})
    void a_user_who_has_set_up_no_second_factor_is_never_enrolled(Factor factor) {
        login = new Challenge(factor, Optional.empty());
        code = Optional.of("123456");

        assertThrows(PortalException.class, this::run);
        assertEquals(A_LOGIN.subList(0, 3), replies);
    }

    @Test
    void a_good_token_is_kept_without_a_login_or_a_password() {
        stored = stored(Optional.empty());

        try (LogCapture told = LogCapture.by(SignIn.class)) {
            assertEquals("old=", run().token().text());
            assertEquals(List.of("the stored token is still good, no login needed"), told.lines());
        }
        assertEquals(List.of("old= checked", "old= written"), replies);
    }

    @Test
    void a_token_that_the_portal_no_longer_takes_is_replaced() {
        accepted = Set.of("abc=");
        stored = stored(Optional.of(NOW.plusSeconds(3600)));

        assertEquals("abc=", run().token().text());
        assertEquals(List.of("old= checked", "sink checked", "password read", "login of anna", "abc= checked", "abc= written"),
                replies);
    }

    @Test
    void a_token_with_less_than_the_min_validity_by_the_portal_s_clock_is_replaced() {
        stored = stored(Optional.of(NOW.plusSeconds(60)));

        run();

        assertEquals(List.of("old= checked", "sink checked", "password read", "login of anna", "abc= checked", "abc= written"),
                replies);
    }

    @Test
    void a_token_with_more_than_the_min_validity_is_kept() {
        stored = stored(Optional.of(NOW.plusSeconds(61)));

        assertEquals(NOW.plusSeconds(61), run().expires().orElseThrow());
    }

    // The halves of an agent

    @Test
    void an_agent_gets_the_token_first_and_has_it_judged_then() {
        login = new Granted(GRANTED.token(), GRANTED.expires(), Optional.of(new Token("first=")));
        record = Optional.of("a refusal");

        FreshToken fresh = signIn().obtain(anna());
        assertEquals(new FreshToken(new IssuedToken(GRANTED.token(), ANNA, GRANTED.expires()),
                List.of(PORTAL.toString(), "anna", "secret"), Optional.of(new Token("first="))), fresh);
        assertEquals(A_LOGIN.subList(0, 3), replies);
        signIn().judge(fresh, true);

        assertEquals("first= forgotten", replies.get(3));
        assertEquals(Optional.empty(), record);
    }

    @Test
    void an_agent_whose_token_is_not_accepted_does_not_repeat_the_login() {
        signIn().judge(signIn().obtain(anna()), false);
        replies.clear();

        assertEquals(5, assertThrows(RememberedRefusalException.class, () -> signIn().obtain(anna())).exitCode());
        assertEquals(List.of(), replies);
    }

    @Test
    void an_agent_takes_a_given_token_as_it_is() {
        assertEquals(new FreshToken(new IssuedToken(new Token("sk-1"), TokenIdentity.ofGiven(PORTAL, new Token("sk-1")),
                Optional.empty()), List.of(), Optional.empty()),
                signIn().obtain(new AuthMethod.ExistingToken(() -> new Token("sk-1"))));
        assertEquals(List.of("sink checked"), replies);
    }

    @Test
    void the_identity_of_a_login_for_an_application_names_it() {
        OAuthGrant grant = new OAuthGrant("app", "files:read");

        assertEquals(new TokenIdentity(PORTAL, Optional.of("anna"), TokenOrigin.OAUTH, Optional.of(grant)),
                SignIn.identity(anna().with(Optional.of(grant)), new Token("x.y.z"), PORTAL));
        assertEquals(ANNA, SignIn.identity(anna(), new Token("abc="), PORTAL));
    }

    // A refusal is remembered

    @Test
    void a_refused_login_is_not_tried_again_for_two_then_five_then_fifteen_minutes() {
        refused = new PortalException(Problem.WRONG_CREDENTIALS, "signing in");
        for (int minutes : List.of(2, 5, 15, 15)) {
            assertSame(refused, assertThrows(PortalException.class, this::run));
            assertRemembered(3, minutes * 60);
        }
    }

    @Test
    void a_lock_is_waited_for_65_seconds_and_counts_as_no_refusal() {
        refused = new PortalException(Problem.LOCKED, "signing in");
        for (int n = 0; n < 3; n++) {
            assertThrows(PortalException.class, this::run);
            assertRemembered(6, 65);
        }
        refused = new PortalException(Problem.WRONG_CREDENTIALS, "signing in");
        assertThrows(PortalException.class, this::run);
        assertRemembered(3, 120);
    }

    @Test
    void a_challenge_and_a_token_that_is_not_accepted_are_remembered() {
        login = new Challenge(Factor.SMS, Optional.of("+37**99"));
        assertThrows(PortalException.class, this::run);
        assertRemembered(4, 120);

        login = GRANTED;
        accepted = Set.of();
        assertThrows(TokenNotAcceptedException.class, this::run);
        assertRemembered(5, 300);
    }

    @Test
    void a_limit_of_a_day_is_waited_for_an_hour() {
        refused = new PortalException(Problem.RATE_LIMIT_DAY, "signing in");
        assertThrows(PortalException.class, this::run);
        assertRemembered(6, 3600);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "SERVER_FAILED", "MAINTENANCE", "TLS", "NOT_A_PORTAL", "RATE_LIMIT_WINDOW"})
    void what_passes_by_itself_or_is_no_word_on_the_login_is_not_remembered(Problem problem) {
        refused = new PortalException(problem, "signing in");

        assertThrows(PortalException.class, this::run);

        assertEquals(Optional.empty(), record);
    }

    @Test
    void changed_settings_are_tried_at_once_and_start_anew() {
        refused = new PortalException(Problem.WRONG_CREDENTIALS, "signing in");
        assertThrows(PortalException.class, this::run);
        assertRemembered(3, 120);
        assertThrows(PortalException.class, this::run);

        password = "another";
        assertThrows(PortalException.class, this::run);

        assertRemembered(3, 120);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void a_record_counts_from_none_to_a_thousand(int count) {
        refused = new PortalException(Problem.WRONG_CREDENTIALS, "signing in");
        assertThrows(PortalException.class, this::run);

        record = record.map(text -> text.replace("\"count\":1", "\"count\":" + count));

        assertRemembered(3, 120);
    }

    @Test
    void a_log_of_nothing_remembers_nothing() {
        RefusalLog none = RefusalLog.none();
        none.record(new PortalException(Problem.WRONG_CREDENTIALS, "signing in"), List.of("a"));

        none.verifyMayTry(() -> List.of("a"));
    }

    @Test
    void two_records_of_the_same_login_look_different() {
        refused = new PortalException(Problem.WRONG_CREDENTIALS, "signing in");
        assertThrows(PortalException.class, this::run);
        String first = record.orElseThrow();
        record = Optional.empty();
        assertThrows(PortalException.class, this::run);

        assertNotEquals(first, record.orElseThrow());
    }

    @Test
    void a_typed_force_tries_at_once_and_is_remembered_as_one_more() {
        refused = new PortalException(Problem.WRONG_CREDENTIALS, "signing in");
        assertThrows(PortalException.class, this::run);

        forceTyped = true;
        assertThrows(PortalException.class, this::run);

        forceTyped = false;
        assertRemembered(3, 300);
    }

    @Test
    void only_a_login_that_succeeds_removes_the_record() {
        refused = new PortalException(Problem.WRONG_CREDENTIALS, "signing in");
        assertThrows(PortalException.class, this::run);
        stored = stored(Optional.empty());
        localTime = localTime.plusSeconds(120);
        run();
        assertTrue(record.isPresent(), "a kept token is no login");

        refused = null;
        stored = Optional.empty();
        run();
        assertEquals(Optional.empty(), record);
    }

    @Test
    void the_record_holds_no_secret_and_the_line_that_was_told() {
        refused = new PortalException(Problem.WRONG_CREDENTIALS, "signing in");
        assertThrows(PortalException.class, this::run);

        assertFalse(record.orElseThrow().contains("secret"), record.get());
        assertTrue(record.get().contains(refused.getMessage()), record.get());
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', value = {
        "^.*$ | garbage",
        "\"version\":1 | \"version\":2",
        "WRONG_CREDENTIALS | NO_PROBLEM",
        "WRONG_CREDENTIALS | UNREACHABLE",
        "\"count\":1 | \"count\":-1",
        "\"count\":1 | \"count\":1001",
        "\"salt\":\"\\w+\" | \"salt\":\"\"",
        "loginHash\":\"\\w+ | loginHash\":\"00",
        "\"message\" | \"note\"",
        "\"loginHash\" | \"note\"",
        "\"refusedAt\":\"2026 | \"refusedAt\":\"2027",
        "\"refusedAt\":\"2026-11-24 | \"refusedAt\":\"soon",
        "\"retryAt\":\"2026 | \"retryAt\":\"2027",
        "\"retryAt\" | \"note\""
    })
    void a_record_that_is_broken_foreign_or_from_the_future_is_none(String there, String instead) {
        refused = new PortalException(Problem.WRONG_CREDENTIALS, "signing in");
        assertThrows(PortalException.class, this::run);
        String changed = record.orElseThrow().strip().replaceFirst(there, instead);
        assertNotEquals(record.get().strip(), changed);
        record = Optional.of(changed);
        refused = null;

        run();
    }

    /** Until its time has come, the same login sends nothing and ends with the same code. */
    private void assertRemembered(int code, int seconds) {
        replies.clear();
        Instant retryAt = localTime.plusSeconds(seconds);
        localTime = retryAt.minusMillis(1);

        var remembered = assertThrows(RememberedRefusalException.class, this::run);

        assertEquals(code, remembered.exitCode());
        assertEquals(code == 5, remembered.problem().isEmpty());
        assertEquals(retryAt, remembered.retryAt());
        assertEquals(List.of(), replies);
        localTime = retryAt;
    }

    // What is stored, and whose it is

    static List<TokenIdentity> others() {
        Optional<String> anna = Optional.of("anna");
        Optional<OAuthGrant> oauth = Optional.of(new OAuthGrant("client", "files:read"));
        return List.of(TokenIdentity.ofLogin(URI.create("https://other.example.com"), "anna"),
                TokenIdentity.ofLogin(PORTAL, "bert"), TokenIdentity.ofLogin(PORTAL, "Anna"),
                new TokenIdentity(PORTAL, anna, TokenOrigin.OAUTH, oauth),
                new TokenIdentity(PORTAL, anna, TokenOrigin.PASSWORD, oauth),
                new TokenIdentity(PORTAL, anna, TokenOrigin.UNKNOWN, Optional.empty()),
                TokenIdentity.ofGiven(PORTAL, new Token("old=")), TokenIdentity.ofGiven(PORTAL, new Token("sk-1")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void a_token_of_another_user_portal_or_way_is_neither_shown_nor_kept(TokenIdentity other) {
        stored = Optional.of(new StoredToken(new Token("old="), Optional.of(new TokenMetadata(other, Optional.empty()))));

        try (LogCapture told = LogCapture.by(SignIn.class)) {
            run();
            assertEquals(List.of("the stored token belongs to another user, portal or sign-in method and will be replaced"),
                    told.lines());
        }
        assertEquals(A_LOGIN, replies);
    }

    @Test
    void a_token_of_which_nothing_says_whose_it_is_is_neither_shown_nor_kept() {
        stored = Optional.of(new StoredToken(new Token("old="), Optional.empty()));

        try (LogCapture told = LogCapture.by(SignIn.class)) {
            run();
            assertEquals(List.of("the owner of the stored token is unknown, so it will be replaced"), told.lines());
        }
        assertEquals(A_LOGIN, replies);
    }

    @Test
    void force_signs_in_all_the_same() {
        stored = stored(Optional.empty());
        keep = false;

        run();

        assertEquals(A_LOGIN, replies);
    }

    private static Optional<StoredToken> stored(Optional<Instant> expires) {
        return Optional.of(new StoredToken(new Token("old="), Optional.of(new TokenMetadata(ANNA, expires))));
    }

    private IssuedToken run() {
        return run(anna());
    }

    private AuthMethod.PasswordLogin anna() {
        return new AuthMethod.PasswordLogin("anna", () -> {
            replies.add("password read");
            return Credentials.withPassword("anna", password);
        }, new AuthMethod.SecondFactor() {
            @Override
            public Optional<Code> code(Challenge challenge) {
                return code.map(text -> new Code(text, reusable));
            }

            @Override
            public void notWanted() {
                code.ifPresent(text -> replies.add("code not wanted"));
            }
        }, () -> List.of(password));
    }

    private IssuedToken run(AuthMethod way) {
        return signIn().run(way).issued();
    }

    private SignIn signIn() {
        Portal portal = new FakePortal() {
            @Override
            public LoginResult signIn(Credentials credentials) {
                replies.add("login of " + credentials.userName()
                        + (credentials.code() == null ? "" : " with " + credentials.code())
                        + (credentials.isCodeReusable() ? ", for as long as it lasts" : ""));
                if (refused != null) {
                    throw refused;
                }
                return credentials.code() == null ? login : afterCode;
            }

            @Override
            public Verdict check(Token token) {
                replies.add(token.text() + " checked");
                return new Verdict(accepted.contains(token.text()), NOW, expiry);
            }

            @Override
            public void forget(Token token) {
                replies.add(token.text() + " forgotten");
            }
        };
        TokenSink sink = new FakeSink() {
            @Override
            public void check() {
                replies.add("sink checked");
            }

            @Override
            public Optional<StoredToken> current() {
                return stored;
            }

            @Override
            public void write(IssuedToken issued) {
                replies.add(issued.token().text() + " written");
            }
        };
        return new SignIn(portal, sink, PORTAL, keep, Duration.ofMinutes(1), refusals());
    }

    private RefusalLog refusals() {
        RefusalLog log = new RefusalLog(new RefusalStore() {
            @Override
            public Optional<String> read() {
                return record;
            }

            @Override
            public void write(String text) {
                record = Optional.of(text);
            }

            @Override
            public void delete() {
                record = Optional.empty();
            }
        }, () -> localTime);
        return forceTyped ? log.tryingAtOnce() : log;
    }
}
