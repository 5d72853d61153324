package io.docspace.auth.portal;

import java.util.function.Supplier;

/**
 * An OAuth application of the portal, which a scoped token is issued for.
 *
 * @param secret read each time it is needed
 * @param scope what the token may do: names with blanks between them; empty text where only tokens are revoked
 */
public record OAuthClient(String id, Supplier<String> secret, String scope) {
    @Override
    public String toString() {
        return "OAuth client " + id;
    }
}
