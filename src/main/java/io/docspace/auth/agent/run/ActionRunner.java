package io.docspace.auth.agent.run;

import io.docspace.auth.agent.AgentAction;
import io.docspace.auth.agent.AgentEvent;

/** Performs an agent's actions. */
public interface ActionRunner {
    /**
     * Performs an action and returns its result. A failure is also a result.
     *
     * @throws RuntimeException for {@link AgentAction.End}: the last failure
     */
    AgentEvent perform(AgentAction action);
}
