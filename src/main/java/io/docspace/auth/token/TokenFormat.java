package io.docspace.auth.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How a token is written, to stdout and to the token file alike. */
public enum TokenFormat {
    /** A sentence for people. */
    TEXT("\n") {
        @Override
        String body(Handover handover) {
            return "User is authenticated with token " + handover.token().text() + ".";
        }
    },
    /** The bare token. */
    TOKEN("") {
        @Override
        String body(Handover handover) {
            return handover.token().text();
        }
    },
    /** One line of JSON: the token, its expiry, the user and the portal. */
    JSON("\n") {
        @Override
        String body(Handover handover) {
            return json(handover);
        }
    },
    /** A line of an env file. */
    ENV("\n") {
        @Override
        String body(Handover handover) {
            return "DOCSPACE_AUTH_TOKEN=" + handover.token().text();
        }
    },
    /** A header, as {@code curl -H @file} takes it. */
    HEADER("") {
        @Override
        String body(Handover handover) {
            return "Authorization: " + handover.token().text();
        }
    };

    private static final JsonFactory JSON_FACTORY = new JsonFactory();

    private final String fileEnd;

    TokenFormat(String fileEnd) {
        this.fileEnd = fileEnd;
    }

    abstract String body(Handover handover);

    /** What stdout gets: always a whole line. */
    public String line(Handover handover) {
        return body(handover) + "\n";
    }

    /** What a file gets: no line end after a bare token or a header, whose readers take a file as it is. */
    public String fileContent(Handover handover) {
        return body(handover) + fileEnd;
    }

    /** The name a user types. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String json(Handover handover) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON_FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("authenticated", true);
            json.writeStringField("token", handover.token().text());
            json.writeStringField("expires", handover.expires()
                    .map(expires -> expires.truncatedTo(ChronoUnit.SECONDS).toString())
                    .orElse(null));
            json.writeStringField("userName", handover.userName());
            json.writeStringField("baseUrl", handover.baseUrl().toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
