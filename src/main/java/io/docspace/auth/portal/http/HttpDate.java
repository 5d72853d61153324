package io.docspace.auth.portal.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Dates in HTTP headers. */
final class HttpDate {
    private HttpDate() {}

    /** @param text may be null or not a date; the result is then empty */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.ofNullable(text).map(DateTimeFormatter.RFC_1123_DATE_TIME::parse).map(Instant::from);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
