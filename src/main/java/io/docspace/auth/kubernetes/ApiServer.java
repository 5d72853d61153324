package io.docspace.auth.kubernetes;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.time.Deadline;
import io.quarkus.rest.client.reactive.runtime.RestClientBuilderImpl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.logging.Logger;

/**
 * A client of the API server, as the pod's service account. It trusts only the service account's authorities. No proxy, no
 * redirect and no setting for the portal's connection applies, and only the Secret is sent.
 */
final class ApiServer {
    private static final Logger LOG = Logger.getLogger(ApiServer.class);
    private static final String FIELD_MANAGER = "docspace-auth";

    private final ServiceAccount account;
    private final String namespace;
    private final String name;
    private final ApiErrors errors;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private SecretApi api;
    private byte[] trusted = {};

    /**
     * @param connectTimeout for one connection
     * @param requestTimeout for one request and its answer
     */
    ApiServer(ServiceAccount account, String namespace, String name, Duration connectTimeout, Duration requestTimeout) {
        this.account = account;
        this.namespace = namespace;
        this.name = name;
        this.errors = new ApiErrors(namespace, name);
        this.connectTimeout = connectTimeout;
        this.requestTimeout = requestTimeout;
    }

    /** The Secret; empty if there is none. */
    Optional<SecretState> get(Deadline deadline) {
        Response answer = ask("GET", deadline, secrets -> secrets.get(authorization(), namespace, name));
        return answer.getStatus() == 404 ? Optional.empty() : Optional.of(state(answer));
    }

    /** Replaces our fields of the Secret by these; returns the resulting Secret. */
    SecretState apply(SecretState state, boolean dryRun, Deadline deadline) {
        return state(
                ask(dryRun ? "PATCH (dry run)" : "PATCH", deadline, secrets -> secrets.apply(authorization(), namespace, name,
                        FIELD_MANAGER, true, dryRun ? "All" : null, state.document(namespace, name))));
    }

    private SecretState state(Response answer) {
        String body = answer.readEntity(String.class);
        if (answer.getStatus() / 100 != 2) {
            throw errors.refusal(answer.getStatus(), body == null ? "" : body, answer.getHeaderString(HttpHeaders.RETRY_AFTER));
        }
        return SecretState.parse(body == null ? "" : body).orElseThrow(ApiErrors::notAnApiServer);
    }

    private String authorization() {
        return "Bearer " + account.token();
    }

    private synchronized Response ask(String what, Deadline deadline, Function<SecretApi, Uni<Response>> request) {
        long start = System.nanoTime();
        try {
            Response answer = request.apply(client()).ifNoItem().after(deadline.atMost(requestTimeout)).fail()
                    .await().indefinitely();
            LOG.debugf("%s Secret %s/%s: %d after %d ms", what, namespace, name, answer.getStatus(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
            return answer;
        } catch (RuntimeException e) {
            LOG.debugf("%s Secret %s/%s: no answer", what, namespace, name);
            throw e instanceof ApiFailure || e instanceof SettingException ? e
                    : ApiErrors.unanswered(e);
        }
    }

    /** A client that trusts the current authorities. */
    private SecretApi client() {
        byte[] authorities = account.authorities();
        if (api == null || !Arrays.equals(authorities, trusted)) {
            RestClientBuilderImpl builder = new RestClientBuilderImpl();
            X509ExtendedTrustManager trust = trust(authorities);
            builder.httpClientOptionsCustomizer(options -> secure(options, trust));
            api = builder.baseUri(account.apiServer())
                    .followRedirects(false)
                    .connectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                    .property("microprofile.rest.client.disable.default.mapper", true)
                    .build(SecretApi.class);
            trusted = authorities;
        }
        return api;
    }

    private void secure(HttpClientOptions options, X509ExtendedTrustManager trust) {
        options.setTrustAll(false).setVerifyHost(true).setTrustOptions(TrustOptions.wrap(trust))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS).setSslHandshakeTimeout(connectTimeout.toMillis());
        options.setProxyOptions(null);
    }

    private static X509ExtendedTrustManager trust(byte[] authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(authorities))) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new ApiFailure(ApiFailure.Kind.FINAL, "ca.crt of the service account contains no valid certificates",
                    "restart the pod to get a new one", e);
        }
    }
}
