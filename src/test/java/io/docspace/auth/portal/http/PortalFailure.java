package io.docspace.auth.portal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.util.Map;
import java.util.TreeMap;

/** Failures of a portal, for the tests of those who ask one. */
public final class PortalFailure {
    private PortalFailure() {}

    public static PortalException of(Problem problem) {
        return new PortalException(problem, "checking", "no answer", "wait", null);
    }

    public static PortalException unanswered() {
        return explained(Step.LOGIN, new IllegalStateException(new ConnectException("Connection refused")));
    }

    /**
     * A 429.
     *
     * @param limit its {@code X-RateLimit-Limit}
     * @param retryAfter null for none
     */
    public static PortalException tooManyRequests(int limit, String retryAfter) {
        return explained(Step.LOGIN, error(429, "", "X-RateLimit-Limit", String.valueOf(limit), "Retry-After", retryAfter));
    }

    static PortalException explained(Step step, RuntimeException fault) {
        return (PortalException) PortalErrors.explain(step, fault);
    }

    /** @param headers names and values; null for a header that is not there */
    static ErrorAnswer error(int status, String body, String... headers) {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return new ErrorAnswer(status, ErrorBody.read(new ByteArrayInputStream(body.getBytes(UTF_8)), status), map::get);
    }
}
