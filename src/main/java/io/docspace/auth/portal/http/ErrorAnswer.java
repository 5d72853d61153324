package io.docspace.auth.portal.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** An answer with a status other than 200 and 201: the status, the shape of its body, and the headers. */
final class ErrorAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ErrorBody body;
    private final transient Function<String, String> headers;

    /** @param headers by name; null if there is none */
    ErrorAnswer(int status, ErrorBody body, Function<String, String> headers) {
        super("status " + status, null, false, false);
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    int status() {
        return status;
    }

    ErrorBody body() {
        return body;
    }

    /** A header's value; empty if there is none. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name)).filter(value -> !value.isBlank());
    }

    /** When to retry; empty if that is missing or unreadable. A date counts from the portal's own date. */
    Optional<Duration> retryAfter() {
        String text = header(HttpHeaders.RETRY_AFTER).orElse("").strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(text)));
        }
        Instant now = HttpDate.parse(headers.apply(HttpHeaders.DATE)).orElseGet(Instant::now);
        return HttpDate.parse(text).map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    }
}
