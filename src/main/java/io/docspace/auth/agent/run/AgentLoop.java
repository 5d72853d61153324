package io.docspace.auth.agent.run;

import io.docspace.auth.agent.AgentMachine;
import io.docspace.auth.agent.AgentMachine.Step;
import io.docspace.auth.agent.AgentState;
import io.docspace.auth.agent.Notice;
import io.docspace.auth.agent.Seen;
import io.docspace.auth.time.Sleeper.StoppedException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Runs an agent's machine: waits until something is due, does it, and gives what was seen back to the machine.
 *
 * @param watcher gets each state and when the next step is due
 * @param notices gets what is to be told
 */
public record AgentLoop(AgentMachine machine, AgentWorld world, Timeline time, Watcher watcher, Consumer<Notice> notices) {
    /** Is shown each state. */
    @FunctionalInterface
    public interface Watcher {
        /** @param next when the next step is due, as a duration since the agent's start */
        void see(AgentState state, Duration next);
    }

    /**
     * Runs until it is stopped, or until a failure ends it.
     *
     * @throws StoppedException when it is stopped
     * @throws RuntimeException the failure that ends it
     */
    public void run() {
        Step step = machine.start(time.now());
        while (true) {
            watcher.see(step.state(), step.at());
            step.notices().forEach(notices);
            Seen seen = time.waitUntil(step.at()) ? new Seen.Asked() : world.perform(step.todo());
            // A stop interrupts whatever is under way, and that fails as it likes: it is not told.
            time.verifyRunning();
            step = machine.step(step.state(), seen, time.now());
        }
    }
}
