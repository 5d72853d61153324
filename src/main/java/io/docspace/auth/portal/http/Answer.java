package io.docspace.auth.portal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the DocSpace API: {@code {"response": …}} or {@code {"error": {"message": …}}}. Names are taken in any
 * letter case, types are not: nothing is coerced.
 *
 * @param response what was asked for; a missing node where there is none
 * @param date when the portal answered, by its own clock
 * @param error the portal's message where the answer carries an error, whatever its status; empty text where it has none
 */
record Answer(JsonNode response, Optional<String> error, Optional<Instant> date) {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws MalformedAnswer if the body is not one JSON object in UTF-8 */
    static Answer read(InputStream body) {
        JsonNode root = parse(text(body));
        if (!root.isObject()) {
            throw new MalformedAnswer("JSON, but no object");
        }
        JsonNode error = field(root, "error");
        return new Answer(field(root, "response"), isAbsent(error) ? Optional.empty() : Optional.of(message(error)),
                Optional.empty());
    }

    Answer at(Optional<Instant> moment) {
        return new Answer(response, error, moment);
    }

    /** The field of this name in any letter case; a missing node if there is none. */
    static JsonNode field(JsonNode object, String name) {
        JsonNode found = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                if (!found.isMissingNode()) {
                    throw new MalformedAnswer("malformed JSON (two fields named " + name + ")");
                }
                found = field.getValue();
            }
        }
        return found;
    }

    static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String message(JsonNode error) {
        return error.isTextual() ? error.textValue() : field(error, "message").asText("");
    }

    /** Decoded here, since Jackson takes overlong sequences, and UTF-16 besides; a byte order mark at the start is dropped. */
    private static String text(InputStream body) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body.readAllBytes())).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MalformedAnswer("text that is not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String body) {
        try (JsonParser parser = MAPPER.createParser(body)) {
            JsonNode root = MAPPER.readTree(parser);
            if (root == null) {
                throw new MalformedAnswer("an empty body");
            }
            return root;
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the text, which may hold a token: only the place is told.
            throw new MalformedAnswer("malformed JSON" + place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There is none where a limit was passed: nesting, length of a name or a number. */
    private static String place(JsonLocation location) {
        return location == null
                ? " (nested too deep, or with too long a name or number)"
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
