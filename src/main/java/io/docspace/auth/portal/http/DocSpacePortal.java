package io.docspace.auth.portal.http;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.ApiKey;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.OAuthClient;
import io.docspace.auth.portal.OAuthEndpoints;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.PortalState;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.time.Activity;
import io.docspace.auth.time.Activity.Kind;
import io.docspace.auth.token.Token;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A portal by its HTTP API. Each call is one request, and a second one if a refusal is ambiguous. */
public final class DocSpacePortal implements Portal, OAuthEndpoints {
    private static final Logger LOG = Logger.getLogger(DocSpacePortal.class);

    private final DocSpaceApi api;
    private final Supplier<Duration> lookUpLimit;
    private final Supplier<Duration> limit;

    /**
     * @param lookUpLimit the time limit of the next host name look-up
     * @param limit the time limit of the request after it, from its start to the last byte of its answer
     */
    public DocSpacePortal(DocSpaceApi api, Supplier<Duration> lookUpLimit, Supplier<Duration> limit) {
        this.api = api;
        this.lookUpLimit = lookUpLimit;
        this.limit = limit;
    }

    @Override
    public LoginResult signIn(Credentials credentials) {
        return credentials.code() == null
                ? ask(Step.LOGIN, api.login(credentials), AnswerParser::login)
                : ask(Step.CODE, api.loginWithCode(credentials), AnswerParser::login);
    }

    @Override
    public Verdict check(Token token) {
        if (token.isApiKey()) {
            return accepted(() -> ask(Step.CHECK_KEY, api.checkKey(token.authorization()), AnswerParser::keyVerdict))
                    .orElseGet(() -> new Verdict(false, Instant.now()));
        }
        Verdict verdict = ask(token.isJwt() ? Step.CHECK_JWT : Step.CHECK, api.check(token.authorization()),
                AnswerParser::verdict);
        return new Verdict(verdict.accepted(), verdict.at(), token.expires());
    }

    @Override
    public void signOut(Token token) {
        accepted(() -> ask(Step.LOGOUT, api.logout("asc_auth_key=" + token.text()), Function.identity()));
    }

    @Override
    public void forget(Token token) {
        try {
            signOut(token);
            LOG.debug("the second session of the login by code is revoked");
        } catch (PortalException e) {
            LOG.debugf("the second session of the login by code is not revoked: %s", e.getMessage());
        }
    }

    @Override
    public Optional<Person> self(Token token) {
        return accepted(() -> ask(Step.SELF, api.self(token.authorization()), AnswerParser::person));
    }

    @Override
    public Optional<ApiKey> key(Token key) {
        return accepted(() -> ask(Step.CHECK_KEY, api.checkKey(key.authorization()), AnswerParser::goodKey))
                .flatMap(found -> found);
    }

    @Override
    public PasswordHashing passwordHashing() {
        return ask(Step.SETTINGS, api.settings(), AnswerParser::hashing);
    }

    @Override
    public PortalState state() {
        return ask(Step.SETTINGS, api.settings(), AnswerParser::state);
    }

    @Override
    public String signature(Token session) {
        return ask(Step.OAUTH_SIGNATURE, api.oauthSignature(session.authorization()), AnswerParser::signature);
    }

    @Override
    public Granted token(OAuthClient client, String signature) {
        return ask(Step.OAUTH_TOKEN, api.oauthToken(signature, "personal_access_token", client.id(), client.secret().get(),
                client.scope().get()), AnswerParser::oauthToken);
    }

    @Override
    public void revoke(OAuthClient client, Token token) {
        ask(Step.OAUTH_REVOKE, api.oauthRevoke(token.text(), client.id(), client.secret().get()).replaceWith(Answer.NONE),
                Function.identity());
    }

    /** The result; empty if the portal rejects the token. */
    private static <T> Optional<T> accepted(Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (PortalException e) {
            if (e.problem() == Problem.TOKEN_REJECTED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T ask(Step step, Uni<Answer> request, Function<Answer, T> meaning) {
        try {
            return meaning.apply(answer(request));
        } catch (SettingException nothingWasSent) {
            throw nothingWasSent;
        } catch (RuntimeException e) {
            RuntimeException failure = PortalErrors.explain(step, e);
            throw failure instanceof PortalException known ? settled(known) : failure;
        }
    }

    private Answer answer(Uni<Answer> request) {
        MultiAddressTransport.lookUp(lookUpLimit.get());
        Answer answer = Activity.during(Kind.PORTAL, "waiting for the portal's answer", () -> request
                .onFailure(MultiAddressTransport.retryNextAddress()).retry().indefinitely()
                .await().atMost(atLeastSome(limit.get())));
        if (answer == null) {
            throw new MalformedAnswer("an empty body");
        }
        return answer;
    }

    /** At least a millisecond: at the deadline nothing is left, and Mutiny rejects zero. */
    private static Duration atLeastSome(Duration time) {
        return time.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : time;
    }

    /**
     * Asks for the portal's state: a portal that is not set up rejects the password, and a suspended one answers that it does
     * not exist.
     */
    private PortalException settled(PortalException failure) {
        if (failure.problem() != Problem.WRONG_CREDENTIALS && failure.problem() != Problem.NO_SUCH_PORTAL) {
            return failure;
        }
        try {
            Problem problem = AnswerParser.state(answer(api.settings())).explain(failure.problem());
            return problem == failure.problem() ? failure : failure.as(problem);
        } catch (RuntimeException noAnswer) {
            return failure;
        }
    }
}
