package io.docspace.auth.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The deadline of a run. */
public final class Deadline {
    private final LongSupplier nanoClock;
    private final long start;
    private final Duration time;

    /**
     * @param nanoClock as {@link System#nanoTime()}
     * @param start by that clock
     * @param time from the start; zero for a single try, however long it takes
     */
    public Deadline(LongSupplier nanoClock, long start, Duration time) {
        this.nanoClock = nanoClock;
        this.start = start;
        this.time = time;
    }

    /** Whether there is only a single try. */
    public boolean isSingleTry() {
        return time.isZero();
    }

    /** The elapsed time. */
    public Duration passed() {
        return Duration.ofNanos(nanoClock.getAsLong() - start);
    }

    /** The remaining time; never negative. Meaningless for a single try. */
    public Duration left() {
        Duration left = time.minus(passed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The shorter of the remaining time and this limit. */
    public Duration atMost(Duration limit) {
        return isSingleTry() || limit.compareTo(left()) < 0 ? limit : left();
    }
}
