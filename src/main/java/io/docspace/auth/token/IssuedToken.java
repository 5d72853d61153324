package io.docspace.auth.token;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What a successful run hands to the application.
 *
 * @param token proved good by the portal
 */
public record IssuedToken(Token token, TokenMetadata metadata) {
    public IssuedToken(Token token, TokenIdentity identity, Optional<Instant> expires) {
        this(token, new TokenMetadata(identity, expires));
    }

    /** When the portal says the token ends; empty where it does not know. */
    public Optional<Instant> expires() {
        return metadata.expires();
    }

    /** Whose token it is, as a login proved it; empty for a token that the user gave. */
    public Optional<String> userName() {
        return metadata.identity().userName();
    }

    /** The portal, without a trailing slash. */
    public URI baseUrl() {
        return metadata.identity().baseUrl();
    }
}
