package io.docspace.auth.portal.http;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.http.RequestGuard.Expected;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** The portal's API, each call of which says what its request must look like. */
final class GuardedApi implements DocSpaceApi {
    private static final String ROOT = "/api/2.0";
    private static final String AUTHENTICATION = ROOT + "/authentication";

    private final DocSpaceApi api;
    private final RequestGuard guard;

    GuardedApi(DocSpaceApi api, RequestGuard guard) {
        this.api = api;
        this.guard = guard;
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

    private static Expected proving(String path, String authorization) {
        return new Expected("GET", path, Map.of("Authorization", authorization));
    }
}
