package io.docspace.auth.portal;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * An OAuth application of the portal, which a scoped token is issued for.
 *
 * @param secret read each time it is needed
 * @param scope what the token may do, names with blanks between them; asked for where a token is issued
 */
public record OAuthClient(String id, Supplier<String> secret, Supplier<String> scope) {
    /** Reads all of it, so that what is missing is told before a login is spent. */
    public void requireAll() {
        Objects.requireNonNull(secret.get());
        Objects.requireNonNull(scope.get());
    }

    @Override
    public String toString() {
        return "OAuth client " + id;
    }
}
