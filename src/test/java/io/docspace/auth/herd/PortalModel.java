package io.docspace.auth.herd;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A portal that is down for a time, seen by clients behind one address who all sign in as one user: their logins, which the
 * server counts by address, share one limit, and their checks, which it counts by user, another.
 */
final class PortalModel {
    private final Map<Step, Limiter> limiters = new EnumMap<>(Step.class);
    private final long backAt;

    PortalModel(long backAt) {
        this.backAt = backAt;
        for (Step step : Step.values()) {
            limiters.put(step, new Limiter(step.atOnce));
        }
    }

    /** Starts a request; empty if it is let in, and then it ends with {@link #end}. */
    Optional<Failure> start(Step step, long now) {
        return now < backAt ? Optional.of(Failure.UNANSWERED) : limiters.get(step).enter(now);
    }

    /** Logins that used up a permit, those that then were one too many at once too. */
    int logins() {
        return limiters.get(Step.LOGIN).permits();
    }

    void end(Step step) {
        limiters.get(step).leave();
    }
}
