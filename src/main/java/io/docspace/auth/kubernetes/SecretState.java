package io.docspace.auth.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.docspace.auth.token.FlatJson;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a Secret, as far as it is read or written here.
 *
 * @param version its {@code resourceVersion}; empty to accept any version
 * @param data the values of all keys, decoded
 */
record SecretState(String version, Map<String, String> annotations, Map<String, String> data) {
    /** The key of the token, and of its expiry. */
    static final String TOKEN = "token";
    static final String EXPIRES = "expires";

    /** Annotations: the token's metadata, as in the companion of a token file, and the record of a refused login. */
    static final String METADATA = "docspace-auth/token";
    static final String REFUSAL = "docspace-auth/refusal";

    static final SecretState EMPTY = new SecretState("", Map.of(), Map.of());

    /** The Secret in an API server's answer; empty if it is not one. */
    static Optional<SecretState> parse(String answer) {
        Map<String, String> annotations = new LinkedHashMap<>();
        Map<String, String> data = new LinkedHashMap<>();
        String version = "";
        String kind = "";
        try (JsonParser json = new JsonFactory().createParser(answer)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("kind")) {
                    kind = json.getText();
                } else if (name.equals("data") && value == JsonToken.START_OBJECT) {
                    readTexts(json, data);
                } else if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
                    version = readMetadata(json, annotations);
                } else {
                    json.skipChildren();
                }
            }
            data.replaceAll((key, text) -> new String(Base64.getDecoder().decode(text), UTF_8));
            return kind.equals("Secret") ? Optional.of(new SecretState(version, annotations, data)) : Optional.empty();
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static String readMetadata(JsonParser json, Map<String, String> annotations) throws IOException {
        String version = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("annotations") && value == JsonToken.START_OBJECT) {
                readTexts(json, annotations);
            } else if (name.equals("resourceVersion")) {
                version = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return version;
    }

    private static void readTexts(JsonParser json, Map<String, String> texts) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, json.getText());
            }
            json.skipChildren();
        }
    }

    /** The fields that this program wrote: a token from others has no metadata. */
    SecretState ours() {
        Map<String, String> annotations = new LinkedHashMap<>();
        Map<String, String> data = new LinkedHashMap<>();
        copy(annotations(), METADATA, annotations);
        copy(annotations(), REFUSAL, annotations);
        if (annotations.containsKey(METADATA)) {
            copy(data(), TOKEN, data);
            copy(data(), EXPIRES, data);
        }
        return new SecretState(version, annotations, data);
    }

    private static void copy(Map<String, String> from, String key, Map<String, String> to) {
        if (from.containsKey(key)) {
            to.put(key, from.get(key));
        }
    }

    /** A copy with this record of a refusal; empty for none. */
    SecretState withRefusal(Optional<String> record) {
        Map<String, String> changed = new LinkedHashMap<>(annotations);
        changed.remove(REFUSAL);
        record.ifPresent(text -> changed.put(REFUSAL, text));
        return new SecretState(version, changed, data);
    }

    /** The body of a server-side apply, which is JSON, and so YAML. */
    String document(String namespace, String name) {
        return FlatJson.write(json -> {
            json.writeStringField("apiVersion", "v1");
            json.writeStringField("kind", "Secret");
            json.writeObjectFieldStart("metadata");
            json.writeStringField("name", name);
            json.writeStringField("namespace", namespace);
            if (!version.isEmpty()) {
                // The API server then rejects the apply if the Secret has been changed since.
                json.writeStringField("resourceVersion", version);
            }
            json.writeObjectFieldStart("annotations");
            for (Map.Entry<String, String> annotation : annotations.entrySet()) {
                json.writeStringField(annotation.getKey(), annotation.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeObjectFieldStart("data");
            for (Map.Entry<String, String> entry : data.entrySet()) {
                json.writeStringField(entry.getKey(), Base64.getEncoder().encodeToString(entry.getValue().getBytes(UTF_8)));
            }
            json.writeEndObject();
        });
    }
}
