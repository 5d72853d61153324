package io.docspace.auth.herd;

import io.docspace.auth.portal.retry.BackOff;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** Ways to wait: the product's, and three that are often seen, which do not know Retry-After. */
enum Policy {
    OURS("docspace-auth", chance -> ours(new BackOff(chance))),
    FULL_JITTER("full jitter up to 10 s",
            chance -> (failure, tries, same) -> Duration.ofMillis((long) (doubled(tries) * chance.getAsDouble()))),
    NO_JITTER("doubled up to 10 s, no jitter", chance -> (failure, tries, same) -> Duration.ofMillis(doubled(tries))),
    FIXED("1 s", chance -> (failure, tries, same) -> Duration.ofSeconds(1));

    /** How long to wait after a failure. */
    @FunctionalInterface
    interface Waits {
        /**
         * A wait.
         *
         * @param tries the number of failed tries, from 1
         * @param same how many of the last of them met this limit; 0 where it is none
         */
        Duration after(Failure failure, int tries, int same);
    }

    private static Waits ours(BackOff backOff) {
        return (failure, tries, same) -> failure == Failure.WINDOW ? backOff.afterWindow(same)
                : backOff.after(tries, same, Optional.empty());
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
