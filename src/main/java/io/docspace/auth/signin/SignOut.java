package io.docspace.auth.signin;

import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenSink;

/**
 * Revokes a token, proves that the portal no longer accepts it, and deletes the stored copy.
 *
 * @param sink the place that stores the token
 */
public record SignOut(Portal portal, TokenSink sink) {
    /**
     * @throws StillAcceptedException if the portal still accepts the token; the stored copy is then kept
     * @throws PortalException if the portal gives no clear answer; the stored copy is then kept
     */
    public void run(Token token) {
        portal.signOut(token);
        if (isStillAccepted(token)) {
            throw new StillAcceptedException();
        }
        sink.delete(token);
    }

    /** Only an explicit false from the portal is a proof. */
    private boolean isStillAccepted(Token token) {
        try {
            return portal.check(token).accepted();
        } catch (PortalException e) {
            throw e.whileTrying("proving that the token is revoked",
                    "the token may still be good, so its stored copy was not removed");
        }
    }

    /** The portal answered the logout but still accepts the token. The message is one line for the user. */
    public static final class StillAcceptedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StillAcceptedException() {
            super("signing out: the portal still accepts the token; log out everywhere in the portal's own settings", null,
                    false,
                    false);
        }
    }
}
