package io.docspace.auth.agent;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * An agent's mind: what it knows, what it has just seen, and the time, to what it knows now, what it does next, and when. It
 * does nothing itself and has no clock, so that a year of it takes seconds.
 *
 * @param chance at least 0 and less than 1; spreads the waits
 */
public record AgentMachine(AgentPolicy policy, DoubleSupplier chance) {
    /**
     * The result of a step.
     *
     * @param todo what to do next
     * @param at when, as a duration since the agent's start; it may have passed
     * @param notices what to tell now, in this order
     */
    public record Step(AgentState state, Todo todo, Duration at, List<Notice> notices) {
        public Step {
            notices = List.copyOf(notices);
        }
    }

    /** The first step. */
    public Step start(Duration now) {
        return step(AgentState.START, new Seen.Started(), now);
    }

    /** @param now a duration since the agent's start; never less than at the step before */
    public Step step(AgentState state, Seen seen, Duration now) {
        return new Turn(policy, chance, state, now).take(seen);
    }
}
