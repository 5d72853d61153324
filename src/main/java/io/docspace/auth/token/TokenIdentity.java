package io.docspace.auth.token;

import java.net.URI;
import java.util.Optional;

/**
 * The user and portal of a token, and how it was obtained. A stored token is reused only by a run with an equal identity.
 *
 * @param baseUrl the portal, without a trailing slash
 * @param userName the user name that a login sent and so proved; empty for a given token, whose user is not proved
 * @param oauth the application for which the token was issued; empty for a session token or an API key
 */
public record TokenIdentity(URI baseUrl, Optional<String> userName, TokenOrigin origin, Optional<OAuthGrant> oauth) {
    /**
     * The application and the scopes of an OAuth token.
     *
     * @param scope separated by blanks, as requested
     */
    public record OAuthGrant(String clientId, String scope) {}

    /** The session token of a login. */
    public static TokenIdentity ofLogin(URI baseUrl, String userName) {
        return new TokenIdentity(baseUrl, Optional.of(userName), TokenOrigin.PASSWORD, Optional.empty());
    }

    /** The OAuth token that replaced a login's session. */
    public static TokenIdentity ofOAuthLogin(URI baseUrl, String userName, OAuthGrant grant) {
        return new TokenIdentity(baseUrl, Optional.of(userName), TokenOrigin.OAUTH, Optional.of(grant));
    }

    /** A token or an API key that the user gave. */
    public static TokenIdentity ofGiven(URI baseUrl, Token token) {
        return new TokenIdentity(baseUrl, Optional.empty(), token.isApiKey() ? TokenOrigin.API_KEY : TokenOrigin.TOKEN,
                Optional.empty());
    }
}
