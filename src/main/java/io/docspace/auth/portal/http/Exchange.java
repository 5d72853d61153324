package io.docspace.auth.portal.http;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Follows a request and its answer: cuts off an answer that is too large to be a portal's, and logs method, URL, status, time
 * and size at debug level. Headers and bodies contain secrets and are not logged, unlike in the REST client's own logging.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /** Limit for an answer, in bytes. A portal sends a few hundred. */
    private static final long MAX_SIZE = 1024 * 1024;

    /** Limit for the headers of an answer, in bytes. A content security policy alone can take several thousand. */
    static final int MAX_HEADERS = 64 * 1024;

    private final HttpClientRequest request;
    private final String what;
    private final long start = System.nanoTime();
    private long size;

    private Exchange(HttpClientRequest request) {
        this.request = request;
        this.what = request.getMethod() + " " + url(request);
    }

    static void follow(HttpClientRequest request) {
        Exchange exchange = new Exchange(request);
        LOG.debug(exchange.what);
        request.response()
                .onSuccess(exchange::receive)
                .onFailure(failure -> exchange.tell("no answer"));
    }

    private void receive(HttpClientResponse response) {
        // The label is not used, and one that cannot be parsed would make the REST client fail.
        response.headers().remove(HttpHeaders.CONTENT_TYPE);
        response.handler(chunk -> count(chunk.length()));
        response.end().onComplete(
                end -> tell(response.statusCode() + ", " + size + " bytes" + (end.succeeded() ? "" : ", broken off")));
        if (announced(response) > MAX_SIZE) {
            cutOff();
        }
    }

    private static long announced(HttpClientResponse response) {
        try {
            return Long.parseLong(String.valueOf(response.getHeader(HttpHeaders.CONTENT_LENGTH)));
        } catch (NumberFormatException notAnnounced) {
            return 0;
        }
    }

    private void count(int more) {
        size += more;
        if (size > MAX_SIZE) {
            cutOff();
        }
    }

    private void cutOff() {
        request.reset(0, new MalformedAnswer("more than 1 MiB"));
    }

    private void tell(String outcome) {
        LOG.debugf("%s: %s after %d ms", what, outcome, Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /** A request to a proxy already has an absolute URL. */
    private static String url(HttpClientRequest request) {
        String uri = request.getURI();
        return uri.startsWith("/") ? request.absoluteURI() : uri;
    }
}
