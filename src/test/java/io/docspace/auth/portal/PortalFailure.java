package io.docspace.auth.portal;

import io.docspace.auth.portal.PortalException.Problem;

/** Failures of a portal, for the tests of those who ask one. */
public final class PortalFailure {
    private PortalFailure() {}

    public static PortalException of(Problem problem) {
        return new PortalException(problem, "checking", "no answer", "wait", null);
    }
}
