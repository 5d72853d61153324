package io.docspace.auth.portal;

import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.token.Token;

/**
 * The OAuth requests of a portal. Each call is one request, and throws {@link PortalException} as {@link Portal} does. DocSpace
 * has one grant that works without a browser, its own {@code personal_access_token}.
 */
public interface OAuthEndpoints {
    /** Requests a signature, valid for five minutes, by which the holder of a session can request a token. */
    String signature(Token session);

    /** Requests an access token, a JWT valid for an hour. */
    Granted token(OAuthClient client, String signature);

    /** Requests the revocation of an access token. The answer proves nothing; {@link Portal#check} does. */
    void revoke(OAuthClient client, Token token);
}
