package io.docspace.auth.portal.http;

import static org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties.CONNECTION_POOL_SIZE;
import static org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties.CONNECTION_TTL;
import static org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties.KEEP_ALIVE_ENABLED;

import io.docspace.auth.config.NetworkSettings.CaFile;
import io.docspace.auth.config.SettingException;
import io.quarkus.rest.client.reactive.runtime.RestClientBuilderImpl;
import io.quarkus.tls.runtime.TrustAllOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Builds the REST client from {@link ConnectionSettings}, and makes {@link Exchange} follow each request. */
public final class PortalClient {
    private static final int MILLIS = 1000;

    private PortalClient() {}

    /**
     * A client for a portal.
     *
     * @throws io.docspace.auth.config.SettingException if a CA file or the header file cannot be read, or a proxy
     *         variable is invalid
     */
    public static DocSpaceApi open(ConnectionSettings settings, FrameworkSettings framework) {
        RestClientBuilderImpl client = new RestClientBuilderImpl().baseUri(settings.portal()).followRedirects(false);
        // The framework's own setting takes precedence.
        Duration connectTimeout = framework.client().connectTimeout().map(Duration::ofMillis).orElse(settings.connectTimeout());
        client.connectTimeout(millis(connectTimeout), TimeUnit.MILLISECONDS);
        framework.client().readTimeout().ifPresent(timeout -> client.readTimeout(timeout, TimeUnit.MILLISECONDS));
        framework.client().userAgent().ifPresent(client::userAgent);
        client.property(CONNECTION_POOL_SIZE, framework.client().connectionPoolSize().orElse(1));
        framework.client().connectionTTL().ifPresent(millis -> client.property(CONNECTION_TTL, millis / MILLIS));
        boolean isSecure = settings.portal().getScheme().equals("https");
        if (isSecure) {
            framework.tls().ifPresent(client::tlsConfiguration);
        }
        Optional<ProxyAddress> proxy = ProxyChoice.of(settings.portal(), settings.environment());
        // A proxy that hands requests on may close the connection after each of them, and say so too late.
        boolean isHandedOn = !isSecure && proxy.filter(to -> to.options().getType() == ProxyType.HTTP).isPresent();
        client.property(KEEP_ALIVE_ENABLED, framework.client().keepAliveEnabled().orElse(!isHandedOn));
        PortalHost host = PortalHost.of(settings.portal());
        if (host.isStrange() && proxy.isPresent() && !host.isStandardPort()) {
            throw new SettingException(
                    "a proxy cannot connect to a non-standard port of a host with _ in its name; use another name for the host");
        }
        RequestGuard guard = new RequestGuard(settings.portal(), proxy.isPresent());
        Optional<HeaderFile> headers = settings.headers().map(file -> new HeaderFile(file.path(), file.setting()));
        client.httpClientRequestCustomizer(request -> guard.prepare(request, () -> {
            headers.ifPresent(file -> file.forEach(request::putHeader));
            if (host.isStrange()) {
                // Not HostAndPort.authority, which knows no name with "_".
                request.authority(HostAndPort.create(host.name(), host.port()));
            }
            guard.watch(request);
            Exchange.follow(request);
        }));
        client.httpClientOptionsCustomizer(options -> {
            options.setMaxHeaderSize(Exchange.MAX_HEADERS);
            options.setDefaultHost(host.name());
            options.setProxyOptions(proxy.map(ProxyAddress::options).orElse(null));
            if (proxy.isEmpty() || proxy.filter(ProxyAddress::resolvesHere).isPresent()) {
                MultiAddressTransport.useHost(host.name(), host.isStrange() ? host.port() : 0);
            }
            options.setProtocolVersion(HttpVersion.HTTP_1_1).setUseAlpn(false).setMaxRedirects(0);
            MultiAddressTransport.useProxy(proxy.map(to -> to.options().getHost()).orElse(null));
            options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS).setSslHandshakeTimeout(millis(connectTimeout));
            if (isSecure) {
                secure(options, settings.authorities(), framework.tlsVersionsAreSet());
            }
        });
        return new GuardedApi(client.build(DocSpaceApi.class), guard);
    }

    /** Closes a client's connections. */
    public static void close(DocSpaceApi api) {
        if (api instanceof GuardedApi guarded) {
            guarded.close();
        }
    }

    /** Milliseconds within the range of Vert.x. */
    private static long millis(Duration duration) {
        return Math.min(duration.toMillis(), Integer.MAX_VALUE);
    }

    /** @param versionsAreSet whether the TLS versions in the options were configured */
    static void secure(HttpClientOptions options, List<CaFile> authorities, boolean versionsAreSet) {
        options.setTrustAll(false).setVerifyHost(true);
        // With trust-all the configuration has a trust store that accepts everything.
        TrustOptions store = options.getTrustOptions();
        if (store == null || store instanceof TrustAllOptions || !authorities.isEmpty()) {
            options.setTrustOptions(TrustOptions.wrap(PortalTrust.with(authorities)));
        }
        // A named TLS configuration of Quarkus would allow only TLS 1.3.
        if (!versionsAreSet) {
            options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
        }
    }
}
