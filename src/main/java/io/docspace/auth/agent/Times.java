package io.docspace.auth.agent;

import java.time.Duration;

/** Comparing durations. An agent's own times are durations since its start, by a clock that never jumps. */
final class Times {
    private Times() {}

    static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
