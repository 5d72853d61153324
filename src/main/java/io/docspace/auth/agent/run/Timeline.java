package io.docspace.auth.agent.run;

import io.docspace.auth.time.Sleeper.StoppedException;
import java.time.Duration;

/** The time since an agent's start, by a monotonic clock, and waits. */
public interface Timeline {
    Duration now();

    /**
     * Waits.
     *
     * @return whether someone requested a check before that moment
     * @throws StoppedException if the agent is stopped
     */
    boolean waitUntil(Duration moment);

    /** @throws StoppedException if the agent is stopped */
    void verifyRunning();
}
