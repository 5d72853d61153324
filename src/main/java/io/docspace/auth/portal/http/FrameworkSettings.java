package io.docspace.auth.portal.http;

import io.quarkus.restclient.config.RestClientsConfig.RestClientConfig;
import io.quarkus.tls.TlsConfiguration;
import java.util.Optional;

/**
 * The framework's own settings for connections. Of the REST client's keys, only those that {@link PortalClient} reads count;
 * none of them changes where, how or as whom a request is sent.
 *
 * @param client the keys {@code quarkus.rest-client.docspace.*}
 * @param tls the keys {@code quarkus.tls.docspace.*}
 * @param tlsVersionsAreSet whether the TLS versions are configured
 */
public record FrameworkSettings(RestClientConfig client, Optional<TlsConfiguration> tls, boolean tlsVersionsAreSet) {}
