package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the claim {@code exp} of an OAuth access token, in seconds since 1970; no key is needed for that. */
final class Jwt {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** The last second of the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    private Jwt() {}

    static boolean isJwt(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The expiry; empty if the text is not a JWT or has no valid expiry. */
    static Optional<Instant> expires(String text) {
        if (!isJwt(text)) {
            return Optional.empty();
        }
        try (JsonParser claims = new JsonFactory().createParser(
                new String(Base64.getUrlDecoder().decode(text.substring(text.indexOf('.') + 1, text.lastIndexOf('.'))),
                        UTF_8))) {
            return expires(claims);
        } catch (IOException | IllegalArgumentException notReadable) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> expires(JsonParser claims) throws IOException {
        if (claims.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        while (claims.nextToken() == JsonToken.FIELD_NAME) {
            boolean isExpiry = claims.currentName().equals("exp");
            JsonToken value = claims.nextToken();
            if (isExpiry) {
                return value.isNumeric() ? moment(claims.getDoubleValue()) : Optional.empty();
            }
            claims.skipChildren();
        }
        return Optional.empty();
    }

    private static Optional<Instant> moment(double seconds) {
        return seconds > 0 && seconds <= LATEST ? Optional.of(Instant.ofEpochSecond((long) seconds)) : Optional.empty();
    }
}
