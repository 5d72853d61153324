package io.docspace.auth.cli;

import io.docspace.auth.config.Secret;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenSink;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The token that {@code check}, {@code logout} and {@code whoami} are about. */
@Singleton
final class ExistingToken {
    private final Settings settings;

    ExistingToken(Settings settings) {
        this.settings = settings;
    }

    /**
     * The token; empty where there is no token file, or nothing of ours in it.
     *
     * @throws SettingException if no place is given, or more than one, or a token of another portal
     */
    Optional<StoredToken> find() {
        Optional<TokenFile> file = settings.tokenFile();
        List<Secret> direct = Stream.concat(settings.tokens().stream(), settings.apiKeys().stream()).toList();
        List<String> given = Stream.concat(
                file.map(f -> settings.displayName("token-file")).stream(), direct.stream().map(Secret::setting))
                .toList();
        if (given.size() != 1) {
            throw new SettingException(given.isEmpty()
                    ? "the token is missing; give it with --token-file, --token-stdin or DOCSPACE_AUTH_TOKEN"
                    : "more than one token: " + given.stream().collect(Collectors.joining(" and ")) + "; give one");
        }
        return file.isPresent() ? file.get().current().map(this::ours) : direct.stream().findFirst().map(this::stored);
    }

    /** What the token came from, and goes with it. */
    TokenSink sink() {
        return settings.tokenFile().<TokenSink>map(file -> file).orElse(TokenSink.NONE);
    }

    private StoredToken stored(Secret secret) {
        return new StoredToken(secret.token(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A token of another portal must not be shown to this one. */
    private StoredToken ours(StoredToken stored) {
        String portal = settings.baseUrl().toString();
        if (stored.baseUrl().filter(url -> !url.equals(portal)).isPresent()) {
            throw new SettingException("the token is of the portal " + stored.baseUrl().get() + ", not of " + portal
                    + "; check --base-url");
        }
        return stored;
    }
}
