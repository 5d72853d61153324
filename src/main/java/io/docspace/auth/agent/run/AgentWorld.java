package io.docspace.auth.agent.run;

import io.docspace.auth.agent.Seen;
import io.docspace.auth.agent.Todo;

/** Performs an agent's actions. */
public interface AgentWorld {
    /**
     * Performs an action and returns its result. A failure is also a result.
     *
     * @throws RuntimeException for {@link Todo.End}: the last failure
     */
    Seen perform(Todo todo);
}
