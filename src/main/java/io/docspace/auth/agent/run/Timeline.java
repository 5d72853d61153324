package io.docspace.auth.agent.run;

import io.docspace.auth.time.Sleeper.StoppedException;
import java.time.Duration;

/** The time since an agent's start, by a clock that never jumps, and waiting. */
public interface Timeline {
    Duration now();

    /**
     * Waits.
     *
     * @return whether somebody asked for a proof before the time had come
     * @throws StoppedException if the agent is stopped
     */
    boolean waitUntil(Duration moment);

    /** @throws StoppedException if the agent is stopped */
    void verifyRunning();
}
