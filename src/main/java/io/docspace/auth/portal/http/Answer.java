package io.docspace.auth.portal.http;

import io.docspace.auth.portal.http.JsonFields.Kind;
import io.docspace.auth.portal.http.JsonFields.Value;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A good answer of the DocSpace API: {@code {"response": …, "status": 0, "statusCode": 200}}, of status 200 or 201.
 *
 * @param date the time of the answer, by the portal's clock
 * @param cookies the values of the {@code asc_auth_key} cookies in the answer, in order
 */
record Answer(JsonFields fields, Optional<Instant> date, List<String> cookies) {
    /** For a request whose answer has no body that matters. */
    static final Answer NONE = new Answer(JsonFields.read("{}"), Optional.empty(), List.of());

    /** @throws MalformedAnswer if the body is not exactly one JSON object in UTF-8, or contradicts the status */
    static Answer read(InputStream body) {
        JsonFields fields = JsonFields.read(ErrorBody.text(body));
        if (!fields.root().is(Kind.OBJECT)) {
            throw new MalformedAnswer("JSON that is not an object");
        }
        Value error = fields.at("error");
        if (!error.is(Kind.ABSENT)) {
            String message = error.asText().or(() -> fields.at("error.message").asText()).orElse("");
            throw new MalformedAnswer("an error with status 200" + PortalErrors.quoted(message));
        }
        if (!isAbsentOr(fields.at("statuscode"), 200, 201) || !isAbsentOr(fields.at("status"), 0, 0)) {
            throw new MalformedAnswer("a status in the body that contradicts the status of the answer");
        }
        return new Answer(fields, Optional.empty(), List.of());
    }

    private static boolean isAbsentOr(Value value, int one, int other) {
        return value.is(Kind.ABSENT) || value.asInt().filter(number -> number == one || number == other).isPresent();
    }

    Answer with(Optional<Instant> moment, List<String> sessionCookies) {
        return new Answer(fields, moment, sessionCookies);
    }

    /** The {@code response} field. */
    Value response() {
        return fields.at("response");
    }

    /** A field of {@code response}. */
    Value response(String name) {
        return fields.at("response." + name);
    }

    /** A text in {@code response}; empty text if it is missing. */
    String text(String name) {
        Value field = response(name);
        if (!field.is(Kind.ABSENT) && !field.is(Kind.TEXT)) {
            throw new MalformedAnswer("JSON whose \"" + name + "\" is not a string");
        }
        return field.text();
    }

    /** Whether a field of {@code response} is the JSON literal true. */
    boolean isTrue(String name) {
        return response(name).is(Kind.TRUE);
    }
}
