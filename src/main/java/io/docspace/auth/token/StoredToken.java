package io.docspace.auth.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A token that was handed over before, as far as its format tells.
 *
 * @param expires empty where that is not known
 * @param userName whose token it is; empty where the format does not say
 * @param baseUrl of which portal; empty where the format does not say
 */
public record StoredToken(Token token, Optional<Instant> expires, Optional<String> userName, Optional<String> baseUrl) {
    StoredToken expiring(Optional<Instant> moment) {
        return new StoredToken(token, moment, userName, baseUrl);
    }
}
