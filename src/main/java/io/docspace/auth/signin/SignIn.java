package io.docspace.auth.signin;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.Login;
import io.docspace.auth.portal.Login.Challenge;
import io.docspace.auth.portal.Login.Granted;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.token.Handover;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import java.net.URI;

/** The main job: ask for a token, prove it, and only then hand it over. */
public final class SignIn {
    private final Portal portal;
    private final URI portalAddress;
    private final TokenSink sink;

    /** @param portalAddress goes into the hand-over */
    public SignIn(Portal portal, URI portalAddress, TokenSink sink) {
        this.portal = portal;
        this.portalAddress = portalAddress;
        this.sink = sink;
    }

    /**
     * Signs in, with one login and one check at the most.
     *
     * @return what was handed over
     * @throws PortalException if the portal refuses, cannot be reached, or is no DocSpace portal
     * @throws SecondFactorException if the portal wants more than a password
     * @throws TokenNotAcceptedException if the portal does not take the token that it gave
     * @throws TokenWriteException if the sink cannot take the token; found out before the login where that is possible
     */
    public Handover run(Credentials credentials) {
        sink.check();
        Granted granted = granted(portal.signIn(credentials));
        if (!portal.accepts(granted.token())) {
            throw new TokenNotAcceptedException();
        }
        Handover handover =
                new Handover(granted.token(), granted.expires(), credentials.userName(), portalAddress);
        sink.write(handover);
        return handover;
    }

    private static Granted granted(Login login) {
        if (login instanceof Challenge challenge) {
            throw new SecondFactorException(challenge);
        }
        return (Granted) login;
    }
}
