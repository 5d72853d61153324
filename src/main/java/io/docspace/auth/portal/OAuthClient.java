package io.docspace.auth.portal;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * An OAuth application of the portal, for which a scoped token is issued.
 *
 * @param secret read each time it is needed
 * @param scope the scopes, separated by blanks; read when a token is issued
 */
public record OAuthClient(String id, Supplier<String> secret, Supplier<String> scope) {
    /** Reads secret and scope, so that a missing one is reported before a login is spent. */
    public void requireAll() {
        Objects.requireNonNull(secret.get());
        Objects.requireNonNull(scope.get());
    }

    @Override
    public String toString() {
        return "OAuth client " + id;
    }
}
