package io.docspace.auth.time;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.time.Activity.Kind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The end of a run's time, by a clock that stands still while a person is asked. */
class WatchdogTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RunClock clock = new RunClock(nanos::get, Sleeper.REAL::sleep);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void a_run_ends_when_its_time_is_over_whatever_its_threads_do() throws Exception {
        Watchdog watchdog = new Watchdog(RunClock.real(), Duration.ofMillis(50), ended::countDown);
        watchdog.start();

        assertTrue(ended.await(60, TimeUnit.SECONDS));
    }

    @Test
    void a_run_has_the_time_that_was_set_last() throws Exception {
        Watchdog watchdog = new Watchdog(clock, Duration.ofDays(1), ended::countDown);
        watchdog.start();
        nanos.set(Duration.ofMinutes(5).toNanos());
        assertEquals(Duration.ofDays(1), watchdog.time());
        assertFalse(ended.await(50, TimeUnit.MILLISECONDS));

        watchdog.limit(Duration.ofMinutes(4));

        assertTrue(ended.await(60, TimeUnit.SECONDS));
    }

    @Test
    void what_is_released_goes_on_for_ever() throws Exception {
        Watchdog watchdog = new Watchdog(clock, Duration.ofSeconds(1), ended::countDown);
        watchdog.start();

        watchdog.release();
        nanos.set(Duration.ofDays(400).toNanos());
        watchdog.limit(Duration.ofSeconds(1));

        assertFalse(ended.await(200, TimeUnit.MILLISECONDS));
    }

    @Test
    void while_a_person_is_asked_the_time_stands_still_and_only_then() throws Exception {
        Watchdog watchdog = new Watchdog(clock, Duration.ofSeconds(1), ended::countDown);
        String answer = clock.whileAsking(() -> {
            watchdog.start();
            nanos.set(Duration.ofMinutes(3).toNanos());
            clock.whileAsking(() -> {
                assertTrue(clock.isPaused());
                return assertDoesNotThrow(() -> ended.await(300, TimeUnit.MILLISECONDS));
            });
            assertEquals(1, ended.getCount());
            nanos.addAndGet(Duration.ofMinutes(4).toNanos());
            assertEquals(0, clock.getAsLong());
            return "answer";
        });

        assertEquals("answer", answer);
        assertFalse(clock.isPaused());
        assertEquals(0, clock.getAsLong());
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertEquals(Duration.ofSeconds(2).toNanos(), clock.getAsLong());
        assertTrue(ended.await(60, TimeUnit.SECONDS));
    }

    @Test
    void an_interruption_is_not_the_end() throws Exception {
        Watchdog watchdog = new Watchdog(clock, Duration.ofSeconds(1), ended::countDown);
        watchdog.start();
        Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("watchdog"))
                .forEach(Thread::interrupt);

        assertFalse(ended.await(100, TimeUnit.MILLISECONDS));
        watchdog.release();
    }

    @Test
    void the_innermost_wait_is_told() {
        assertEquals(new Activity(Kind.PROGRAM, "running"), Activity.current());
        String last = Activity.during(Kind.PORTAL, "signing in", () -> {
            String inner = Activity.during(Kind.PORTAL, "looking up the host x", () -> Activity.current().doing());
            return inner + ", " + Activity.current().doing();
        });

        assertEquals("looking up the host x, signing in", last);
        assertEquals(Kind.PROGRAM, Activity.current().kind());
    }
}
