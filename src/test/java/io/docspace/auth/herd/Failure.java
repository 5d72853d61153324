package io.docspace.auth.herd;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that failed.
 *
 * @param refused by a limit, with 429; otherwise nothing answered
 */
record Failure(boolean refused, Optional<Duration> retryAfter) {
    static final Failure UNANSWERED = new Failure(false, Optional.empty());

    static Failure refused(Optional<Duration> retryAfter) {
        return new Failure(true, retryAfter);
    }
}
