package io.docspace.auth.portal.http;

import io.docspace.auth.config.Settings;
import io.docspace.auth.config.Settings.CaFile;
import io.quarkus.arc.Arc;
import io.quarkus.rest.client.reactive.runtime.RestClientBuilderImpl;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.TrustAllOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * Gives the REST client, as it is built of {@code quarkus.rest-client.docspace.*}, what that cannot say: whom to trust, the
 * proxy of the environment, a connect timeout by our name, and the {@link Exchange} around each request.
 */
@RegisterForReflection
public final class PortalClient implements RestClientListener {
    private static final String TLS_NAME = "docspace";

    @Override
    public void onNewClient(Class<?> api, RestClientBuilder builder) {
        RestClientBuilderImpl client = (RestClientBuilderImpl) builder;
        Settings settings = Arc.container().select(Settings.class).get();
        URI portal = settings.baseUrl();
        Optional<Duration> connectTimeout = settings.connectTimeout();
        connectTimeout.ifPresent(timeout -> builder.connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS));
        if (portal.getScheme().equals("https")) {
            Arc.container().select(TlsConfigurationRegistry.class).get().get(TLS_NAME).ifPresent(client::tlsConfiguration);
        }
        Optional<HeaderFile> headers = settings.headerFile().map(file -> new HeaderFile(file.path(), file.setting()));
        client.httpClientRequestCustomizer(request -> {
            headers.ifPresent(file -> file.forEach(request::putHeader));
            Exchange.follow(request);
        });
        client.httpClientOptionsCustomizer(options -> {
            options.setMaxHeaderSize(Exchange.MAX_HEADERS);
            Optional<ProxyAddress> proxy = options.getProxyOptions() == null
                    && !settings.isSet("quarkus.rest-client.docspace.proxy-address")
                            ? ProxyChoice.of(portal, System::getenv)
                            : Optional.empty();
            proxy.map(ProxyAddress::options).ifPresent(options::setProxyOptions);
            if (options.getProxyOptions() == null || proxy.filter(ProxyAddress::resolvesHere).isPresent()) {
                Addresses.useHost(portal.getHost());
            }
            connectTimeout.ifPresent(timeout -> options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setSslHandshakeTimeout(timeout.toMillis()));
            if (portal.getScheme().equals("https")) {
                secure(options, settings.caFiles(), settings.isSet("quarkus.tls." + TLS_NAME + ".protocols"));
            }
        });
    }

    /** @param versionsAreSet whether the options have the versions of TLS that somebody asked for */
    static void secure(HttpClientOptions options, List<CaFile> authorities, boolean versionsAreSet) {
        options.setTrustAll(false).setVerifyHost(true);
        // With trust-all the configuration has a trust store, too: one that takes everybody.
        TrustOptions store = options.getTrustOptions();
        if (store == null || store instanceof TrustAllOptions || !authorities.isEmpty()) {
            options.setTrustOptions(TrustOptions.wrap(PortalTrust.with(authorities)));
        }
        // A named TLS configuration of Quarkus would allow TLS 1.3 alone.
        if (!versionsAreSet) {
            options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
        }
    }
}
