package io.docspace.auth.agent;

import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.Optional;

/** The next action of an agent. */
public sealed interface AgentAction {
    /** Look at the token file, and at the files that settings name. */
    record Look() implements AgentAction {}

    /** Check a token at the portal. */
    record Check(Token token) implements AgentAction {}

    /** Get a token; with a password, by a login. */
    record Login() implements AgentAction {}

    /** Write a proved token to the token file. */
    record Write(Token token, Optional<Instant> expires) implements AgentAction {}

    /** End with the last failure. */
    record End() implements AgentAction {}
}
