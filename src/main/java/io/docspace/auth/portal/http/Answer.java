package io.docspace.auth.portal.http;

import io.docspace.auth.portal.http.Fields.Kind;
import io.docspace.auth.portal.http.Fields.Value;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A good answer of the DocSpace API: {@code {"response": …, "status": 0, "statusCode": 200}}, of status 200 or 201.
 *
 * @param date when the portal answered, by its own clock
 * @param cookies the values of the cookies {@code asc_auth_key} that came along, in their order
 */
record Answer(Fields fields, Optional<Instant> date, List<String> cookies) {
    /** Of a request whose answer says all by its status. */
    static final Answer NONE = new Answer(Fields.read("{}"), Optional.empty(), List.of());

    /** @throws MalformedAnswer if the body is not one JSON object in UTF-8, or contradicts its status */
    static Answer read(InputStream body) {
        Fields fields = Fields.read(Body.text(body));
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

    /** What was asked for. */
    Value response() {
        return fields.at("response");
    }

    /** A field of what was asked for. */
    Value response(String name) {
        return fields.at("response." + name);
    }

    /** A text in what was asked for; empty text where it is not there. */
    String text(String name) {
        Value field = response(name);
        if (!field.is(Kind.ABSENT) && !field.is(Kind.TEXT)) {
            throw new MalformedAnswer("JSON whose \"" + name + "\" is not a string");
        }
        return field.text();
    }

    /** Whether a field of what was asked for is a plain true. */
    boolean isTrue(String name) {
        return response(name).is(Kind.TRUE);
    }
}
