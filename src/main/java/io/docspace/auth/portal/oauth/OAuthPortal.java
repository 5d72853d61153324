package io.docspace.auth.portal.oauth;

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
import io.docspace.auth.token.Token;
import java.util.Optional;

/**
 * A portal that issues scoped tokens of an OAuth application instead of session tokens. The login's session, which has all the
 * user's rights, is revoked as soon as the token is issued or refused.
 */
public final class OAuthPortal implements Portal {
    private final Portal portal;
    private final OAuthEndpoints endpoints;
    private final OAuthClient client;
    private Optional<Token> issued = Optional.empty();

    public OAuthPortal(Portal portal, OAuthEndpoints endpoints, OAuthClient client) {
        this.portal = portal;
        this.endpoints = endpoints;
        this.client = client;
    }

    @Override
    public LoginResult signIn(Credentials credentials) {
        client.requireAll();
        LoginResult login = portal.signIn(credentials);
        if (!(login instanceof Granted session)) {
            return login;
        }
        try {
            Granted granted = endpoints.token(client, endpoints.signature(session.token()));
            issued = Optional.of(granted.token());
            return granted;
        } finally {
            session.secondSession().ifPresent(portal::forget);
            portal.forget(session.token());
        }
    }

    /**
     * A token that the portal has just issued can be rejected for one reason only: it is valid only for the host that issued
     * it.
     */
    @Override
    public Verdict check(Token token) {
        Verdict verdict = portal.check(token);
        if (!verdict.accepted() && issued.filter(token::equals).isPresent()) {
            throw new PortalException(Problem.OAUTH_OTHER_HOST, "checking the OAuth token");
        }
        return verdict;
    }

    @Override
    public void signOut(Token token) {
        if (token.isJwt()) {
            endpoints.revoke(client, token);
            issued = Optional.empty();
        } else {
            portal.signOut(token);
        }
    }

    @Override
    public Optional<Person> self(Token token) {
        return portal.self(token);
    }

    @Override
    public Optional<ApiKey> key(Token key) {
        return portal.key(key);
    }

    @Override
    public PasswordHashing passwordHashing() {
        return portal.passwordHashing();
    }

    @Override
    public PortalState state() {
        return portal.state();
    }

    @Override
    public void forget(Token token) {
        portal.forget(token);
    }
}
