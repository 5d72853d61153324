package io.docspace.auth.portal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An answer whose status is not 2xx. */
final class ErrorAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String location;
    private final String portalMessage;
    private final String retryAfter;

    /**
     * @param location the {@code Location} header; null if there is none
     * @param portalMessage in the portal's own language; null if there is none
     * @param retryAfter the {@code Retry-After} header, in seconds or as an HTTP date; null if there is none
     */
    ErrorAnswer(int status, String location, String portalMessage, String retryAfter) {
        super("status " + status, null, false, false);
        this.status = status;
        this.location = location;
        this.portalMessage = portalMessage;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    Optional<String> location() {
        return Optional.ofNullable(location);
    }

    Optional<String> portalMessage() {
        return Optional.ofNullable(portalMessage);
    }

    /**
     * When to come back; empty if that is not said, or not readable.
     *
     * @param now to count a date from
     */
    Optional<Duration> retryAfter(Instant now) {
        if (retryAfter != null && retryAfter.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(retryAfter)));
        }
        return HttpDate.parse(retryAfter).map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    }
}
