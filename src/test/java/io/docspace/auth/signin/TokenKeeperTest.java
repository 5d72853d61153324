package io.docspace.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.portal.http.PortalFailure;
import io.docspace.auth.time.Sleeper.StoppedException;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An agent's days, by a clock that is driven: the portal's. */
class TokenKeeperTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private Instant portalTime = Instant.parse("2026-11-24T12:00:00Z");
    private Duration interval = Duration.ofMinutes(1);
    private Duration lifetime = Duration.ofHours(1);
    private Instant end = portalTime.plus(DAY);
    private Supplier<Boolean> accepted = () -> true;
    private Runnable disk = () -> {};
    private List<String> told;
    private LoginResult next;
    private int logins;
    private int verdicts;

    @Test
    void a_token_is_renewed_before_it_expires() {
        run(Duration.ofMinutes(10));

        // An hour less ten minutes: 28 times a day, and the first.
        assertEquals(29, logins);
        assertTrue(pauses.size() < 24 * 60 / 0.9 + 2 * 29, pauses.size() + " looks, no burst of them before a renewal");
        assertTrue(pauses.stream().allMatch(pause -> pause.compareTo(Duration.ofSeconds(66)) <= 0));
    }

    @Test
    void no_more_than_half_of_a_lifetime_is_given_away() {
        lifetime = Duration.ofMinutes(10);

        run(Duration.ofMinutes(10));

        // Five minutes each, and up to a second more: the portal tells whole seconds.
        assertTrue(logins >= 24 * 60 / 5 && logins <= 24 * 60 / 5 + 1, logins + " logins");
    }

    @Test
    void a_token_without_a_known_expiry_is_only_proved() {
        lifetime = null;

        run(Duration.ofMinutes(10));

        assertEquals(1, logins);
        assertTrue(pauses.size() > 24 * 60 / 1.1 && pauses.size() < 24 * 60 / 0.9, pauses.size() + " looks");
    }

    @Test
    void an_expiry_that_has_passed_is_no_reason_to_renew_a_token_that_is_taken() {
        lifetime = Duration.ofHours(-1);

        run(Duration.ofMinutes(10));

        assertEquals(1, logins);
    }

    @Test
    void pauses_are_spread_by_a_tenth() {
        lifetime = null;

        run(Duration.ZERO);

        assertTrue(pauses.stream().anyMatch(pause -> pause.compareTo(Duration.ofSeconds(56)) < 0));
        assertTrue(pauses.stream().anyMatch(pause -> pause.compareTo(Duration.ofSeconds(64)) > 0));
    }

    @Test
    void just_before_a_renewal_it_looks_no_more_often_than_it_is_told_to() {
        interval = Duration.ofMillis(100);
        lifetime = Duration.ofSeconds(40);
        end = portalTime.plusSeconds(30);

        run(Duration.ofMinutes(10));

        assertEquals(2, logins);
        assertTrue(pauses.stream().allMatch(pause -> pause.compareTo(Duration.ofMillis(110)) <= 0));
    }

    @Test
    void it_looks_no_later_than_at_the_renewal_but_a_second_on() {
        interval = Duration.ofMinutes(50);
        end = portalTime.plus(Duration.ofMinutes(59));

        run(Duration.ofMinutes(10));

        // From 45 to 55 minutes, or to the renewal after 50.
        assertEquals(2, logins);
        assertTrue(pauses.stream().limit(pauses.size() - 1).mapToLong(Duration::toSeconds).sum() <= 50 * 60 + 1);
    }

    @Test
    void a_token_that_is_no_longer_taken_is_replaced_at_the_next_look() {
        lifetime = null;
        accepted = () -> ++verdicts != 4;

        run(Duration.ofMinutes(10));

        assertEquals(2, logins, "one more than without");
    }

    @Test
    void a_second_factor_that_is_suddenly_wanted_ends_it() {
        accepted = () -> {
            next = new Challenge(Factor.APP, Optional.empty());
            return pauses.isEmpty();
        };

        assertThrows(PortalException.class, () -> start(Duration.ZERO));
        assertEquals(2, logins);
    }

    @Test
    void what_passes_is_told_once_and_the_token_is_kept() {
        lifetime = null;
        accepted = () -> {
            if (++verdicts >= 3 && verdicts <= 6) {
                throw PortalFailure.of(Problem.UNREACHABLE);
            }
            return true;
        };

        run(Duration.ZERO);

        assertEquals(1, logins);
        assertEquals(List.of("no answer, the token is kept and it goes on", "all is well again"), told);
    }

    @Test
    void a_new_token_that_is_not_taken_is_told_and_another_is_asked_for() {
        lifetime = null;
        // A look, the proof of the new token, and the next look.
        accepted = () -> ++verdicts < 3 || verdicts > 5;

        run(Duration.ZERO, 2);

        assertEquals(3, logins);
        assertEquals(List.of("the portal no longer takes the token, signing in again",
                "User is not authenticated or token is invalid., the token is kept and it goes on",
                "the portal no longer takes the token, signing in again", "all is well again"), told);
    }

    @Test
    void a_disk_that_is_full_is_told_and_tried_again() {
        disk = () -> {
            if (logins == 2) {
                throw new TokenWriteException("no room", null);
            }
        };

        run(Duration.ofMinutes(10), 29);

        assertEquals(30, logins);
        assertEquals(List.of("the token is about to expire, signing in again", "no room, the token is kept and it goes on",
                "the token is about to expire, signing in again", "all is well again"), told.subList(0, 4));
    }

    @Test
    void refused_credentials_end_it() {
        accepted = () -> {
            if (!pauses.isEmpty()) {
                throw PortalFailure.of(Problem.WRONG_CREDENTIALS);
            }
            return true;
        };

        assertThrows(PortalException.class, () -> start(Duration.ZERO));
        assertEquals(1, pauses.size());
    }

    @Test
    void a_first_sign_in_that_fails_ends_it() {
        accepted = () -> {
            throw PortalFailure.of(Problem.UNREACHABLE);
        };

        assertThrows(PortalException.class, () -> start(Duration.ZERO));
        assertEquals(List.of(), pauses);
    }

    private void run(Duration renewBefore) {
        run(renewBefore, -1);
    }

    /** @param handedOver -1 for all */
    private void run(Duration renewBefore, int handedOver) {
        try (LogCapture lines = LogCapture.by(TokenKeeper.class)) {
            told = lines.lines();
            assertThrows(StoppedException.class, () -> start(renewBefore));
        }
        assertEquals(handedOver < 0 ? logins : handedOver, tokens.size(), "the application is told of each");
    }

    private void start(Duration renewBefore) {
        FakePortal portal = new FakePortal() {
            @Override
            public LoginResult signIn(Credentials credentials) {
                logins++;
                return next != null ? next : new Granted(new Token("token" + logins),
                        Optional.ofNullable(lifetime).map(portalTime::plus));
            }

            @Override
            public Verdict check(Token token) {
                return new Verdict(accepted.get(), portalTime);
            }
        };
        TokenSink sink = new FakeSink() {
            @Override
            public void check() {
                // there is room
            }

            @Override
            public Optional<StoredToken> current() {
                return Optional.empty();
            }

            @Override
            public void write(IssuedToken issued) {
                disk.run();
            }
        };
        URI baseUrl = URI.create("https://portal.example.com");
        new TokenKeeper(() -> portal, keep -> new SignIn(portal, sink, baseUrl, keep, Duration.ofMinutes(1), RefusalLog.none()),
                interval, renewBefore, pause -> {
                    pauses.add(pause);
                    portalTime = portalTime.plus(pause);
                    if (!portalTime.isBefore(end)) {
                        throw new StoppedException();
                    }
                }, issued -> tokens.add(issued.token().text()))
                .run(new AuthMethod.PasswordLogin("anna", () -> Credentials.withPassword("anna", "secret"),
                        challenge -> Optional.empty(), List::of));
    }
}
