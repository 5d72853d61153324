package io.docspace.auth.agent;

import java.time.Duration;

/** The agent's waits after failures. Each schedule is a pure function of the number of failures and a random number. */
enum RetrySchedule {
    /** 5 s to 5 min, with jitter over half of each wait, so that many agents do not return at once. */
    TRANSIENT {
        @Override
        Duration wait(int failures, double chance) {
            return halfSpread(grown(10, failures, 300), chance);
        }
    },
    /** A lock lasts a minute by default, during which the right password is also rejected. */
    LOCKED {
        @Override
        Duration wait(int failures, double chance) {
            return atMost(spread(grown(65, failures, 900), chance), 900);
        }
    },
    /** Rejected credentials: 2 min, 5 min, then 15 min each time. Five failures in a minute would lock the account. */
    REFUSED {
        @Override
        Duration wait(int failures, double chance) {
            return spread(failures <= 1 ? 120 : failures == 2 ? 300 : 900, chance);
        }
    },
    /** Only a person can help: half a minute to 15 min. */
    PERSON {
        @Override
        Duration wait(int failures, double chance) {
            return halfSpread(grown(60, failures, 900), chance);
        }
    },
    /** A useless fresh token costs a login each time: a minute to 15 min. */
    FRESH {
        @Override
        Duration wait(int failures, double chance) {
            return spread(grown(60, failures, 900), chance);
        }
    },
    /** An hour each time: every login opens a session that cannot be revoked from this address. */
    HOUR {
        @Override
        Duration wait(int failures, double chance) {
            return spread(3600, chance);
        }
    },
    /** Looking at a file costs the portal nothing. */
    POLL {
        @Override
        Duration wait(int failures, double chance) {
            return Duration.ofSeconds(5);
        }
    };

    /**
     * The wait after a failure.
     *
     * @param failures in a row, from 1
     * @param chance at least 0 and less than 1
     */
    abstract Duration wait(int failures, double chance);

    private static double grown(double seconds, int failures, double most) {
        return Math.min(most, seconds * Math.pow(2, Math.max(0, failures - 1)));
    }

    private static Duration halfSpread(double seconds, double chance) {
        return seconds(seconds / 2 * (1 + chance));
    }

    private static Duration spread(double seconds, double chance) {
        return seconds(seconds * (1 + chance / 10));
    }

    private static Duration atMost(Duration wait, long seconds) {
        return Durations.min(wait, Duration.ofSeconds(seconds));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
