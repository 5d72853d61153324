package io.docspace.auth.token;

import java.net.URI;
import java.util.Optional;

/**
 * Whose token it is, for which portal, and how it was got. A stored token is reused only by a run of an equal identity.
 *
 * @param baseUrl the portal, without a trailing slash
 * @param userName as a login sent it and thereby proved it; empty for a token that the user gave, of which nobody proved a name
 * @param oauth the application that the token was issued for; empty for a session token or an API key
 */
public record TokenIdentity(URI baseUrl, Optional<String> userName, TokenOrigin origin, Optional<OAuthGrant> oauth) {
    /**
     * What an OAuth token may be used for.
     *
     * @param scope blank-separated, as it was asked for
     */
    public record OAuthGrant(String clientId, String scope) {}

    /** The session token of a login. */
    public static TokenIdentity ofLogin(URI baseUrl, String userName) {
        return new TokenIdentity(baseUrl, Optional.of(userName), TokenOrigin.PASSWORD, Optional.empty());
    }

    /** The OAuth token that a login was turned into. */
    public static TokenIdentity ofOAuthLogin(URI baseUrl, String userName, OAuthGrant grant) {
        return new TokenIdentity(baseUrl, Optional.of(userName), TokenOrigin.OAUTH, Optional.of(grant));
    }

    /** A token or an API key that the user gave. */
    public static TokenIdentity ofGiven(URI baseUrl, Token token) {
        return new TokenIdentity(baseUrl, Optional.empty(), token.isApiKey() ? TokenOrigin.API_KEY : TokenOrigin.TOKEN,
                Optional.empty());
    }
}
