package io.docspace.auth.cli;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings;
import io.docspace.auth.portal.OAuthClient;
import io.docspace.auth.portal.OAuthEndpoints;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.http.ConnectionSettings;
import io.docspace.auth.portal.http.DocSpaceApi;
import io.docspace.auth.portal.http.DocSpacePortal;
import io.docspace.auth.portal.http.FrameworkSettings;
import io.docspace.auth.portal.http.MultiAddressTransport;
import io.docspace.auth.portal.http.PortalClient;
import io.docspace.auth.portal.oauth.OAuthPortal;
import io.docspace.auth.portal.retry.BackOff;
import io.docspace.auth.portal.retry.RetryingOAuth;
import io.docspace.auth.portal.retry.RetryingPortal;
import io.docspace.auth.time.Deadline;
import io.quarkus.restclient.config.RestClientsConfig;
import io.quarkus.restclient.config.RestClientsConfig.RestClientConfig;
import io.quarkus.runtime.ImageMode;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Opens connections to the portal with the timeouts and retries that the settings allow. */
@Singleton
final class PortalAccess {
    private static final Logger LOG = Logger.getLogger(PortalAccess.class);
    private static final String NAME = "docspace";

    /** Limit for a name look-up in a single try, which has no deadline; the system's resolver gives up earlier. */
    private static final Duration LOOK_UP = Duration.ofMinutes(5);

    private final Settings settings;
    private final Invocation invocation;
    private final RestClientsConfig clients;
    private final TlsConfigurationRegistry tls;
    private DocSpaceApi api;

    PortalAccess(Settings settings, Invocation invocation, RestClientsConfig clients, TlsConfigurationRegistry tls) {
        this.settings = settings;
        this.invocation = invocation;
        this.clients = clients;
        this.tls = tls;
    }

    /** A portal with the deadline of the whole run, counted from its start. */
    Portal open() {
        return open(new Deadline(invocation.clock(), invocation.start(), settings.timeout()));
    }

    /** A portal with a deadline of its own, counted from now. */
    Portal openFor(Duration time) {
        return open(new Deadline(invocation.clock(), invocation.clock().getAsLong(), time));
    }

    /** A portal with a deadline of its own, counted from now, that tries each request once. */
    Portal openOnce() {
        DocSpacePortal portal = portal(new Deadline(invocation.clock(), invocation.clock().getAsLong(), settings.timeout()));
        return withOAuth(portal, () -> portal);
    }

    /** Drops the REST client, so that its next use builds a new one from the current content of the files. */
    synchronized void renew() {
        try {
            tls.get(tlsName(clients.getClient(DocSpaceApi.class))).ifPresent(TlsConfiguration::reload);
        } catch (RuntimeException unreadable) {
            LOG.debugf("the TLS configuration cannot be read again: %s", unreadable.getClass().getName());
        }
        if (api != null) {
            PortalClient.close(api);
        }
        api = null;
    }

    private Portal open(Deadline deadline) {
        DocSpacePortal portal = portal(deadline);
        RetryingPortal retrying = new RetryingPortal(portal, new BackOff(), deadline, invocation.clock());
        return withOAuth(retrying, () -> new RetryingOAuth(portal, retrying));
    }

    private DocSpacePortal portal(Deadline deadline) {
        Duration requestTimeout = settings.network().requestTimeout();
        return new DocSpacePortal(api(), () -> deadline.atMost(LOOK_UP), () -> deadline.atMost(requestTimeout));
    }

    /** Without an app, none of the classes of OAuth is loaded. */
    private Portal withOAuth(Portal portal, Supplier<OAuthEndpoints> endpoints) {
        Optional<String> client = settings.oauthClientId();
        return client.isPresent() ? scoped(portal, endpoints.get(), client.get()) : portal;
    }

    private Portal scoped(Portal portal, OAuthEndpoints endpoints, String client) {
        return new OAuthPortal(portal, endpoints, oauthClient(client));
    }

    private OAuthClient oauthClient(String id) {
        return new OAuthClient(id,
                () -> settings.oauthClientSecret()
                        .orElseThrow(() -> new SettingException("the secret of the OAuth app " + id
                                + " is missing; set --oauth-client-secret-file or DOCSPACE_OAUTH_CLIENT_SECRET"))
                        .value().get(),
                () -> settings.scope()
                        .orElseThrow(() -> new SettingException("the scope for the OAuth app " + id
                                + " is missing; set --scope, for example \"files:read\"")));
    }

    private ConnectionSettings connection() {
        return new ConnectionSettings(settings.baseUrl(), settings.network().connectTimeout(), settings.network().caFiles(),
                settings.network().headerFile(),
                invocation.environment()::get);
    }

    /** Built when first needed, since it needs the address, and only once, since it holds the connection. */
    private synchronized DocSpaceApi api() {
        if (api == null) {
            if (ImageMode.current() != ImageMode.NATIVE_RUN) {
                invocation.end().beforeHalt(MultiAddressTransport::parkEventLoop);
            }
            RestClientConfig framework = clients.getClient(DocSpaceApi.class);
            api = PortalClient.open(connection(), new FrameworkSettings(framework,
                    tls.get(tlsName(framework)),
                    FrameworkConfig.isSet("quarkus.tls." + tlsName(framework) + ".protocols")));
        }
        return api;
    }

    private static String tlsName(RestClientConfig framework) {
        return framework.tlsConfigurationName().orElse(NAME);
    }
}
