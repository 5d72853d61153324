package io.docspace.auth.signin;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.Login;
import io.docspace.auth.portal.Login.Challenge;
import io.docspace.auth.portal.Login.Granted;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.token.Handover;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The main job: ask for a token, prove it, and only then hand it over. A token that was handed over before and is still good
 * is kept, so that a container that restarts in a loop costs its portal no logins.
 *
 * @param portal asked for the token and for the proof
 * @param sink takes the token
 * @param who whose token, and of which portal
 * @param keep whether a good token is kept
 * @param minValidity what a token must still live to be kept, where its expiry is known
 * @param clock for the expiry, which is a hint: the portal's word decides
 */
public record SignIn(Portal portal, TokenSink sink, Who who, boolean keep, Duration minValidity, Clock clock) {
    private static final Logger LOG = Logger.getLogger(SignIn.class);

    /** Whose token, and of which portal; both go into the hand-over. */
    public record Who(String userName, URI baseUrl) {}

    /**
     * Signs in, with one login and one check at the most, but for what is tried again on the way to the portal.
     *
     * @param password asked for only where a login is needed
     * @return what was handed over
     * @throws PortalException if the portal refuses, cannot be reached, or is no DocSpace portal
     * @throws SecondFactorException if the portal wants more than a password
     * @throws TokenNotAcceptedException if the portal does not take the token that it gave
     * @throws TokenWriteException if the sink cannot take the token; found out before the login where that is possible
     */
    public Handover run(Supplier<String> password) {
        sink.check();
        Handover handover = kept().orElseGet(() -> signIn(password.get()));
        sink.write(handover);
        return handover;
    }

    private Handover signIn(String password) {
        Granted granted = granted(portal.signIn(new Credentials(who.userName(), password)));
        if (!portal.accepts(granted.token())) {
            throw new TokenNotAcceptedException();
        }
        return new Handover(granted.token(), granted.expires(), who.userName(), who.baseUrl());
    }

    private static Granted granted(Login login) {
        if (login instanceof Challenge challenge) {
            throw new SecondFactorException(challenge);
        }
        return (Granted) login;
    }

    private Optional<Handover> kept() {
        Optional<StoredToken> good = (keep ? sink.current() : Optional.<StoredToken>empty())
                .filter(this::isOurs)
                .filter(this::livesOn)
                .filter(stored -> portal.accepts(stored.token()));
        good.ifPresent(stored -> LOG.info("the token handed over before is still good, no login needed"));
        return good.map(stored -> new Handover(stored.token(), stored.expires(), who.userName(), who.baseUrl()));
    }

    /** A token of another portal must not be shown to this one. */
    private boolean isOurs(StoredToken stored) {
        boolean ours = stored.userName().map(who.userName()::equals).orElse(true)
                && stored.baseUrl().map(who.baseUrl().toString()::equals).orElse(true);
        if (!ours) {
            LOG.warn("the token handed over before is of another user or portal and will be replaced");
        }
        return ours;
    }

    private boolean livesOn(StoredToken stored) {
        return stored.expires().map(clock.instant().plus(minValidity)::isBefore).orElse(true);
    }
}
