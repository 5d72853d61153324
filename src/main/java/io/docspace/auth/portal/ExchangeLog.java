package io.docspace.auth.portal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.client.impl.VertxRequestCustomizingClientBuilder;

/**
 * Tells of each request and answer at debug level: method, URL, status, time and size. Headers and bodies hold secrets and
 * are left out, which the REST client's own logging would not do.
 */
@RegisterForReflection
public final class ExchangeLog implements RestClientListener {
    private static final Logger LOG = Logger.getLogger(ExchangeLog.class);

    @Override
    public void onNewClient(Class<?> api, RestClientBuilder builder) {
        if (LOG.isDebugEnabled()) {
            ((VertxRequestCustomizingClientBuilder<?>) builder).httpClientRequestCustomizer(ExchangeLog::follow);
        }
    }

    private static void follow(HttpClientRequest request) {
        long start = System.nanoTime();
        String what = request.getMethod() + " " + request.absoluteURI();
        LOG.debug(what);
        request.response()
                .onSuccess(response -> follow(what, start, response))
                .onFailure(failure -> LOG.debugf("%s: no answer after %d ms", what, millisSince(start)));
    }

    private static void follow(String what, long start, HttpClientResponse response) {
        AtomicLong size = new AtomicLong();
        response.handler(chunk -> size.addAndGet(chunk.length()));
        response.end().onComplete(end -> LOG.debugf("%s: %d after %d ms, %d bytes%s",
                what, response.statusCode(), millisSince(start), size.get(), end.succeeded() ? "" : ", broken off"));
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
