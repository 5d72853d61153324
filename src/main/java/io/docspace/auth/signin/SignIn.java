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
 * The main job: ask for a token, prove it, and only then hand it over. A token that was handed over before and is still good
 * is kept, so that a container that restarts in a loop costs its portal no logins.
 *
 * @param portal asked for the token and for the proof
 * @param sink takes the token
 * @param baseUrl the portal's address, without a trailing slash
 * @param keep whether a good token is kept
 * @param minValidity what a token must still live to be kept, where its expiry is known
 * @param refusals where a refused login is remembered
 */
public record SignIn(Portal portal, TokenSink sink, URI baseUrl, boolean keep, Duration minValidity, RefusalLog refusals) {
    /** What a token must have left to be kept, where nothing else is said. */
    public static final Duration MIN_VALIDITY = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(SignIn.class);

    /**
     * What came of it.
     *
     * @param provedAt when the portal took the token, by the portal's clock
     */
    public record Outcome(IssuedToken issued, Instant provedAt) {}

    /**
     * A token that is not proved yet.
     *
     * @param settings what the login depended on; empty for a token that was given
     * @param secondSession of the login, of no use once the token is proved; empty where there is none
     */
    public record FreshToken(IssuedToken issued, List<String> settings, Optional<Token> secondSession) {}

    /**
     * Signs in, with one login, a code where one is wanted, and one check: no more than that, but for what is tried again on
     * the way to the portal.
     *
     * @throws PortalException if the portal refuses, wants a second factor that there is not, cannot be reached, or is no DocSpace
     *         portal
     * @throws TokenNotAcceptedException if the portal does not take the token
     * @throws RememberedRefusalException if the same login was refused a short while ago; nothing was sent
     * @throws TokenWriteException if the sink cannot take the token; found out before the login where that is possible
     */
    public Outcome run(AuthMethod way) {
        Outcome outcome = way instanceof AuthMethod.PasswordLogin login
                ? keptOrNew(login)
                : given(((AuthMethod.ExistingToken) way).token().get());
        sink.write(outcome.issued());
        return outcome;
    }

    /**
     * The first half of the job, for an agent: a token, not proved, from a login or from where it was given. {@link #judge} is to
     * follow.
     *
     * @throws PortalException if the portal refuses, wants a second factor that there is not, cannot be reached, or is no DocSpace
     *         portal
     * @throws RememberedRefusalException if the same login was refused a short while ago; nothing was sent
     * @throws TokenWriteException if the sink cannot take the token; nothing was sent
     */
    public FreshToken obtain(AuthMethod way) {
        if (way instanceof AuthMethod.PasswordLogin login) {
            Supplier<List<String>> settings = () -> settings(login);
            refusals.verifyMayTry(settings);
            sink.check();
            return obtain(login, settings.get());
        }
        sink.check();
        Token token = ((AuthMethod.ExistingToken) way).token().get();
        return new FreshToken(new IssuedToken(token, identity(way, token, baseUrl), Optional.empty()), List.of(),
                Optional.empty());
    }

    /** Remembers what the portal said of a fresh token. */
    public void judge(FreshToken fresh, boolean isAccepted) {
        if (isAccepted) {
            fresh.secondSession().ifPresent(portal::forget);
            refusals.clear();
        } else {
            refusals.record(new TokenNotAcceptedException(), fresh.settings());
        }
    }

    /** Whose a token is that was got in a way. */
    public static TokenIdentity identity(AuthMethod way, Token token, URI baseUrl) {
        return way instanceof AuthMethod.PasswordLogin login
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

    /** @param settings read before the credentials: should a file change in between, the new ones are tried once more */
    private FreshToken obtain(AuthMethod.PasswordLogin login, List<String> settings) {
        Credentials credentials = login.credentials().get();
        try {
            Granted granted = login(credentials, login.secondFactor());
            return new FreshToken(
                    new IssuedToken(granted.token(), identity(login, baseUrl), granted.expires()),
                    settings, granted.secondSession());
        } catch (PortalException e) {
            refusals.record(e, settings);
            throw e;
        }
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

    /** A token of another portal must not be shown to this one, and one of another user must not be handed on. */
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
