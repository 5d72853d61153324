package io.docspace.auth.portal.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.FakePortal;
import io.docspace.auth.LogCapture;
import io.docspace.auth.portal.ApiKey;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.Portal.Person;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.PortalState;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Retries in virtual time. */
class RetryingPortalTest {
    private static final Token TOKEN = new Token("abc=");
    private static final Credentials ANNA = Credentials.withPassword("anna", "secret");
    private static final LoginResult ANSWER = new LoginResult.Granted(TOKEN, Optional.empty());
    private static final Person PERSON = new Person("7", "Anna", "", "");
    private static final ApiKey KEY = new ApiKey("7", "", "", "", List.of(), true, Optional.empty());
    private static final PortalState STATE = new PortalState(Optional.of(0), true);
    private static final PasswordHashing HASHING = new PasswordHashing(256, 1, "salt");
    private final PortalException passing = new PortalException(Problem.UNREACHABLE, "checking", "no answer", "wait",
            null);
    private final PortalException last = new PortalException(Problem.TLS, "checking", "bad certificate", "look", null);
    private final PortalException refused = new PortalException(Problem.RATE_LIMIT, "checking", "too many requests",
            "wait", null);

    private static final double ALMOST_1 = Math.nextDown(1.0);

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
        assertTrue(portal(Duration.ofSeconds(60), 1, passing.retryingAfter(Duration.ofSeconds(20))).check(TOKEN).accepted());
        assertTrue(waits.get(0).compareTo(Duration.ofSeconds(20)) >= 0, waits.toString());
        assertTrue(waits.get(0).compareTo(Duration.ofSeconds(22)) <= 0, waits.toString());
    }

    @Test
    void what_the_portal_asks_for_up_to_the_deadline_is_waited_but_for_the_last_second() {
        var failure = passing.retryingAfter(Duration.ofSeconds(60));

        assertTrue(portal(Duration.ofSeconds(60), 1, failure).check(TOKEN).accepted());
        assertEquals(List.of(Duration.ofSeconds(59)), waits);
    }

    @Test
    void what_the_portal_asks_for_past_the_deadline_is_final() {
        var failure = passing.retryingAfter(Duration.ofSeconds(61));

        var thrown = assertThrows(PortalException.class, () -> portal(Duration.ofSeconds(60), 9, failure).check(TOKEN));

        assertEquals(Problem.RETRY_TOO_LATE, thrown.problem());
        assertEquals("checking: no answer, and it asks to retry in 61 s; run again then, or give a longer --timeout",
                thrown.getMessage());
        assertEquals(1, tries);
    }

    @Test
    void without_an_answer_waits_double_up_to_8_s_and_then_are_10_to_12_s() {
        assertEquals(List.of("0 to 499", "0 to 999", "0 to 1999", "0 to 3999", "0 to 7999", "10000 to 11999", "10000 to 11999"),
                IntStream.rangeClosed(1, 7).mapToObj(tries -> waits(tries, 0, Optional.empty())).toList());
    }

    @Test
    void after_too_many_requests_waits_are_2_to_4_s_and_from_the_sixth_on_twice_as_long_up_to_a_minute() {
        assertEquals(List.of("2000 to 3999", "2000 to 3999", "2000 to 3999", "2000 to 3999", "2000 to 3999", "4000 to 7999",
                "8000 to 15999", "16000 to 31999", "30000 to 59999", "30000 to 59999"),
                IntStream.rangeClosed(1, 10).mapToObj(refusals -> waits(99, refusals, Optional.empty())).toList());
    }

    @Test
    void what_the_portal_asks_for_is_spread_by_a_time_that_doubles_up_to_three_times_as_much() {
        assertEquals(
                List.of("20000 to 21999", "20000 to 23999", "20000 to 27999", "20000 to 35999", "20000 to 51999",
                        "20000 to 79999",
                        "20000 to 79999"),
                IntStream.rangeClosed(1, 7).mapToObj(tries -> waits(tries, 1, Optional.of(Duration.ofSeconds(20)))).toList());
        assertEquals("2000 to 3999", waits(9, 1, Optional.of(Duration.ZERO)),
                "a second that was cut off is not one to come at once");
    }

    @Test
    void where_the_requests_of_a_minute_are_used_up_waits_are_long_at_first_and_shorter_for_those_who_have_waited() {
        assertEquals(List.of("1000 to 299999", "1000 to 149999", "1000 to 74999", "1000 to 59999"),
                IntStream.of(1, 2, 3, 20).mapToObj(refusals -> new BackOff(() -> 0).afterWindow(refusals).toMillis() + " to "
                        + new BackOff(() -> ALMOST_1).afterWindow(refusals).toMillis()).toList());
    }

    @Test
    void the_two_rate_limits_of_a_portal_are_counted_apart() {
        var window = new PortalException(Problem.RATE_LIMIT_WINDOW, "signing in");
        List<PortalException> failures = List.of(window, refused, window, passing, window);
        Portal portal = new FakePortal() {
            @Override
            public Verdict check(Token token) {
                if (tries == failures.size()) {
                    return new Verdict(true, Instant.EPOCH);
                }
                throw failures.get(tries++);
            }
        };
        retrying(portal, new BackOff(() -> ALMOST_1), Duration.ofHours(1)).check(TOKEN);

        assertEquals(List.of(299_999L, 3_999L, 149_999L, 3_999L, 299_999L), waits.stream().map(Duration::toMillis).toList());
    }

    @Test
    void refusals_count_in_a_row() {
        List<PortalException> failures = new ArrayList<>(Collections.nCopies(9, refused));
        failures.addAll(List.of(passing, refused));
        Portal portal = new FakePortal() {
            @Override
            public Verdict check(Token token) {
                if (tries == failures.size()) {
                    return new Verdict(true, Instant.EPOCH);
                }
                throw failures.get(tries++);
            }
        };
        retrying(portal, new BackOff(() -> ALMOST_1), Duration.ofHours(1)).check(TOKEN);

        assertEquals(List.of(3999L, 3999L, 3999L, 3999L, 3999L, 7999L, 15999L, 31999L, 59999L, 11999L, 3999L),
                waits.stream().map(Duration::toMillis).toList());
    }

    @Test
    void waits_are_drawn_evenly() {
        BackOff backOff = new BackOff();
        int[] quarters = new int[4];
        for (int i = 0; i < 4_000; i++) {
            quarters[(int) backOff.after(5, 0, Optional.empty()).toMillis() / 2_000]++;
        }
        for (int quarter : quarters) {
            assertTrue(quarter > 800 && quarter < 1_200, Arrays.toString(quarters));
        }
    }

    /** The shortest and the longest, in milliseconds. */
    private static String waits(int tries, int refusals, Optional<Duration> retryAfter) {
        return new BackOff(() -> 0).after(tries, refusals, retryAfter).toMillis() + " to "
                + new BackOff(() -> ALMOST_1).after(tries, refusals, retryAfter).toMillis();
    }

    @Test
    void each_wait_is_told() {
        try (LogCapture told = LogCapture.by(RetryingPortal.class)) {
            portal(Duration.ofSeconds(60), 1, passing.retryingAfter(Duration.ofSeconds(20))).check(TOKEN);

            assertEquals(1, told.lines().size());
            assertTrue(told.lines().get(0).matches("no answer, retrying in 2[0-2]\\.\\d s, 60 s left"),
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
        tries = 0;
        assertEquals(Optional.of(KEY), portal.key(TOKEN));
        tries = 0;
        assertEquals(STATE, portal.state());
        assertEquals(6, waits.size());
    }

    @Test
    void a_session_that_nobody_needs_is_worth_one_request() {
        portal(Duration.ofSeconds(60), 9, passing).forget(TOKEN);

        assertEquals(1, tries);
    }

    // Codes that work once

    @ParameterizedTest
    @EnumSource
    void a_code_that_works_once_is_sent_again_only_where_the_first_cannot_have_arrived(Problem problem) {
        var failure = new PortalException(problem, "signing in with a code", " (x)", null);
        boolean isLost = problem == Problem.NO_ANSWER || problem == Problem.SERVER_FAILED;
        List<Problem> ends = new ArrayList<>();

        try {
            codePortal(failure).signIn(ANNA.with("abc-_1"));
        } catch (PortalException e) {
            ends.add(e.problem());
        }

        boolean isRetried = problem.isTransient() && !isLost;
        assertEquals(isRetried ? 2 : 1, tries);
        assertEquals(isRetried ? List.of() : List.of(isLost ? Problem.CODE_LOST : problem), ends);
    }

    @Test
    void a_lost_code_is_told() {
        assertEquals(
                "signing in with a code: the response to the two-factor code was lost (portal not reachable (timed out)); get a new code,"
                        + " since each works only once",
                assertThrows(PortalException.class, () -> codePortal(
                        new PortalException(Problem.NO_ANSWER, "signing in with a code", " (timed out)", null))
                        .signIn(ANNA.with("abc-_1"))).getMessage());
    }

    @Test
    void a_code_that_lasts_is_sent_again() {
        codePortal(new PortalException(Problem.NO_ANSWER, "signing in with a code")).signIn(ANNA.withReusable("123456"));

        assertEquals(2, tries);
    }

    private Portal codePortal(PortalException failure) {
        return retrying(new FakePortal() {
            @Override
            public LoginResult signIn(Credentials credentials) {
                if (tries++ == 0) {
                    throw failure;
                }
                return ANSWER;
            }

            @Override
            public PortalState state() {
                return new PortalState(Optional.empty(), true);
            }
        }, new BackOff(), Duration.ofSeconds(60));
    }

    @Test
    void a_portal_that_is_not_set_up_is_asked_for_its_settings_and_for_a_login_once_it_is() {
        List<String> asked = new ArrayList<>();
        Portal portal = retrying(new FakePortal() {
            @Override
            public LoginResult signIn(Credentials credentials) {
                asked.add("login");
                if (asked.size() == 1) {
                    throw new PortalException(Problem.NOT_SET_UP, "signing in");
                }
                return ANSWER;
            }

            @Override
            public PortalState state() {
                asked.add("settings");
                if (asked.size() == 3) {
                    throw passing;
                }
                return new PortalState(Optional.empty(), asked.size() > 4);
            }
        }, new BackOff(), Duration.ofMinutes(5));

        assertEquals(ANSWER, portal.signIn(ANNA));

        assertEquals(List.of("login", "settings", "settings", "settings", "settings", "login"), asked);
    }

    private RetryingPortal portal(Duration time, int failures, PortalException failure) {
        Portal portal = new FakePortal() {
            @Override
            public LoginResult signIn(Credentials credentials) {
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

            @Override
            public Optional<ApiKey> key(Token token) {
                return after(token, TOKEN, Optional.of(KEY));
            }

            @Override
            public PortalState state() {
                return after(null, null, STATE);
            }

            @Override
            public void forget(Token token) {
                tries++;
            }

            private <T> T after(Object asked, Object expected, T answer) {
                assertEquals(expected, asked);
                if (tries++ < failures) {
                    throw failure;
                }
                return answer;
            }
        };
        return retrying(portal, new BackOff(), time);
    }

    private RetryingPortal retrying(Portal portal, BackOff backOff, Duration time) {
        return new RetryingPortal(portal, backOff, new Deadline(() -> now, 0, time), wait -> {
            waits.add(wait);
            now += wait.toNanos();
        });
    }
}
