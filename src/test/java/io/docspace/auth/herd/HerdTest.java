package io.docspace.auth.herd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.FakePortal;
import io.docspace.auth.herd.Policy.Waits;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.http.PortalFailure;
import io.docspace.auth.portal.retry.BackOff;
import io.docspace.auth.portal.retry.RetryingPortal;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Herds after an outage, and the model of the portal that they meet. */
@Tag("slow")
class HerdTest {
    private final Limiter logins = new Limiter(15);

    @ParameterizedTest(name = "{0} clients, {1} runs")
    @CsvSource({"1000, 20", "10000, 5"})
    void all_are_in_within_one_and_a_half_of_the_least(int clients, int runs) {
        double least = Least.knowing(clients);

        assertTrue(slowest(clients, Policy.OURS, runs) <= HerdReport.GOOD * least, least + " ms is the least");
    }

    @Test
    void a_hundred_are_in_within_one_and_a_half_of_the_least_of_those_who_ask_as_often() {
        assertTrue(slowest(100, Policy.OURS, 20) <= HerdReport.GOOD * Least.asking(100, HerdReport.ASKING));
    }

    @ParameterizedTest
    @EnumSource(names = "OURS", mode = EnumSource.Mode.EXCLUDE)
    void other_waits_are_not_as_good(Policy policy) {
        assertTrue(slowest(1_000, policy, 1) > HerdReport.GOOD * Least.knowing(1_000));
    }

    @Test
    void a_seed_gives_a_run() {
        long[] run = Herd.run(100, Policy.OURS.withChance, 1).in();

        assertArrayEquals(run, Herd.run(100, Policy.OURS.withChance, 1).in());
        assertFalse(Arrays.equals(run, Herd.run(100, Policy.OURS.withChance, 2).in()));
    }

    @Test
    void clients_wait_as_the_product_does() {
        List<Client> clients = new ArrayList<>();
        Herd.run(10_000, chance -> {
            clients.add(new Client(chance));
            return clients.get(clients.size() - 1);
        }, 1);
        List<Client> some = clients.stream().filter(client -> client.metAll).limit(20).toList();
        assertEquals(20, some.size());

        for (Client client : some) {
            List<Duration> waits = new ArrayList<>();
            long[] now = new long[1];
            Iterator<Double> drawn = client.drawn.iterator();
            new RetryingPortal(client.portal(), new BackOff(drawn::next), new Deadline(() -> now[0], 0, Duration.ofDays(1)),
                    wait -> {
                        waits.add(wait);
                        now[0] += wait.toNanos();
                    }).signIn(Credentials.withPassword("anna", "secret"));
            assertEquals(client.waits, waits);
        }
    }

    @Test
    void a_minute_has_1500_permits() {
        enter(1_500, 0);
        assertEquals(Failure.WINDOW, logins.enter(1).orElseThrow());
        assertEquals(Failure.WINDOW, logins.enter(59_999).orElseThrow());
        enter(1_500, 60_000);
        assertTrue(logins.enter(60_000).isPresent());
    }

    @Test
    void the_minute_slides_and_who_is_refused_takes_no_permit_of_it() {
        enter(1_000, 0);
        enter(500, 30_000);
        for (int i = 0; i < 5_000; i++) {
            assertTrue(logins.enter(40_000).isPresent());
        }
        enter(1_000, 60_000);
        assertEquals(Failure.WINDOW, logins.enter(60_000).orElseThrow());
    }

    @Test
    void fifteen_writes_are_in_progress_at_once_and_who_is_one_too_many_has_used_a_permit() {
        for (int i = 0; i < 15; i++) {
            assertTrue(logins.enter(0).isEmpty());
        }
        for (int i = 15; i < 1_500; i++) {
            assertEquals(Failure.AT_ONCE, logins.enter(0).orElseThrow());
        }
        logins.leave();
        assertEquals(Failure.WINDOW, logins.enter(0).orElseThrow(), "no permit is left");
        assertTrue(logins.enter(60_000).isEmpty());
        assertEquals(Failure.AT_ONCE, logins.enter(60_000).orElseThrow());
    }

    @Test
    void a_portal_that_is_down_counts_nothing_and_counts_checks_apart_from_logins() {
        PortalModel portal = new PortalModel(10);
        for (int i = 0; i < 2_000; i++) {
            assertEquals(Failure.UNANSWERED, portal.start(Step.LOGIN, 9).orElseThrow());
        }
        for (int i = 0; i < 15; i++) {
            assertTrue(portal.start(Step.LOGIN, 10).isEmpty());
        }
        assertTrue(portal.start(Step.LOGIN, 10).isPresent());
        assertTrue(portal.start(Step.CHECK, 10).isEmpty());
        portal.end(Step.LOGIN);
        assertTrue(portal.start(Step.LOGIN, 10).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"15, 0, 202.5", "16, 0, 377.5", "1500, 0, 17527.5", "1501, 0, 60202.5", "10, 10000, 9202.5"})
    void the_least_is_what_the_limits_allow(int clients, double interval, double least) {
        assertEquals(least, Least.asking(clients, interval), 1e-6);
    }

    private static double slowest(int clients, Policy policy, int runs) {
        return LongStream.rangeClosed(1, runs)
                .mapToDouble(seed -> HerdReport.allIn(clients, Herd.run(clients, policy.withChance, seed)))
                .max().orElseThrow();
    }

    /** Requests that end at once. */
    private void enter(int requests, long now) {
        for (int i = 0; i < requests; i++) {
            assertTrue(logins.enter(now).isEmpty(), "request " + i);
            logins.leave();
        }
    }

    /** The waits of a client of the simulation, with what led to them. */
    private static final class Client implements Waits {
        final List<Failure> failures = new ArrayList<>();
        final Set<Failure> met = EnumSet.noneOf(Failure.class);
        final List<Duration> waits = new ArrayList<>();
        final List<Double> drawn = new ArrayList<>();
        private final Waits policy;

        /** It found the portal down, the minute used up, and too many in progress. */
        boolean metAll;

        Client(DoubleSupplier chance) {
            policy = Policy.OURS.withChance.apply(() -> {
                drawn.add(chance.getAsDouble());
                return drawn.get(drawn.size() - 1);
            });
        }

        @Override
        public Duration after(Failure failure, int tries, int same) {
            met.add(failure);
            metAll |= met.containsAll(EnumSet.allOf(Failure.class));
            failures.add(failure);
            waits.add(policy.after(failure, tries, same));
            return waits.get(waits.size() - 1);
        }

        /** Fails as it failed for this client. */
        FakePortal portal() {
            Iterator<Failure> next = failures.iterator();
            return new FakePortal() {
                @Override
                public LoginResult signIn(Credentials credentials) {
                    if (next.hasNext()) {
                        throw told(next.next());
                    }
                    return new LoginResult.Granted(new Token("abc="), Optional.empty());
                }
            };
        }

        private static PortalException told(Failure failure) {
            return switch (failure) {
                case UNANSWERED -> PortalFailure.unanswered();
                case WINDOW -> PortalFailure.tooManyRequests(1500, null);
                case AT_ONCE -> PortalFailure.tooManyRequests(15, null);
            };
        }
    }
}
