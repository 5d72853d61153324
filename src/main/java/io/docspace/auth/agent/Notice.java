package io.docspace.auth.agent;

import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an agent reports: only changes. Times are durations since its start. */
public sealed interface Notice {
    /** Whether it repeats the notice before it, apart from the times. */
    default boolean repeats(Notice before) {
        return equals(before);
    }

    /**
     * Trouble has begun, or has changed its kind.
     *
     * @param what the message, one line
     * @param since when this kind was first seen
     * @param next when the next try is due
     * @param good whether there is still a token that may be good
     */
    record Began(Trouble kind, String what, Duration since, Duration next, boolean good) implements Notice {
        @Override
        public boolean repeats(Notice before) {
            return before instanceof Began began && began.kind == kind;
        }
    }

    /** @param lasted the time since the first failure, including other kinds in between */
    record Ended(Trouble kind, Duration lasted) implements Notice {
        @Override
        public boolean repeats(Notice before) {
            return before instanceof Ended ended && ended.kind == kind;
        }
    }

    /** The portal no longer accepts the token; a new login follows. */
    record Lost() implements Notice {}

    /**
     * The token file holds a proved token that it did not hold before.
     *
     * @param origin where the token came from
     */
    record InPlace(Token token, Optional<Instant> expires, AgentEvent.Origin origin) implements Notice {}
}
