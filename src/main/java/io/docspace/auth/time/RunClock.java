package io.docspace.auth.time;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The clock of a run, which stands still only while a person is asked. */
public final class RunClock implements LongSupplier {
    private final LongSupplier nanoClock;
    private int questions;
    private long askedSince;
    private long asked;

    /** @param nanoClock as {@link System#nanoTime()} */
    public RunClock(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
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
