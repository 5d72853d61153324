package io.docspace.auth.portal.http;

import io.quarkus.restclient.config.RestClientsConfig.RestClientConfig;
import io.quarkus.tls.TlsConfiguration;
import java.util.Optional;

/**
 * What the framework's own keys say of connections. Of the REST client's, those alone are taken that {@link PortalClient} asks for:
 * none of them changes where a request goes, how, or as whom.
 *
 * @param client the keys {@code quarkus.rest-client.docspace.*}
 * @param tls the keys {@code quarkus.tls.docspace.*}
 * @param tlsVersionsAreSet whether they say which versions of TLS are used
 */
public record FrameworkSettings(RestClientConfig client, Optional<TlsConfiguration> tls, boolean tlsVersionsAreSet) {}
