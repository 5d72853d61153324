package io.docspace.auth.portal.http;

import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import java.net.ConnectException;

/** Failures of a portal, for the tests of those who ask one. */
public final class PortalFailure {
    private PortalFailure() {}

    public static PortalException of(Problem problem) {
        return new PortalException(problem, "checking", "no answer", "wait", null);
    }

    public static PortalException unanswered() {
        return PortalErrors.explain("signing in", new ConnectException("Connection refused"));
    }

    /** @param retryAfter null for none */
    public static PortalException tooManyRequests(String retryAfter) {
        return PortalErrors.explain("signing in", new ErrorAnswer(429, null, null, retryAfter));
    }
}
