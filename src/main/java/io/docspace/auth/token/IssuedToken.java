package io.docspace.auth.token;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of a successful run.
 *
 * @param token proved good by the portal
 */
public record IssuedToken(Token token, TokenMetadata metadata) {
    public IssuedToken(Token token, TokenIdentity identity, Optional<Instant> expires) {
        this(token, new TokenMetadata(identity, expires));
    }

    /** When the portal says the token expires; empty if unknown. */
    public Optional<Instant> expires() {
        return metadata.expires();
    }

    /** The user, as proved by a login; empty for a given token. */
    public Optional<String> userName() {
        return metadata.identity().userName();
    }

    /** The portal, without a trailing slash. */
    public URI baseUrl() {
        return metadata.identity().baseUrl();
    }
}
