package io.docspace.auth.agent.run;

import io.docspace.auth.agent.AgentAction;
import io.docspace.auth.agent.AgentEvent;
import io.docspace.auth.agent.AgentEvent.FileView;
import io.docspace.auth.agent.AgentEvent.Origin;
import io.docspace.auth.agent.Failure;
import io.docspace.auth.agent.Trouble;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.Portal.Verdict;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.signin.SignIn.FreshToken;
import io.docspace.auth.signin.TokenNotAcceptedException;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenSink;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Performs an agent's actions on the portal and the files. Failures become events; the last one is kept, to end with. */
public final class PortalActionRunner implements ActionRunner {
    private final PortalFactory portals;
    private final Function<Portal, SignIn> signIn;
    private final AuthMethod method;
    private final URI baseUrl;
    private final TokenSink sink;
    private final InputFiles inputs;
    private final InstantSource clock;
    private final OutcomeCounter logins;
    private final OutcomeCounter checks;

    private Optional<FreshToken> fresh = Optional.empty();
    private volatile Optional<Token> own = Optional.empty();
    private RuntimeException last = new IllegalStateException("nothing has failed");

    /**
     * @param signIn creates the use case for a portal
     * @param baseUrl the portal's address, without a trailing slash
     * @param clock this machine's clock, for records of refusals
     * @param logins counts logins by outcome
     * @param checks counts checks by outcome
     */
    public PortalActionRunner(PortalFactory portals, Function<Portal, SignIn> signIn, AuthMethod method, URI baseUrl,
            TokenSink sink,
            InputFiles inputs, InstantSource clock, OutcomeCounter logins, OutcomeCounter checks) {
        this.portals = portals;
        this.signIn = signIn;
        this.method = method;
        this.baseUrl = baseUrl;
        this.sink = sink;
        this.inputs = inputs;
        this.clock = clock;
        this.logins = logins;
        this.checks = checks;
    }

    /** The token of this process's last login; empty if there was none. */
    public Optional<Token> own() {
        return own;
    }

    @Override
    public AgentEvent perform(AgentAction action) {
        if (action instanceof AgentAction.Look) {
            return look();
        }
        if (action instanceof AgentAction.Check check) {
            return check(check.token());
        }
        if (action instanceof AgentAction.Login) {
            return login();
        }
        if (action instanceof AgentAction.Write write) {
            return write(write.token(), write.expires());
        }
        throw last;
    }

    private AgentEvent look() {
        boolean changed = inputs.haveChanged();
        if (changed) {
            portals.renew();
        }
        try {
            return new AgentEvent.Looked(view(), changed);
        } catch (RuntimeException unknown) {
            return new AgentEvent.Looked(new FileView.Unknown(), changed);
        }
    }

    private FileView view() {
        Optional<StoredToken> stored = sink.peek();
        if (stored.isEmpty()) {
            return new FileView.Missing();
        }
        Token token = stored.get().token();
        return stored.get().isOf(SignIn.identity(method, token, baseUrl))
                ? new FileView.Holds(token, stored.get().expires(), sink.holdsEverywhere(token))
                : new FileView.Foreign();
    }

    private AgentEvent login() {
        boolean posts = method instanceof AuthMethod.PasswordLogin;
        try {
            FreshToken granted = signIn.apply(portals.open()).obtain(method);
            fresh = Optional.of(granted);
            Token token = granted.issued().token();
            if (posts) {
                own = Optional.of(token);
                logins.add("granted");
            }
            return new AgentEvent.Granted(token, granted.issued().expires(), posts ? Origin.LOGIN : Origin.GIVEN);
        } catch (RuntimeException e) {
            Failure failure = failure(e);
            logins.add(failure.kind());
            return new AgentEvent.LoginFailed(failure);
        }
    }

    private AgentEvent check(Token token) {
        try {
            Portal portal = portals.open();
            Verdict verdict = portal.check(token);
            checks.add(verdict.accepted() ? "accepted" : "rejected");
            Optional<FreshToken> judged = fresh.filter(one -> one.issued().token().equals(token));
            if (judged.isPresent()) {
                fresh = Optional.empty();
                signIn.apply(portal).judge(judged.get(), verdict.accepted());
            }
            last = verdict.accepted() ? last : new TokenNotAcceptedException();
            return verdict.accepted() ? new AgentEvent.Proved(token, verdict.at(), verdict.expires())
                    : new AgentEvent.Rejected(token);
        } catch (RuntimeException e) {
            Failure failure = failure(e);
            checks.add(failure.kind());
            return new AgentEvent.CheckFailed(failure);
        }
    }

    private AgentEvent write(Token token, Optional<Instant> expires) {
        try {
            sink.write(new IssuedToken(token, SignIn.identity(method, token, baseUrl), expires));
            return new AgentEvent.Written();
        } catch (RuntimeException e) {
            return new AgentEvent.NotWritten(failure(e));
        }
    }

    private Failure failure(RuntimeException e) {
        last = e;
        Failure failure = FailureMapper.of(e, clock);
        if (failure.kind() == Trouble.TLS) {
            portals.renew();
        }
        return failure;
    }
}
