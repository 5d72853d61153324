package io.docspace.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import io.docspace.auth.signin.AuthMethod.Code;
import io.docspace.auth.signin.SignIn.Identity;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
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
import org.junit.jupiter.params.provider.EnumSource;

/** The order of things, which is the point of the use case. */
class SignInTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Granted GRANTED = new Granted(new Token("abc="), Optional.of(NOW.plusSeconds(3600)));
    private static final Identity WHO = new Identity(Optional.of("anna"), URI.create("https://portal.example.com"));
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

    @Test
    void the_sink_is_checked_then_the_login_then_the_proof_then_the_hand_over() {
        assertEquals(new IssuedToken(GRANTED.token(), GRANTED.expires(), Optional.of("anna"), WHO.baseUrl()), run());
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

        assertEquals("signing in: the portal wants a second factor, a code sent to the phone +37**99; run again with --code",
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
        stored = stored(Optional.empty(), Optional.empty(), Optional.empty());

        assertEquals(new IssuedToken(new Token("sk-1"), Optional.empty(), Optional.of("anna"), WHO.baseUrl()),
                run(new AuthMethod.ExistingToken(() -> new Token("sk-1"))));
        assertEquals(List.of("sink checked", "sk-1 checked", "sk-1 written"), replies);
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
        stored = stored(Optional.empty(), Optional.empty(), Optional.empty());

        try (LogCapture told = LogCapture.by(SignIn.class)) {
            assertEquals("old=", run().token().text());
            assertEquals(List.of("the token handed over before is still good, no login needed"), told.lines());
        }
        assertEquals(List.of("sink checked", "old= checked", "old= written"), replies);
    }

    @Test
    void a_token_that_the_portal_no_longer_takes_is_replaced() {
        accepted = Set.of("abc=");
        stored = stored(Optional.of(NOW.plusSeconds(3600)), Optional.empty(), Optional.empty());

        assertEquals("abc=", run().token().text());
        assertEquals(List.of("sink checked", "old= checked", "password read", "login of anna", "abc= checked", "abc= written"),
                replies);
    }

    @Test
    void a_token_with_less_than_the_min_validity_by_the_portal_s_clock_is_replaced() {
        stored = stored(Optional.of(NOW.plusSeconds(60)), Optional.empty(), Optional.empty());

        run();

        assertEquals(List.of("sink checked", "old= checked", "password read", "login of anna", "abc= checked", "abc= written"),
                replies);
    }

    @Test
    void a_token_with_more_than_the_min_validity_is_kept() {
        stored = stored(Optional.of(NOW.plusSeconds(61)), Optional.of("anna"), Optional.of("https://portal.example.com"));

        assertEquals(NOW.plusSeconds(61), run().expires().orElseThrow());
    }

    @Test
    void a_token_of_another_portal_is_not_shown_to_this_one() {
        stored = stored(Optional.empty(), Optional.empty(), Optional.of("https://other.example.com"));

        try (LogCapture told = LogCapture.by(SignIn.class)) {
            run();
            assertEquals(List.of("the token handed over before is of another user or portal and will be replaced"),
                    told.lines());
        }

        assertEquals(A_LOGIN, replies);
    }

    @Test
    void a_token_of_another_user_is_replaced() {
        stored = stored(Optional.empty(), Optional.of("bert"), Optional.empty());

        run();

        assertEquals(A_LOGIN, replies);
    }

    @Test
    void force_signs_in_all_the_same() {
        stored = stored(Optional.empty(), Optional.empty(), Optional.empty());
        keep = false;

        run();

        assertEquals(A_LOGIN, replies);
    }

    private static Optional<StoredToken> stored(Optional<Instant> expires, Optional<String> user, Optional<String> url) {
        return Optional.of(new StoredToken(new Token("old="), expires, user, url));
    }

    private IssuedToken run() {
        return run(new AuthMethod.PasswordLogin(() -> {
            replies.add("password read");
            return Credentials.withPassword("anna", "secret");
        }, new AuthMethod.SecondFactor() {
            @Override
            public Optional<Code> code(Challenge challenge) {
                return code.map(text -> new Code(text, reusable));
            }

            @Override
            public void notWanted() {
                code.ifPresent(text -> replies.add("code not wanted"));
            }
        }));
    }

    private IssuedToken run(AuthMethod way) {
        Portal portal = new FakePortal() {
            @Override
            public LoginResult signIn(Credentials credentials) {
                replies.add("login of " + credentials.userName()
                        + (credentials.code() == null ? "" : " with " + credentials.code())
                        + (credentials.isCodeReusable() ? ", for as long as it lasts" : ""));
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
        return new SignIn(portal, sink, WHO, keep, Duration.ofMinutes(1)).run(way).issued();
    }
}
