package io.docspace.auth.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run at its time limit, whatever its threads are doing. It runs on its own thread, so that a hanging one cannot block
 * it.
 */
public final class Watchdog {
    /** Extra time for a run that notices the timeout itself, to report it. */
    public static final Duration GRACE = Duration.ofMillis(400);

    /** How often a paused clock is checked. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final RunClock clock;
    private final long start;
    private final Runnable end;
    private boolean released;
    private Duration time;

    /**
     * @param clock of the run
     * @param time the time limit, from now; see {@link #limit}
     * @param end ends the process; called on the watchdog's own thread, once
     */
    public Watchdog(RunClock clock, Duration time, Runnable end) {
        this.clock = clock;
        this.start = clock.getAsLong();
        this.time = time;
        this.end = end;
    }

    /** Starts watching. */
    public void start() {
        Thread thread = new Thread(this::watch, "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /** Sets the time that the run has, from its start. */
    public synchronized void limit(Duration whole) {
        time = whole;
        notifyAll();
    }

    /** The time that the run has, from its start. */
    public synchronized Duration time() {
        return time;
    }

    /** Stops watching, for a run without a time limit. */
    public synchronized void release() {
        released = true;
        notifyAll();
    }

    private void watch() {
        if (waitForEnd()) {
            end.run();
        }
    }

    /** Waits for the end of the time; false if the run was released. */
    private synchronized boolean waitForEnd() {
        while (!released) {
            Duration left = time.plus(GRACE).minusNanos(clock.getAsLong() - start);
            if (left.isNegative() || left.isZero()) {
                return true;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, (clock.isPaused() ? LOOK : left).toNanos()));
            } catch (InterruptedException e) {
                // Only the end of the run ends the watchdog.
            }
        }
        return false;
    }
}
