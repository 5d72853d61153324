package io.docspace.auth.portal;

import io.docspace.auth.token.Token;

/** What signing in needs of a portal. */
public interface Portal {
    /**
     * Asks for a token, with one request.
     *
     * @throws PortalException if the portal refuses, cannot be reached, or is no DocSpace portal
     */
    Login signIn(Credentials credentials);

    /**
     * Whether the portal takes the token: asked of the portal, and true for nothing but its plain yes.
     *
     * @throws PortalException if the portal gives neither a yes nor a no
     */
    boolean accepts(Token token);
}
