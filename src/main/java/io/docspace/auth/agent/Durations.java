package io.docspace.auth.agent;

import java.time.Duration;

/** Compares durations. An agent's times are durations since its start, by a monotonic clock. */
final class Durations {
    private Durations() {}

    static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
