package io.docspace.auth.portal;

import java.net.ConnectException;

/** What a portal fails with, for tests of other packages. */
public final class PortalFailures {
    private PortalFailures() {}

    public static PortalException unanswered() {
        return Faults.explain("signing in", new ConnectException("Connection refused"));
    }

    /** @param retryAfter null for none */
    public static PortalException tooManyRequests(String retryAfter) {
        return Faults.explain("signing in", new ErrorAnswer(429, null, null, retryAfter));
    }
}
