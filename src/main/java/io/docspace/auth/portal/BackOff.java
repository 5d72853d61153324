package io.docspace.auth.portal;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before the next try: exponential with full jitter, that is anything from nothing up to 0.5 s, 1 s, 2 s, 4 s,
 * 8 s, and from then on 10 s. A pure function of the number of tries, so that it can be driven in virtual time.
 */
public final class BackOff {
    /** The library spreads around a middle: 0.25 s ± 100 % is 0 to 0.5 s. */
    private static final double ALL_OF_IT = Math.nextDown(1.0);

    private static final int GROWING_TRIES = 5;

    private final IntervalFunction growing = IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(250), 2, ALL_OF_IT);

    /** The library's own upper bound cuts after the jitter, which would send all that are cut at the same moment. */
    private final IntervalFunction grown = IntervalFunction.ofRandomized(Duration.ofSeconds(5), ALL_OF_IT);

    /**
     * The wait after a failed try.
     *
     * @param tries how many have failed, from 1
     * @param retryAfter what the portal asked for; it is added to, lest all that were told the same come back at once
     */
    public Duration after(int tries, Optional<Duration> retryAfter) {
        IntervalFunction jittered = tries <= GROWING_TRIES ? growing : grown;
        return retryAfter.orElse(Duration.ZERO).plusMillis(jittered.apply(tries));
    }
}
