package io.docspace.auth.cli;

import io.docspace.auth.config.AuthSettings.Way;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenSink;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

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
        Optional<Way> direct = settings.auth().tokenBeforeFile();
        Optional<TokenFile> file = settings.tokenFile();
        if (direct.isEmpty() && file.isEmpty()) {
            throw new SettingException("the token is missing; give it with --token-file, --token-stdin or DOCSPACE_AUTH_TOKEN");
        }
        return direct.isPresent() ? direct.map(this::stored) : file.get().read().map(this::ours);
    }

    /** What the token came from, and goes with it. */
    TokenSink sink() {
        return settings.auth().tokenBeforeFile().isPresent()
                ? TokenSink.NONE
                : settings.tokenFile().<TokenSink>map(file -> file).orElse(TokenSink.NONE);
    }

    private StoredToken stored(Way way) {
        return new StoredToken(way.token(), Optional.empty());
    }

    /** A token of another portal must not be shown to this one. */
    private StoredToken ours(StoredToken stored) {
        URI portal = settings.baseUrl();
        if (stored.baseUrl().filter(url -> !url.equals(portal)).isPresent()) {
            throw new SettingException("the token is of the portal " + stored.baseUrl().get() + ", not of " + portal
                    + "; check --base-url");
        }
        return stored;
    }
}
