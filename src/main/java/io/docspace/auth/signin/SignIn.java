package io.docspace.auth.signin;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.Portal.Verdict;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenIdentity;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The main use case: get a token, prove that it works, and only then hand it over. A stored token that is still good is kept,
 * so that a container in a restart loop causes no logins.
 *
 * @param portal issues the token and checks it
 * @param sink takes the token
 * @param baseUrl the portal's address, without a trailing slash
 * @param keep whether a good token is kept
 * @param minValidity the remaining lifetime that a token needs to be kept, if its expiry is known
 * @param refusals where a refused login is remembered
 */
public record SignIn(Portal portal, TokenSink sink, URI baseUrl, boolean keep, Duration minValidity, RefusalLog refusals) {
    /** The default remaining lifetime that a token needs to be kept. */
    public static final Duration MIN_VALIDITY = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(SignIn.class);

    /**
     * The result.
     *
     * @param provedAt when the portal accepted the token, by the portal's clock
     */
    public record Outcome(IssuedToken issued, Instant provedAt) {}

    /**
     * A token that has not been checked yet.
     *
     * @param settings the settings that the login depended on; empty for a given token
     * @param secondSession a second session of the login, not needed once the token is proved; empty if there is none
     */
    public record FreshToken(IssuedToken issued, List<String> settings, Optional<Token> secondSession) {}

    /**
     * Signs in with one login, a code if one is required, and one check, plus retries of transient failures.
     *
     * @throws PortalException if the portal refuses, requires a code that is not available, cannot be reached, or is
     *         not a DocSpace portal
     * @throws TokenNotAcceptedException if the portal does not accept the token
     * @throws RememberedRefusalException if the same login was refused a short while ago; nothing was sent
     * @throws TokenWriteException if the sink cannot store the token; detected before the login if possible
     */
    public Outcome run(AuthMethod method) {
        Outcome outcome = method instanceof AuthMethod.PasswordLogin login
                ? keptOrNew(login)
                : given(((AuthMethod.ExistingToken) method).token().get());
        sink.write(outcome.issued());
        return outcome;
    }

    /**
     * The first half of the use case, for an agent: gets an unproved token, from a login or from a setting. {@link #judge} must
     * follow.
     *
     * @throws PortalException if the portal refuses, requires a code that is not available, cannot be reached, or is
     *         not a DocSpace portal
     * @throws RememberedRefusalException if the same login was refused a short while ago; nothing was sent
     * @throws TokenWriteException if the sink cannot store the token; nothing was sent
     */
    public FreshToken obtain(AuthMethod method) {
        if (method instanceof AuthMethod.PasswordLogin login) {
            Supplier<List<String>> settings = () -> settings(login);
            refusals.verifyMayTry(settings);
            sink.check();
            return obtain(login, settings.get());
        }
        sink.check();
        Token token = ((AuthMethod.ExistingToken) method).token().get();
        return new FreshToken(new IssuedToken(token, identity(method, token, baseUrl), Optional.empty()), List.of(),
                Optional.empty());
    }

    /** Records the portal's verdict on a fresh token. */
    public void judge(FreshToken fresh, boolean isAccepted) {
        if (isAccepted) {
            fresh.secondSession().ifPresent(portal::forget);
            refusals.clear();
        } else {
            refusals.record(new TokenNotAcceptedException(), fresh.settings());
        }
    }

    /** The identity of a token that this method returned. */
    public static TokenIdentity identity(AuthMethod method, Token token, URI baseUrl) {
        return method instanceof AuthMethod.PasswordLogin login
                ? identity(login, baseUrl)
                : TokenIdentity.ofGiven(baseUrl, token);
    }

    private static TokenIdentity identity(AuthMethod.PasswordLogin login, URI baseUrl) {
        return login.oauth()
                .map(grant -> TokenIdentity.ofOAuthLogin(baseUrl, login.userName(), grant))
                .orElseGet(() -> TokenIdentity.ofLogin(baseUrl, login.userName()));
    }

    private Outcome given(Token token) {
        return prove(new Granted(token, Optional.empty()), TokenIdentity.ofGiven(baseUrl, token));
    }

    private Outcome keptOrNew(AuthMethod.PasswordLogin login) {
        Supplier<List<String>> settings = () -> settings(login);
        TokenIdentity identity = identity(login, baseUrl);
        refusals.verifyMayTry(settings);
        return kept(identity).orElseGet(() -> {
            sink.check();
            return signIn(login, identity, settings.get());
        });
    }

    private List<String> settings(AuthMethod.PasswordLogin login) {
        return Stream.concat(Stream.of(baseUrl.toString(), login.userName()), login.settings().get().stream()).toList();
    }

    private Outcome signIn(AuthMethod.PasswordLogin login, TokenIdentity identity, List<String> settings) {
        FreshToken fresh = obtain(login, settings);
        try {
            Outcome outcome = prove(new Granted(fresh.issued().token(), fresh.issued().expires(), fresh.secondSession()),
                    identity);
            refusals.clear();
            return outcome;
        } catch (PortalException | TokenNotAcceptedException e) {
            refusals.record(e, settings);
            throw e;
        }
    }

    /** @param settings read before the credentials, so that if a file changes in between, the new ones are tried once more */
    private FreshToken obtain(AuthMethod.PasswordLogin login, List<String> settings) {
        Credentials credentials = login.credentials().get();
        try {
            Granted granted = new TwoStepLogin(portal).run(credentials, login.secondFactor());
            return new FreshToken(
                    new IssuedToken(granted.token(), identity(login, baseUrl), granted.expires()),
                    settings, granted.secondSession());
        } catch (PortalException e) {
            refusals.record(e, settings);
            throw e;
        }
    }

    private Outcome prove(Granted granted, TokenIdentity identity) {
        Verdict verdict = portal.check(granted.token());
        if (!verdict.accepted()) {
            throw new TokenNotAcceptedException();
        }
        granted.secondSession().ifPresent(portal::forget);
        return new Outcome(new IssuedToken(granted.token(), identity, granted.expires().or(verdict::expires)), verdict.at());
    }

    private Optional<Outcome> kept(TokenIdentity identity) {
        Optional<StoredToken> stored = keep ? sink.current().filter(token -> isOurs(token, identity)) : Optional.empty();
        return stored.flatMap(token -> {
            Verdict verdict = portal.check(token.token());
            if (!verdict.accepted() || !livesOn(token.expires(), verdict.at())) {
                return Optional.empty();
            }
            LOG.info("the stored token is still good, no login needed");
            return Optional.of(new Outcome(new IssuedToken(token.token(), identity, token.expires()), verdict.at()));
        });
    }

    /** A token of another portal must not be sent to this one, and a token of another user must not be handed over. */
    private static boolean isOurs(StoredToken stored, TokenIdentity identity) {
        boolean ours = stored.isOf(identity);
        if (!ours) {
            LOG.warn(stored.metadata().isPresent()
                    ? "the stored token belongs to another user, portal or sign-in method and will be replaced"
                    : "the owner of the stored token is unknown, so it will be replaced");
        }
        return ours;
    }

    private boolean livesOn(Optional<Instant> expires, Instant now) {
        return expires.map(now.plus(minValidity)::isBefore).orElse(true);
    }
}
