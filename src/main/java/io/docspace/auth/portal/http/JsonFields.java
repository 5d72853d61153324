package io.docspace.auth.portal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The few fields of a JSON text that are needed, by their lower-case paths, such as {@code response.token}. The text is read as
 * a stream, so other fields take no memory. Names match in any case of ASCII letters; types are not coerced.
 *
 * @param root the value of the whole text
 */
record JsonFields(Value root, Map<String, Value> values) {
    /** Limit for containers and values in an answer. Portals send a few hundred. */
    private static final int MAX_NODES = 50_000;

    /** Limit for nested containers. Portals send 5. */
    private static final int MAX_DEPTH = 64;

    private static final String SECRET = "response.wizardtoken";

    private static final Set<String> WANTED = Set.of("response", "error", "status", "statuscode", "title", "type", "traceid",
            "message", "error_msg", "error_description", "access_token", "expires_in", "error.message", "error.type",
            "error.hresult", "response.token", "response.expires",
            "response.sms",
            "response.tfa", "response.phonenoise", "response.tfakey", "response.id", "response.displayname", "response.email",
            "response.isowner", "response.isadmin", "response.isroomadmin", "response.iscollaborator", "response.isvisitor",
            "response.name", "response.permissions", "response.isactive", "response.expiresat", "response.createby",
            "response.createby.id", "response.createby.displayname", "response.tenantstatus", SECRET, "response.passwordhash",
            "response.passwordhash.size", "response.passwordhash.iterations", "response.passwordhash.salt");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /** The type of a value. */
    enum Kind {
        TEXT, NUMBER, TRUE, FALSE, OBJECT, LIST, ABSENT
    }

    /**
     * A value.
     *
     * @param text the text of a string or a number; empty for all others
     * @param items the texts of a list
     */
    record Value(Kind kind, String text, List<String> items) {
        static final Value ABSENT = new Value(Kind.ABSENT, "", List.of());

        boolean is(Kind expected) {
            return kind == expected;
        }

        /** The text of a string; empty for all others. */
        Optional<String> asText() {
            return is(Kind.TEXT) ? Optional.of(text) : Optional.empty();
        }

        /** The value of an integer of up to nine digits; empty for all others. */
        Optional<Integer> asInt() {
            return is(Kind.NUMBER) && text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
        }
    }

    /** @throws MalformedAnswer if the text is not exactly one JSON value, or is larger than a portal's */
    static JsonFields read(String text) {
        JsonFields fields = new JsonFields(Value.ABSENT, new HashMap<>());
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedAnswer("an empty body");
            }
            Value root = value(parser, first);
            fields.walk(parser, first);
            if (parser.nextToken() != null) {
                throw new MalformedAnswer("malformed JSON" + place(parser.currentTokenLocation()));
            }
            return new JsonFields(root, fields.values);
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the text, which may contain a token, so only the place is reported.
            throw new MalformedAnswer("malformed JSON" + place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The field at a path; absent if it is missing or null. */
    Value at(String path) {
        return values.getOrDefault(path, Value.ABSENT);
    }

    /** Walks through the container at the parser's position; does nothing for a single value. */
    private void walk(JsonParser parser, JsonToken start) throws IOException {
        if (!start.isStructStart()) {
            return;
        }
        Deque<String> paths = new ArrayDeque<>();
        paths.push("");
        String name = "";
        for (int nodes = 0; !paths.isEmpty(); nodes++) {
            JsonToken token = parser.nextToken();
            if (nodes > MAX_NODES) {
                throw new MalformedAnswer("JSON of more than " + MAX_NODES + " values");
            }
            if (token == JsonToken.FIELD_NAME) {
                name = lower(parser.currentName());
            } else if (token.isStructEnd()) {
                paths.pop();
            } else {
                // The parser's context is already inside a container that has just begun.
                JsonStreamContext around = token.isStructStart() ? parser.getParsingContext().getParent()
                        : parser.getParsingContext();
                boolean inList = around.inArray();
                String path = inList ? paths.peek() + "[]" : paths.peek().isEmpty() ? name : paths.peek() + "." + name;
                keep(path, value(parser, token), inList);
                if (token.isStructStart()) {
                    paths.push(path);
                }
            }
        }
    }

    private void keep(String path, Value value, boolean inList) {
        if (inList) {
            Value list = values.get(path.substring(0, path.length() - 2));
            if (list != null && list.is(Kind.LIST)) {
                value.asText().ifPresent(list.items()::add);
            }
        } else if (WANTED.contains(path)) {
            // The setup token of a portal is not kept, only whether there is one.
            Value kept = path.equals(SECRET) && !value.text().isEmpty() ? new Value(value.kind(), "set", List.of()) : value;
            if (values.put(path, kept) != null) {
                throw new MalformedAnswer("malformed JSON (two fields named " + path.replaceFirst(".*\\.", "") + ")");
            }
        }
    }

    private static Value value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> new Value(Kind.OBJECT, "", List.of());
            case START_ARRAY -> new Value(Kind.LIST, "", new ArrayList<>());
            case VALUE_STRING -> new Value(Kind.TEXT, parser.getText(), List.of());
            case VALUE_TRUE -> new Value(Kind.TRUE, "", List.of());
            case VALUE_FALSE -> new Value(Kind.FALSE, "", List.of());
            case VALUE_NULL -> Value.ABSENT;
            default -> new Value(Kind.NUMBER, parser.getText(), List.of());
        };
    }

    /** Only ASCII letters: other letters, such as U+017F, would fold into them. */
    private static String lower(String name) {
        StringBuilder lower = new StringBuilder(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }

    /** The place of an error; unknown if a limit on nesting, names or numbers was exceeded. */
    private static String place(JsonLocation location) {
        return location == null
                ? " (nested too deeply, or with a name or number that is too long)"
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
