package io.docspace.auth.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run whose time is over, whatever its threads are doing. It is a thread of its own that takes part in nothing: what
 * hangs cannot hold it.
 */
public final class Watchdog {
    /** What a run that notices by itself that its time is over has left to say so. */
    public static final Duration GRACE = Duration.ofMillis(400);

    /** How often it looks whether a clock that stands still goes on. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final RunClock clock;
    private final long start;
    private final Runnable end;
    private boolean released;
    private Duration time;

    /**
     * @param clock of the run
     * @param time from now on; see {@link #limit}
     * @param end ends the process; called on the watchdog's own thread, once
     */
    public Watchdog(RunClock clock, Duration time, Runnable end) {
        this.clock = clock;
        this.start = clock.getAsLong();
        this.time = time;
        this.end = end;
    }

    /** Begins to watch. */
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

    /** Watches no longer: the run is to last. */
    public synchronized void release() {
        released = true;
        notifyAll();
    }

    private void watch() {
        if (waitForEnd()) {
            end.run();
        }
    }

    /** Whether the time is over; false if it no longer counts. */
    private synchronized boolean waitForEnd() {
        while (!released) {
            Duration left = time.plus(GRACE).minusNanos(clock.getAsLong() - start);
            if (left.isNegative() || left.isZero()) {
                return true;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, (clock.isPaused() ? LOOK : left).toNanos()));
            } catch (InterruptedException e) {
                // Nobody but the run's end ends it.
            }
        }
        return false;
    }
}
