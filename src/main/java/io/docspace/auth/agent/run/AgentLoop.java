package io.docspace.auth.agent.run;

import io.docspace.auth.agent.AgentEvent;
import io.docspace.auth.agent.AgentMachine;
import io.docspace.auth.agent.AgentMachine.Step;
import io.docspace.auth.agent.AgentState;
import io.docspace.auth.agent.Notice;
import io.docspace.auth.time.Sleeper.StoppedException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Runs the agent: waits until an action is due, performs it, and passes the result back to the machine.
 *
 * @param watcher receives each state and when the next step is due
 * @param notices receives the notices
 */
public record AgentLoop(AgentMachine machine, ActionRunner world, Timeline time, Watcher watcher, Consumer<Notice> notices) {
    /** Observes each state. */
    @FunctionalInterface
    public interface Watcher {
        /** @param next when the next step is due, as a duration since the agent's start */
        void see(AgentState state, Duration next);
    }

    /**
     * Runs until it is stopped, or until a failure ends it.
     *
     * @throws StoppedException when it is stopped
     * @throws RuntimeException the failure that ended it
     */
    public void run() {
        Step step = machine.start(time.now());
        while (true) {
            watcher.see(step.state(), step.at());
            step.notices().forEach(notices);
            AgentEvent seen = time.waitUntil(step.at()) ? new AgentEvent.Asked() : world.perform(step.action());
            // A stop interrupts the action in progress; its failure is not reported.
            time.verifyRunning();
            step = machine.step(step.state(), seen, time.now());
        }
    }
}
