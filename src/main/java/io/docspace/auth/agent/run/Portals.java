package io.docspace.auth.agent.run;

import io.docspace.auth.portal.Portal;

/** The ways to the portal: each is for a few requests, of which each is tried once. */
public interface Portals {
    /** A way that has a time of its own, counted from now. */
    Portal open();

    /** Lets the next way be made of the files that settings name as they are then. */
    void renew();
}
