package io.docspace.auth.agent;

import java.time.Duration;
import java.util.Set;

/**
 * Ongoing trouble. Times are durations since the agent's start.
 *
 * @param kind of the last failure
 * @param since the first of the consecutive failures of this kind
 * @param episode the first failure of the whole episode
 * @param failures consecutive failures, by which the next wait grows
 * @param next when the next try is due
 * @param told the transient kinds already reported in this episode: a restarting portal fails in several ways in turn
 */
public record OngoingTrouble(Trouble kind, Duration since, Duration episode, int failures, Duration next, Set<Trouble> told) {
    public OngoingTrouble {
        told = Set.copyOf(told);
    }
}
