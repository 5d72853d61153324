package io.docspace.auth.portal;

import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.token.Token;

/**
 * What OAuth adds to a portal. Each call is one request, and throws {@link PortalException} as {@link Portal} does. DocSpace has
 * one grant that works without a browser, its own {@code personal_access_token}.
 */
public interface OAuthEndpoints {
    /** Asks for a signature, good for five minutes, that lets the holder of a session ask for a token. */
    String signature(Token session);

    /** Asks for an access token, a JWT of an hour. */
    Granted token(OAuthClient client, String signature);

    /** Asks the portal to forget an access token. Its answer proves nothing; {@link Portal#check} does. */
    void revoke(OAuthClient client, Token token);
}
