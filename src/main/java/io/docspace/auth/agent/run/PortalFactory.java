package io.docspace.auth.agent.run;

import io.docspace.auth.portal.Portal;

/** Opens portals, each for a few requests without retries. */
public interface PortalFactory {
    /** A portal with a deadline of its own, counted from now. */
    Portal open();

    /** Makes the next portal read the input files again. */
    void renew();
}
