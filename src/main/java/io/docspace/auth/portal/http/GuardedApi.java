package io.docspace.auth.portal.http;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.http.RequestGuard.Expected;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jboss.logging.Logger;

/** The portal's API, in which each call declares what its request must look like. */
final class GuardedApi implements DocSpaceApi {
    private static final Logger LOG = Logger.getLogger(GuardedApi.class);
    private static final String ROOT = "/api/2.0";
    private static final String AUTHENTICATION = ROOT + "/authentication";

    private final DocSpaceApi api;
    private final RequestGuard guard;

    GuardedApi(DocSpaceApi api, RequestGuard guard) {
        this.api = api;
        this.guard = guard;
    }

    /** Closes the connections. The REST client's proxy offers that only by the interface Closeable. */
    void close() {
        if (api instanceof Closeable client) {
            try {
                client.close();
            } catch (IOException e) {
                LOG.debugf("a client could not be closed: %s", e.getClass().getName());
            }
        }
    }

    @Override
    public Uni<Answer> login(Credentials credentials) {
        return guard.call(new Expected("POST", AUTHENTICATION, Map.of()), () -> api.login(credentials));
    }

    @Override
    public Uni<Answer> loginWithCode(Credentials credentials) {
        return guard.call(new Expected("POST", AUTHENTICATION + "/code", Map.of()), () -> api.loginWithCode(credentials));
    }

    @Override
    public Uni<Answer> check(String authorization) {
        return guard.call(proving(AUTHENTICATION, authorization), () -> api.check(authorization));
    }

    @Override
    public Uni<Answer> checkKey(String authorization) {
        return guard.call(proving(ROOT + "/keys/@self", authorization), () -> api.checkKey(authorization));
    }

    @Override
    public Uni<Answer> logout(String cookie) {
        return guard.call(new Expected("POST", AUTHENTICATION + "/logout", Map.of("Cookie", cookie)),
                () -> api.logout(cookie));
    }

    @Override
    public Uni<Answer> self(String authorization) {
        return guard.call(proving(ROOT + "/people/@self", authorization), () -> api.self(authorization));
    }

    @Override
    public Uni<Answer> settings() {
        return guard.call(new Expected("GET", ROOT + "/settings", Map.of()), api::settings);
    }

    @Override
    public Uni<Answer> oauthSignature(String authorization) {
        return guard.call(proving(ROOT + "/security/oauth2/token", authorization), () -> api.oauthSignature(authorization));
    }

    @Override
    public Uni<Answer> oauthToken(String signature, String grantType, String clientId, String clientSecret, String scope) {
        return guard.call(new Expected("POST", "/oauth2/token", Map.of("x-signature", signature)),
                () -> api.oauthToken(signature, grantType, clientId, clientSecret, scope));
    }

    @Override
    public Uni<Response> oauthRevoke(String token, String clientId, String clientSecret) {
        return guard.call(new Expected("POST", "/oauth2/revoke", Map.of()),
                () -> api.oauthRevoke(token, clientId, clientSecret));
    }

    private static Expected proving(String path, String authorization) {
        return new Expected("GET", path, Map.of("Authorization", authorization));
    }
}
