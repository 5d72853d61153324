package io.docspace.auth.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.Portal.Person;
import io.docspace.auth.signin.TokenNotAcceptedException;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.TokenFormat;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code docspace-auth whoami}: whose token it is. */
@Command(name = "whoami", description = "Tell whose token it is.",
        footer = "  docspace-auth whoami --token-file token -o json")
public final class WhoamiCommand extends BaseCommand {
    /** The formats that have room for a person. */
    static final class Formats implements Iterable<String> {
        static List<String> labels() {
            return List.of(TokenFormat.TEXT.label(), TokenFormat.JSON.label());
        }

        @Override
        public Iterator<String> iterator() {
            return labels().iterator();
        }
    }

    @Mixin
    SettingOptions.ExistingTokenOptions existingToken;

    @Mixin
    SettingOptions.PersonOutput output;

    @Inject
    ExistingToken token;

    @Override
    public Integer call() {
        settings.baseUrl();
        TokenFormat format = settings.output();
        if (!Formats.labels().contains(format.label())) {
            throw new SettingException(settings.displayName("output") + " " + format.label() + " is not one of "
                    + String.join(", ", Formats.labels()));
        }
        StoredToken stored = token.find()
                .orElseThrow(() -> new TokenNotAcceptedException("there is no token in the token file; sign in first"));
        Person person = portal.open().self(stored.token()).orElseThrow(TokenNotAcceptedException::new);
        print(format == TokenFormat.JSON ? json(person) : text(person));
        return ExitCode.OK.code();
    }

    private static String text(Person person) {
        String line = person.displayName() + (person.email().isEmpty() ? "" : " <" + person.email() + ">") + " " + person.id();
        return line.replaceAll("\\p{C}+", " ").strip() + "\n";
    }

    private static String json(Person person) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", person.id());
            json.writeStringField("displayName", person.displayName());
            json.writeStringField("email", person.email());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }
}
