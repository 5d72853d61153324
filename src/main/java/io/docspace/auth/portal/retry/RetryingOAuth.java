package io.docspace.auth.portal.retry;

import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.OAuthClient;
import io.docspace.auth.portal.OAuthEndpoints;
import io.docspace.auth.token.Token;

/** The OAuth requests with retries of transient failures. A token whose answer was lost expires within the hour. */
public record RetryingOAuth(OAuthEndpoints endpoints, RetryingPortal portal) implements OAuthEndpoints {
    @Override
    public String signature(Token session) {
        return portal.retrying(() -> endpoints.signature(session));
    }

    @Override
    public Granted token(OAuthClient client, String signature) {
        return portal.retrying(() -> endpoints.token(client, signature));
    }

    @Override
    public void revoke(OAuthClient client, Token token) {
        portal.retrying(() -> {
            endpoints.revoke(client, token);
            return true;
        });
    }
}
