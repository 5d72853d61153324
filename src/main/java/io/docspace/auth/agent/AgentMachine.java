package io.docspace.auth.agent;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The agent's decisions as a pure function: from its state, the last event and the time to the new state, the next action and
 * its time. It performs no action and has no clock, so a simulated year takes seconds.
 *
 * @param chance at least 0 and less than 1; spreads the waits
 */
public record AgentMachine(AgentPolicy policy, DoubleSupplier chance) {
    /**
     * The result of a step.
     *
     * @param action the next action
     * @param at when to do it, as a duration since the agent's start; may be in the past
     * @param notices what to report now, in this order
     */
    public record Step(AgentState state, AgentAction action, Duration at, List<Notice> notices) {
        public Step {
            notices = List.copyOf(notices);
        }
    }

    /** The first step. */
    public Step start(Duration now) {
        return step(AgentState.START, new AgentEvent.Started(), now);
    }

    /** @param now a duration since the agent's start; never less than at the step before */
    public Step step(AgentState state, AgentEvent seen, Duration now) {
        return new Transition(policy, chance, state, now).take(seen);
    }
}
