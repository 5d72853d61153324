package io.docspace.auth.agent;

import java.time.Duration;
import java.util.Set;

/**
 * Trouble that lasts. Times are durations since the agent's start.
 *
 * @param kind of the last failure
 * @param since the first failure of this kind in a row
 * @param episode the first failure since all was well
 * @param failures in a row by which the next wait grows
 * @param next when it is tried again
 * @param told the transient kinds that were told in this episode: a portal that restarts fails in several ways in turn
 */
public record Ongoing(Trouble kind, Duration since, Duration episode, int failures, Duration next, Set<Trouble> told) {
    public Ongoing {
        told = Set.copyOf(told);
    }
}
