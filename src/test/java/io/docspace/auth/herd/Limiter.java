package io.docspace.auth.herd;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * What DocSpace's server allows to one user or, before the login, one address ({@code BaseStartup.cs}): permits of a sliding
 * window, and then a number of requests in progress, without a queue. The window comes first, and keeps the permit of a
 * request that then finds too many in progress.
 */
final class Limiter {
    static final int PERMITS = 1_500;

    /** Milliseconds. */
    static final long WINDOW = 60_000;

    private final ArrayDeque<Long> taken = new ArrayDeque<>();
    private final int atOnce;
    private int inProgress;
    private int permits;

    Limiter(int atOnce) {
        this.atOnce = atOnce;
    }

    /** Takes a request in; empty if that worked. */
    Optional<Failure> enter(long now) {
        while (!taken.isEmpty() && taken.peek() <= now - WINDOW) {
            taken.remove();
        }
        if (taken.size() == PERMITS) {
            return Optional.of(Failure.WINDOW);
        }
        taken.add(now);
        permits++;
        if (inProgress == atOnce) {
            return Optional.of(Failure.AT_ONCE);
        }
        inProgress++;
        return Optional.empty();
    }

    /** How many permits were taken at all. */
    int permits() {
        return permits;
    }

    void leave() {
        inProgress--;
    }
}
