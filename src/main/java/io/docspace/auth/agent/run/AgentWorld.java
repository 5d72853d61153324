package io.docspace.auth.agent.run;

import io.docspace.auth.agent.Seen;
import io.docspace.auth.agent.Todo;

/** Does what an agent's machine wants done. */
public interface AgentWorld {
    /**
     * Does it, and says what was seen. A failure is something seen.
     *
     * @throws RuntimeException for {@link Todo.End}: the failure that was seen last
     */
    Seen perform(Todo todo);
}
