package io.docspace.auth.agent;

import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an agent tells: changes alone. Times are durations since its start. */
public sealed interface Notice {
    /** Whether it says, but for its times, what was said before. */
    default boolean repeats(Notice before) {
        return equals(before);
    }

    /**
     * Trouble has begun, or is of another kind now.
     *
     * @param what came back, as one line
     * @param since when this kind was seen first
     * @param next when it is tried again
     * @param good whether there is a token that may be good
     */
    record Began(Trouble kind, String what, Duration since, Duration next, boolean good) implements Notice {
        @Override
        public boolean repeats(Notice before) {
            return before instanceof Began began && began.kind == kind;
        }
    }

    /** @param lasted from the first failure, whatever kinds there were in between */
    record Ended(Trouble kind, Duration lasted) implements Notice {
        @Override
        public boolean repeats(Notice before) {
            return before instanceof Ended ended && ended.kind == kind;
        }
    }

    /** The portal no longer accepts the token; a new one will be asked for. */
    record Lost() implements Notice {}

    /**
     * The token file holds a proved token that it did not hold before.
     *
     * @param origin where the token came from
     */
    record InPlace(Token token, Optional<Instant> expires, Seen.Origin origin) implements Notice {}
}
