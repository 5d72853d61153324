package io.docspace.auth.time;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The time of a run: its clock, which stands still only while a person is asked, and its waits. */
public final class RunClock implements LongSupplier, Sleeper {
    private final LongSupplier nanoClock;
    private final Consumer<Duration> sleeper;
    private int questions;
    private long askedSince;
    private long asked;

    /**
     * @param nanoClock as {@link System#nanoTime()}
     * @param sleeper waits for a time by that clock
     */
    public RunClock(LongSupplier nanoClock, Consumer<Duration> sleeper) {
        this.nanoClock = nanoClock;
        this.sleeper = sleeper;
    }

    /** Real time. */
    public static RunClock real() {
        return new RunClock(System::nanoTime, Sleeper.REAL::sleep);
    }

    @Override
    public void sleep(Duration time) {
        sleeper.accept(time);
    }

    /** Nanoseconds since an arbitrary origin. */
    @Override
    public synchronized long getAsLong() {
        return (questions > 0 ? askedSince : nanoClock.getAsLong()) - asked;
    }

    /** Stops the clock while a person is asked, and returns the answer. */
    public <T> T whileAsking(Supplier<T> question) {
        pause();
        try {
            return question.get();
        } finally {
            resume();
        }
    }

    private synchronized void pause() {
        if (questions++ == 0) {
            askedSince = nanoClock.getAsLong();
        }
    }

    private synchronized void resume() {
        if (--questions == 0) {
            asked += nanoClock.getAsLong() - askedSince;
        }
    }

    /** Whether the clock stands still. */
    public synchronized boolean isPaused() {
        return questions > 0;
    }
}
