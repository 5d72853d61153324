package io.docspace.auth.signin;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.Portal.Verdict;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The main job: ask for a token, prove it, and only then hand it over. A token that was handed over before and is still good
 * is kept, so that a container that restarts in a loop costs its portal no logins.
 *
 * @param portal asked for the token and for the proof
 * @param sink takes the token
 * @param identity whose token, and of which portal
 * @param keep whether a good token is kept
 * @param minValidity what a token must still live to be kept, where its expiry is known
 */
public record SignIn(Portal portal, TokenSink sink, Identity identity, boolean keep, Duration minValidity) {
    /** What a token must have left to be kept, where nothing else is said. */
    public static final Duration MIN_VALIDITY = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(SignIn.class);

    /**
     * Whose token, and of which portal; both go into the hand-over.
     *
     * @param userName empty where none is needed
     */
    public record Identity(Optional<String> userName, URI baseUrl) {}

    /**
     * What came of it.
     *
     * @param provedAt when the portal took the token, by the portal's clock
     */
    public record Outcome(IssuedToken issued, Instant provedAt) {}

    /**
     * Signs in, with one login, a code where one is wanted, and one check: no more than that, but for what is tried again on
     * the way to the portal.
     *
     * @throws PortalException if the portal refuses, wants a second factor that there is not, cannot be reached, or is no DocSpace
     *         portal
     * @throws TokenNotAcceptedException if the portal does not take the token
     * @throws TokenWriteException if the sink cannot take the token; found out before the login where that is possible
     */
    public Outcome run(AuthMethod way) {
        sink.check();
        Outcome outcome = kept(way).orElseGet(() -> prove(grant(way)));
        sink.write(outcome.issued());
        return outcome;
    }

    private Granted grant(AuthMethod way) {
        if (way instanceof AuthMethod.PasswordLogin login) {
            return login(login.credentials().get(), login.secondFactor());
        }
        return new Granted(((AuthMethod.ExistingToken) way).token().get(), Optional.empty());
    }

    private Granted login(Credentials credentials, AuthMethod.SecondFactor secondFactor) {
        LoginResult login = portal.signIn(credentials);
        if (login instanceof Challenge challenge) {
            AuthMethod.Code code = answerable(challenge)
                    .flatMap(secondFactor::code)
                    .orElseThrow(() -> needed(challenge));
            login = portal.signIn(code.isReusable() ? credentials.withReusable(code.text()) : credentials.with(code.text()));
        } else {
            secondFactor.notWanted();
        }
        if (login instanceof Challenge again) {
            throw needed(again);
        }
        return (Granted) login;
    }

    private static PortalException needed(Challenge challenge) {
        Problem problem = switch (challenge.factor()) {
            case APP -> Problem.APP_CODE_NEEDED;
            case APP_NOT_SET_UP -> Problem.APP_NOT_SET_UP;
            case SMS -> Problem.SMS_CODE_NEEDED;
            case SMS_NOT_SET_UP -> Problem.PHONE_NOT_SET_UP;
        };
        return new PortalException(problem, "signing in", challenge.phone().map(phone -> " " + phone).orElse(""), null);
    }

    /** A code for a user who has not set the second factor up would set it up: that is for the user to do. */
    private static Optional<Challenge> answerable(Challenge challenge) {
        return Optional.of(challenge).filter(c -> c.factor() == Factor.APP || c.factor() == Factor.SMS);
    }

    private Outcome prove(Granted granted) {
        Verdict verdict = portal.check(granted.token());
        if (!verdict.accepted()) {
            throw new TokenNotAcceptedException();
        }
        granted.secondSession().ifPresent(portal::forget);
        return outcome(granted.token(), granted.expires().or(verdict::expires), verdict);
    }

    private Optional<Outcome> kept(AuthMethod way) {
        Optional<StoredToken> stored = keep && way instanceof AuthMethod.PasswordLogin ? sink.current().filter(this::isOurs)
                : Optional.empty();
        return stored.flatMap(token -> {
            Verdict verdict = portal.check(token.token());
            if (!verdict.accepted() || !livesOn(token.expires(), verdict.at())) {
                return Optional.empty();
            }
            LOG.info("the token handed over before is still good, no login needed");
            return Optional.of(outcome(token.token(), token.expires(), verdict));
        });
    }

    private Outcome outcome(Token token, Optional<Instant> expires, Verdict verdict) {
        return new Outcome(new IssuedToken(token, expires, identity.userName(), identity.baseUrl()), verdict.at());
    }

    /** A token of another portal must not be shown to this one. */
    private boolean isOurs(StoredToken stored) {
        boolean ours = stored.userName().map(name -> identity.userName().equals(Optional.of(name))).orElse(true)
                && stored.baseUrl().map(identity.baseUrl().toString()::equals).orElse(true);
        if (!ours) {
            LOG.warn("the token handed over before is of another user or portal and will be replaced");
        }
        return ours;
    }

    private boolean livesOn(Optional<Instant> expires, Instant now) {
        return expires.map(now.plus(minValidity)::isBefore).orElse(true);
    }
}
