package io.docspace.auth.token;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that was handed over before, with what is stored about it.
 *
 * @param metadata empty where nothing is stored that describes this very token
 */
public record StoredToken(Token token, Optional<TokenMetadata> metadata) {
    /** When the token ends; empty where that is not known. */
    public Optional<Instant> expires() {
        return metadata.flatMap(TokenMetadata::expires);
    }

    /** Of which portal the token is; empty where that is not known. */
    public Optional<URI> baseUrl() {
        return metadata.map(known -> known.identity().baseUrl());
    }

    /** Whether it is known to be of this identity. */
    public boolean isOf(TokenIdentity identity) {
        return metadata.filter(known -> known.identity().equals(identity)).isPresent();
    }
}
