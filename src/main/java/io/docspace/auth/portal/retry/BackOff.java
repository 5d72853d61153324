package io.docspace.auth.portal.retry;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try, at random:
 *
 * <ul>
 *   <li>without an answer, up to 0.5 s, 1 s, 2 s, 4 s, 8 s, and from then on 10 to 12 s;
 *   <li>after too many requests (429), 2 to 4 s five times, and then twice as long each time, up to a minute;
 *   <li>if the requests of a minute are used up, which the portal reports without {@code Retry-After}, 1 s up to 5 minutes,
 *       and then up to half as much each time, but always up to at least a minute: clients that all return at once are rejected
 *       again;
 *   <li>after {@code Retry-After}, that time and up to three times as much more, but at first no more than 2 s, 4 s, 8 s, …
 * </ul>
 *
 * A pure function apart from the random numbers, so it can run in virtual time: {@code bench/herd} shows the effect of the
 * numbers.
 */
public final class BackOff {
    private static final IntervalFunction UNANSWERED = IntervalFunction.ofExponentialBackoff(Duration.ofMillis(500), 2);
    private static final int GROWING_TRIES = 5;

    /** Nearly constant: full jitter would double the requests in the first seconds after a portal is back. */
    private static final long GROWN = 10_000;

    private static final long GROWN_SPREAD = 2_000;

    /** The longest wait. */
    private static final IntervalFunction REFUSED = IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(4), 2,
            Duration.ofMinutes(1));

    /**
     * A request in progress ends within a second; a client refused this often is hitting the rate limit, not the concurrency
     * limit.
     */
    private static final int QUICK_REFUSALS = 5;

    /** A client that has waited long can wait longer; a new one should be served soon. */
    private static final IntervalFunction LATER = IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(2), 2);

    /** Every client is told the same moment: if all return close to it, they are rejected again. */
    private static final int TIMES_LATER = 3;

    private static final long SHORTEST_OF_WINDOW = 1_000;
    private static final double LONGEST_OF_WINDOW = 300_000;
    private static final double LAST_OF_WINDOW = 60_000;
    private static final double SHRINKING = 0.5;

    private final DoubleSupplier chance;

    public BackOff() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance at least 0 and less than 1 */
    public BackOff(DoubleSupplier chance) {
        this.chance = chance;
    }

    /**
     * The wait after a failed try.
     *
     * @param tries the number of failed tries, from 1
     * @param refusals how many of the last tries, in a row, met too many requests
     * @param retryAfter the time that the portal asked for; the wait is never shorter
     */
    public Duration after(int tries, int refusals, Optional<Duration> retryAfter) {
        long asked = retryAfter.orElse(Duration.ZERO).toMillis();
        if (asked > 0) {
            return between(asked, asked + Math.min(asked * TIMES_LATER, LATER.apply(tries)));
        }
        if (refusals > 0) {
            long longest = REFUSED.apply(Math.max(1, refusals - QUICK_REFUSALS + 1));
            return between(longest / 2, longest);
        }
        return tries <= GROWING_TRIES ? between(0, UNANSWERED.apply(tries)) : between(GROWN, GROWN + GROWN_SPREAD);
    }

    /**
     * The wait after a try that found the requests of a minute used up.
     *
     * @param refusals how many of the last tries, in a row, found that
     */
    public Duration afterWindow(int refusals) {
        double longest = Math.max(LAST_OF_WINDOW, LONGEST_OF_WINDOW * Math.pow(SHRINKING, refusals - 1));
        return between(SHORTEST_OF_WINDOW, (long) longest);
    }

    private Duration between(long shortest, long longest) {
        return Duration.ofMillis(shortest + (long) ((longest - shortest) * chance.getAsDouble()));
    }
}
