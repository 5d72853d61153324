package io.docspace.auth.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object of strings and integers, which is all that this program stores. Other values, such as lists and nested objects,
 * are skipped.
 */
public final class FlatJson {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    private FlatJson() {}

    /** Reads an object; empty for anything else. */
    public static Optional<FlatJson> parse(String text) {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            return read(json);
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static Optional<FlatJson> read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        FlatJson fields = new FlatJson();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                fields.texts.put(name, json.getText());
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                fields.numbers.put(name, json.getLongValue());
            }
            json.skipChildren();
        }
        return Optional.of(fields);
    }

    /** The value of a field; empty if it is missing or not a string. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** The value of a field; 0 if it is missing or not an integer. */
    public long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    /** The moment in a field; empty if there is none. */
    public Optional<Instant> moment(String name) {
        try {
            return text(name).map(Instant::parse);
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }

    /** Writes an object, without a line end. */
    public static String write(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The fields of an object. */
    @FunctionalInterface
    public interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
