package io.docspace.auth.herd;

import io.docspace.auth.portal.retry.BackOff;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** Ways to wait: the product's, and three that are often seen, which do not know Retry-After. */
enum Policy {
    OURS("docspace-auth", chance -> new BackOff(chance)::after),
    FULL_JITTER("full jitter up to 10 s",
            chance -> (tries, refusals, retryAfter) -> Duration.ofMillis((long) (doubled(tries) * chance.getAsDouble()))),
    NO_JITTER("doubled up to 10 s, no jitter", chance -> (tries, refusals, retryAfter) -> Duration.ofMillis(doubled(tries))),
    FIXED("1 s", chance -> (tries, refusals, retryAfter) -> Duration.ofSeconds(1));

    /** As {@link BackOff#after}. */
    @FunctionalInterface
    interface Waits {
        Duration after(int tries, int refusals, Optional<Duration> retryAfter);
    }

    final String title;
    /** Without state, which the compiler cannot know. */
    @SuppressWarnings("ImmutableEnumChecker")
    final Function<DoubleSupplier, Waits> withChance;

    Policy(String title, Function<DoubleSupplier, Waits> withChance) {
        this.title = title;
        this.withChance = withChance;
    }

    private static long doubled(int tries) {
        // Six make 10 s; the function counts each try up.
        return Doubled.UP_TO_10_S.apply(Math.min(tries, 6));
    }

    /** An enum's constants are made before its statics. */
    private static final class Doubled {
        static final IntervalFunction UP_TO_10_S = IntervalFunction.ofExponentialBackoff(Duration.ofMillis(500), 2,
                Duration.ofSeconds(10));
    }
}
