package io.docspace.auth.token;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored token with its metadata.
 *
 * @param metadata empty if no metadata of this very token is stored
 */
public record StoredToken(Token token, Optional<TokenMetadata> metadata) {
    /** When the token expires; empty if unknown. */
    public Optional<Instant> expires() {
        return metadata.flatMap(TokenMetadata::expires);
    }

    /** The portal of the token; empty if unknown. */
    public Optional<URI> baseUrl() {
        return metadata.map(known -> known.identity().baseUrl());
    }

    /** Whether the token is known to have this identity. */
    public boolean isOf(TokenIdentity identity) {
        return metadata.filter(known -> known.identity().equals(identity)).isPresent();
    }
}
