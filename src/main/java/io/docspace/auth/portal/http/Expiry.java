package io.docspace.auth.portal.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Parses the {@code expires} field of a login. */
final class Expiry {
    /** Portals send 0001-01-01T00:00:00 if the expiry is unknown; an offset can move that by a day. */
    private static final Instant UNKNOWN = Instant.parse("0002-01-01T00:00:00Z");

    private Expiry() {}

    /**
     * The moment, in UTC if there is no offset; empty for the year 1 and for an invalid date, since the expiry is only a hint.
     */
    static Optional<Instant> parse(String text) {
        try {
            TemporalAccessor date = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = date instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : ((LocalDateTime) date).toInstant(ZoneOffset.UTC);
            return Optional.of(instant).filter(UNKNOWN::isBefore);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
