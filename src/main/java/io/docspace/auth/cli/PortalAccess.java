package io.docspace.auth.cli;

import io.docspace.auth.config.Settings;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.http.DocSpaceApi;
import io.docspace.auth.portal.http.DocSpacePortal;
import io.docspace.auth.portal.retry.BackOff;
import io.docspace.auth.portal.retry.RetryingPortal;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.time.Sleeper;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The way to the portal, with the patience that the settings allow. */
@Singleton
final class PortalAccess {
    private final Settings settings;
    private final Provider<DocSpaceApi> api;

    /** @param api built on demand, since it wants an address: settings are checked first */
    PortalAccess(Settings settings, @RestClient Provider<DocSpaceApi> api) {
        this.settings = settings;
        this.api = api;
    }

    /** With the time that the whole run has, counted from its start. */
    Portal open() {
        return open(new Deadline(System::nanoTime, DocspaceAuth.start(), settings.timeout()));
    }

    /** With a time of its own, counted from now. */
    Portal openFor(Duration time) {
        return open(new Deadline(System::nanoTime, System.nanoTime(), time));
    }

    private Portal open(Deadline deadline) {
        Duration requestTimeout = settings.requestTimeout();
        Portal portal = new DocSpacePortal(api.get(), () -> deadline.atMost(requestTimeout));
        return new RetryingPortal(portal, new BackOff(), deadline, Sleeper.REAL);
    }
}
