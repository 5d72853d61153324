package io.docspace.auth.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a token is written, to stdout and to the token file alike. */
public enum TokenFormat {
    /** A sentence for people. */
    TEXT("\n") {
        @Override
        String body(IssuedToken issued) {
            return SENTENCE + issued.token().text() + ".";
        }
    },
    /** The bare token. */
    TOKEN("") {
        @Override
        String body(IssuedToken issued) {
            return issued.token().text();
        }
    },
    /** One line of JSON: the token, its expiry, the user and the portal. */
    JSON("\n") {
        @Override
        String body(IssuedToken issued) {
            return json(issued);
        }
    },
    /** A line of an env file. */
    ENV("\n") {
        @Override
        String body(IssuedToken issued) {
            return variable(issued.token());
        }
    },
    /** A header, as {@code curl -H @file} takes it. */
    HEADER("") {
        @Override
        String body(IssuedToken issued) {
            return HEADER_NAME + issued.token().authorization();
        }
    };

    private static final String SENTENCE = "User is authenticated with token ";
    private static final String TOKEN_VARIABLE = "DOCSPACE_AUTH_TOKEN=";
    private static final String KEY_VARIABLE = "DOCSPACE_API_KEY=";
    private static final String HEADER_VARIABLE = "DOCSPACE_AUTHORIZATION=";
    private static final String HEADER_NAME = "Authorization: ";
    private static final JsonFactory JSON_FACTORY = new JsonFactory();

    private final String fileEnd;

    TokenFormat(String fileEnd) {
        this.fileEnd = fileEnd;
    }

    abstract String body(IssuedToken issued);

    /** What stdout gets: always a whole line. */
    public String line(IssuedToken issued) {
        return body(issued) + "\n";
    }

    /** What a file gets: no line end after a bare token or a header, whose readers take a file as it is. */
    public String fileContent(IssuedToken issued) {
        return body(issued) + fileEnd;
    }

    /** The name a user types. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All the names a user may type. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(TokenFormat::label).toList();
    }

    /** Reads what any of the formats writes; empty for anything else. */
    public static Optional<StoredToken> parse(String content) {
        String text = content.strip();
        if (text.startsWith("{")) {
            return parseJson(text);
        }
        if (text.startsWith(SENTENCE) && text.endsWith(".")) {
            text = text.substring(SENTENCE.length(), text.length() - 1);
        } else {
            for (String label : List.of(TOKEN_VARIABLE, KEY_VARIABLE)) {
                text = text.startsWith(label) ? text.substring(label.length()) : text;
            }
            for (String label : List.of(HEADER_VARIABLE, HEADER_NAME)) {
                text = text.startsWith(label) ? text.substring(label.length()).replaceFirst("^Bearer ", "") : text;
            }
        }
        return Token.of(text)
                .map(token -> new StoredToken(token, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Optional<StoredToken> parseJson(String text) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON_FACTORY.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    fields.put(name, json.getText());
                }
                json.skipChildren();
            }
            Optional<Instant> expires = Optional.ofNullable(fields.get("expires")).map(Instant::parse);
            // Ours always says of which portal the token is; another program's is not for this portal to see.
            return Token.of(fields.getOrDefault("token", ""))
                    .filter(token -> fields.containsKey("baseUrl"))
                    .map(token -> new StoredToken(token, expires, Optional.ofNullable(fields.get("userName")),
                            Optional.ofNullable(fields.get("baseUrl"))));
        } catch (IOException | DateTimeParseException foreign) {
            return Optional.empty();
        }
    }

    /** The variable that docspace-mcp reads such a token from, in the form that it wants there. */
    private static String variable(Token token) {
        return token.isJwt() ? HEADER_VARIABLE + token.authorization()
                : (token.isApiKey() ? KEY_VARIABLE : TOKEN_VARIABLE) + token.text();
    }

    private static String json(IssuedToken issued) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON_FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("authenticated", true);
            json.writeStringField("token", issued.token().text());
            json.writeStringField("expires", issued.expires()
                    .map(expires -> expires.truncatedTo(ChronoUnit.SECONDS).toString())
                    .orElse(null));
            json.writeStringField("userName", issued.userName().orElse(null));
            json.writeStringField("baseUrl", issued.baseUrl().toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
