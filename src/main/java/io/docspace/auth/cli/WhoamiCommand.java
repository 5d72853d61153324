package io.docspace.auth.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.docspace.auth.portal.ApiKey;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.Portal.Person;
import io.docspace.auth.signin.TokenNotAcceptedException;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.TokenFormat;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** {@code docspace-auth whoami}: shows the user of a token, or an API key. */
@Dependent
public final class WhoamiCommand extends BaseCommand {
    @Inject
    ExistingToken token;

    @Override
    public Integer call() {
        TokenFormat format = settings.output();
        StoredToken stored = token.find()
                .orElseThrow(() -> new TokenNotAcceptedException("there is no token in the token file; sign in first"));
        Portal asked = portal.open();
        if (stored.token().isApiKey()) {
            ApiKey key = asked.key(stored.token()).orElseThrow(TokenNotAcceptedException::new);
            print(format == TokenFormat.JSON ? json(key) : text(key));
        } else {
            Person person = asked.self(stored.token()).orElseThrow(TokenNotAcceptedException::new);
            print(format == TokenFormat.JSON ? json(person) : text(person));
        }
        return ExitCode.OK.code();
    }

    private static String text(Person person) {
        return line(person.displayName() + (person.email().isEmpty() ? "" : " <" + person.email() + ">") + " " + person.id()
                + (person.role().isEmpty() ? "" : " (" + person.role() + ")"));
    }

    /** A key may lack the permission to read its owner, so the owner comes from the key's own record. */
    private static String text(ApiKey key) {
        return line("API key " + (key.name().isEmpty() ? key.id() : key.name()) + " of " + key.ownerName() + " " + key.ownerId()
                + ", permissions: " + (key.permissions().isEmpty() ? "all" : String.join(" ", key.permissions()))
                + key.expires().map(end -> ", until " + end).orElse(""));
    }

    private static String line(String text) {
        return text.replaceAll("\\p{C}+", " ").strip() + "\n";
    }

    private static String json(Person person) {
        return json(json -> {
            json.writeStringField("id", person.id());
            json.writeStringField("displayName", person.displayName());
            json.writeStringField("email", person.email());
            json.writeStringField("role", person.role().isEmpty() ? null : person.role());
        });
    }

    private static String json(ApiKey key) {
        return json(json -> {
            json.writeStringField("id", key.ownerId());
            json.writeStringField("displayName", key.ownerName());
            json.writeObjectFieldStart("apiKey");
            json.writeStringField("id", key.id());
            json.writeStringField("name", key.name());
            json.writeArrayFieldStart("permissions");
            for (String permission : key.permissions()) {
                json.writeString(permission);
            }
            json.writeEndArray();
            json.writeStringField("expires", key.expires().map(Instant::toString).orElse(null));
            json.writeEndObject();
        });
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    private interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    private static String json(Writer fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }
}
