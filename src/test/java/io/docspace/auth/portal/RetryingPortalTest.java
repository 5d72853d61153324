package io.docspace.auth.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.FakePortal;
import io.docspace.auth.Told;
import io.docspace.auth.portal.Portal.Person;
import io.docspace.auth.portal.PortalException.Problem;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Retries in virtual time. */
class RetryingPortalTest {
    private static final Token TOKEN = new Token("abc=");
    private static final Credentials ANNA = Credentials.withPassword("anna", "secret");
    private static final Login ANSWER = new Login.Granted(TOKEN, Optional.empty());
    private static final Person PERSON = new Person("7", "Anna", "");
    private static final PasswordHashing HASHING = new PasswordHashing(256, 1, "salt");
    private final PortalException passing = new PortalException(Problem.UNREACHABLE, "checking", "no answer", "wait",
            null).passing(null);
    private final PortalException last = new PortalException(Problem.TLS, "checking", "bad certificate", "look", null);

    private final List<Duration> waits = new ArrayList<>();
    private long now;
    private int tries;

    @Test
    void what_passes_is_tried_until_the_deadline_and_ends_a_try_before_it() {
        var failure = assertThrows(PortalException.class, () -> portal(Duration.ofSeconds(60), Integer.MAX_VALUE, passing)
                .check(TOKEN));

        assertEquals(tries - 1, waits.size());
        assertTrue(now <= Duration.ofSeconds(60).toNanos());
        assertTrue(now >= Duration.ofSeconds(59).toNanos(), "a last try a second before the deadline");
        assertEquals("checking: no answer, " + tries + " tries in 59 s; wait", failure.getMessage());
    }

    @Test
    void what_is_final_is_tried_once() {
        assertSame(last, assertThrows(PortalException.class, () -> portal(Duration.ofSeconds(60), 9, last).check(TOKEN)));
        assertEquals(1, tries);
    }

    @Test
    void a_single_try_is_one() {
        assertSame(passing, assertThrows(PortalException.class, () -> portal(Duration.ZERO, 9, passing).check(TOKEN)));
        assertEquals(1, tries);
    }

    @Test
    void the_last_second_is_for_a_last_try() {
        assertThrows(PortalException.class, () -> portal(Duration.ofSeconds(1), 9, passing).check(TOKEN));
        assertEquals(1, tries);

        assertThrows(PortalException.class, () -> portal(Duration.ofMillis(1001), 9, passing).check(TOKEN));
        assertEquals(List.of(Duration.ofMillis(1)), waits);
        assertEquals(3, tries);
    }

    @Test
    void it_goes_on_where_the_portal_comes_back() {
        assertTrue(portal(Duration.ofSeconds(60), 5, passing).check(TOKEN).accepted());
        assertEquals(6, tries);
    }

    @Test
    void what_the_portal_asks_for_is_waited_at_least() {
        assertTrue(portal(Duration.ofSeconds(60), 1, passing.passing(Duration.ofSeconds(20))).check(TOKEN).accepted());
        assertTrue(waits.get(0).compareTo(Duration.ofSeconds(20)) >= 0, waits.toString());
        assertTrue(waits.get(0).compareTo(Duration.ofMillis(20_500)) <= 0, waits.toString());
    }

    @Test
    void what_the_portal_asks_for_past_the_deadline_is_final() {
        var failure = passing.passing(Duration.ofSeconds(61));

        assertSame(failure, assertThrows(PortalException.class, () -> portal(Duration.ofSeconds(60), 9, failure).check(TOKEN)));
        assertEquals(1, tries);
    }

    @Test
    void waits_are_spread_over_all_of_an_interval_that_doubles_up_to_10_s() {
        BackOff backOff = new BackOff();
        for (int failed = 1; failed <= 8; failed++) {
            long longest = Math.min(10_000, 500L << (failed - 1));
            long least = Long.MAX_VALUE;
            long most = 0;
            for (int i = 0; i < 2_000; i++) {
                long wait = backOff.after(failed, Optional.empty()).toMillis();
                least = Math.min(least, wait);
                most = Math.max(most, wait);
            }
            assertTrue(least < longest * 0.05, failed + ": from " + least);
            assertTrue(most > longest * 0.95 && most <= longest, failed + ": to " + most + " of " + longest);
        }
    }

    @Test
    void each_wait_is_told() {
        try (Told told = Told.by(RetryingPortal.class)) {
            portal(Duration.ofSeconds(60), 1, passing.passing(Duration.ofSeconds(20))).check(TOKEN);

            assertEquals(1, told.lines().size());
            assertTrue(told.lines().get(0).matches("no answer, trying again in 20\\.[0-5] s, 60 s left"),
                    told.lines().toString());
        }
    }

    @Test
    void whatever_is_asked_is_tried_again() {
        RetryingPortal portal = portal(Duration.ofSeconds(60), 1, passing);

        assertEquals(ANSWER, portal.signIn(ANNA));
        tries = 0;
        portal.signOut(TOKEN);
        tries = 0;
        assertEquals(Optional.of(PERSON), portal.self(TOKEN));
        tries = 0;
        assertEquals(HASHING, portal.passwordHashing());
        assertEquals(4, waits.size());
    }

    private RetryingPortal portal(Duration time, int failures, PortalException failure) {
        Portal portal = new FakePortal() {
            @Override
            public Login signIn(Credentials credentials) {
                return after(credentials, ANNA, ANSWER);
            }

            @Override
            public Verdict check(Token token) {
                return after(token, TOKEN, new Verdict(true, Instant.EPOCH));
            }

            @Override
            public void signOut(Token token) {
                after(token, TOKEN, true);
            }

            @Override
            public Optional<Person> self(Token token) {
                return after(token, TOKEN, Optional.of(PERSON));
            }

            @Override
            public PasswordHashing passwordHashing() {
                return after(null, null, HASHING);
            }

            private <T> T after(Object asked, Object expected, T answer) {
                assertEquals(expected, asked);
                if (tries++ < failures) {
                    throw failure;
                }
                return answer;
            }
        };
        return new RetryingPortal(portal, new BackOff(), new Deadline(() -> now, 0, time), wait -> {
            waits.add(wait);
            now += wait.toNanos();
        });
    }
}
