package io.docspace.auth.portal.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** An answer whose status is neither 200 nor 201: its status, the shape of its body, and the headers that matter. */
final class ErrorAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Body body;
    private final transient Function<String, String> headers;

    /** @param headers by name; null where there is none */
    ErrorAnswer(int status, Body body, Function<String, String> headers) {
        super("status " + status, null, false, false);
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    int status() {
        return status;
    }

    Body body() {
        return body;
    }

    /** A header's value; empty where there is none. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name)).filter(value -> !value.isBlank());
    }

    /** When to come back; empty if that is not said, or not readable. A date is counted from the portal's own. */
    Optional<Duration> retryAfter() {
        String text = header(HttpHeaders.RETRY_AFTER).orElse("").strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(text)));
        }
        Instant now = HttpDate.parse(headers.apply(HttpHeaders.DATE)).orElseGet(Instant::now);
        return HttpDate.parse(text).map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    }
}
