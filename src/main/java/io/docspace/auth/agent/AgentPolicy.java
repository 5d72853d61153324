package io.docspace.auth.agent;

import java.time.Duration;

/**
 * The agent's settings.
 *
 * @param interval between checks of the token, varied by a tenth either way; at least a second, at most a year
 * @param renewBefore the remaining lifetime at which a token is renewed; at most half of its lifetime
 * @param minValidity the remaining lifetime that a stored token needs to be reused
 * @param force whether a stored token is ignored at the start
 */
public record AgentPolicy(Duration interval, Duration renewBefore, Duration minValidity, boolean force) {
    /** The least time between two logins, whatever is configured. */
    public static final Duration LOGIN_FLOOR = Duration.ofSeconds(30);

    /** The least time between two checks, whatever is configured. */
    public static final Duration CHECK_FLOOR = Duration.ofSeconds(1);

    /** A token with a shorter lifetime is of no use. */
    static final Duration SHORT = Duration.ofMinutes(1);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);
    private static final Duration LOOK_FOR_CURE = Duration.ofSeconds(2);
    private static final Duration YEAR = Duration.ofDays(365);

    public AgentPolicy {
        interval = Durations.max(CHECK_FLOOR, Durations.min(interval, YEAR));
    }

    /** @param chance at least 0 and less than 1 */
    Duration nextCheck(double chance) {
        return Duration.ofMillis((long) (interval.toMillis() * (0.9 + chance / 5)));
    }

    /** @param waitsForFile whether a changed input file could end the trouble */
    Duration nextLook(boolean waitsForFile) {
        return waitsForFile ? LOOK_FOR_CURE : Durations.min(interval, LONGEST_LOOK);
    }
}
