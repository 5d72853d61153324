package io.docspace.auth.agent;

import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.Optional;

/** What an agent does next. */
public sealed interface Todo {
    /** Look at the token file, and at the files that settings name. */
    record Look() implements Todo {}

    /** Ask the portal whether a token is good. */
    record Check(Token token) implements Todo {}

    /** Get a token; with a password this is a login. */
    record Login() implements Todo {}

    /** Put a proved token into the token file. */
    record Write(Token token, Optional<Instant> expires) implements Todo {}

    /** End with the failure that was seen last. */
    record End() implements Todo {}
}
