package io.docspace.auth.kubernetes;

import java.time.Duration;
import java.util.Optional;

/** A call to the API server failed. The message says what came back and what to do. */
final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of action helps. */
    enum Kind {
        /** Only a change by a person helps. */
        FINAL,
        /** The Secret was changed by another writer in the meantime. */
        CONFLICT,
        /** The API server asks for fewer requests. */
        TOO_MANY,
        /** The API server fails, or cannot be reached. */
        TRANSIENT
    }

    private final Kind kind;
    private final String whatCame;
    private final String advice;
    private final Duration retryAfter;

    ApiFailure(Kind kind, String whatCame, String advice, Throwable cause) {
        this(kind, whatCame, advice, null, cause);
    }

    /** @param retryAfter the wait that the API server asks for; null if it does not */
    ApiFailure(Kind kind, String whatCame, String advice, Duration retryAfter, Throwable cause) {
        super(whatCame + "; " + advice, cause, false, false);
        this.kind = kind;
        this.whatCame = whatCame;
        this.advice = advice;
        this.retryAfter = retryAfter;
    }

    Kind kind() {
        return kind;
    }

    String whatCame() {
        return whatCame;
    }

    String advice() {
        return advice;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
