package io.docspace.auth.cli;

import io.docspace.auth.cli.TokenPlaces.Place;
import io.docspace.auth.config.AuthSettings.SignInMethod;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.TokenSink;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** Finds the token for {@code check}, {@code logout} and {@code whoami}. */
@Singleton
final class ExistingToken {
    private final Settings settings;
    private final TokenPlaces places;
    private Optional<Place> place = Optional.empty();

    ExistingToken(Settings settings, TokenPlaces places) {
        this.settings = settings;
        this.places = places;
    }

    /**
     * The token; empty if there is no token file, or if it has an unknown format.
     *
     * @throws SettingException if no place is given or more than one, or if the token belongs to another portal
     */
    Optional<StoredToken> find() {
        Optional<SignInMethod> direct = settings.auth().tokenBeforeFile();
        if (direct.isEmpty() && !places.isSet()) {
            throw new SettingException("the token is missing; set --token-file, --token-stdin or DOCSPACE_AUTH_TOKEN");
        }
        return direct.isPresent() ? direct.map(this::stored) : place().flatMap(found -> found.read().get()).map(this::ours);
    }

    /** Where the token came from, and where it is deleted on logout. */
    TokenSink sink() {
        return settings.auth().tokenBeforeFile().isPresent()
                ? TokenSink.NONE
                : place().map(Place::sink).orElse(TokenSink.NONE);
    }

    private Optional<Place> place() {
        place = place.or(places::open);
        return place;
    }

    private StoredToken stored(SignInMethod method) {
        return new StoredToken(method.token(), Optional.empty());
    }

    /** A token of another portal must not be sent to this one. */
    private StoredToken ours(StoredToken stored) {
        URI portal = settings.baseUrl();
        if (stored.baseUrl().filter(url -> !url.equals(portal)).isPresent()) {
            throw new SettingException("the token belongs to the portal " + stored.baseUrl().get() + ", not to " + portal
                    + "; check --base-url");
        }
        return stored;
    }
}
