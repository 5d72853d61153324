package io.docspace.auth.portal;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before the next try: exponential with full jitter, that is anything from nothing up to 0.5 s, 1 s, 2 s …
 * 10 s. A pure function of the number of tries, so that it can be driven in virtual time.
 */
public final class BackOff {
    /** Half of what is drawn from, since the library spreads around the middle: 0.25 s ± 100 % is 0 to 0.5 s. */
    private static final Duration FIRST_MIDDLE = Duration.ofMillis(250);

    private static final Duration LAST_MIDDLE = Duration.ofSeconds(5);
    private static final double ALL_OF_IT = Math.nextDown(1.0);

    private final IntervalFunction jittered =
            IntervalFunction.ofExponentialRandomBackoff(FIRST_MIDDLE, 2, ALL_OF_IT, LAST_MIDDLE);

    /**
     * The wait after a failed try.
     *
     * @param tries how many have failed, from 1
     * @param retryAfter what the portal asked for; it is added to, lest all that were told the same come back at once
     */
    public Duration after(int tries, Optional<Duration> retryAfter) {
        return retryAfter.orElse(Duration.ZERO).plusMillis(jittered.apply(tries));
    }
}
