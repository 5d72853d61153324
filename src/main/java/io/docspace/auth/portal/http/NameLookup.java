package io.docspace.auth.portal.http;

import io.docspace.auth.time.Activity;
import io.docspace.auth.time.Activity.Kind;
import io.netty.util.NetUtil;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up a host name separately, before the request: a slow name server may take the rest of the run's time, while a request
 * has a time limit of its own. The JDK caches the result for 30 s, so the connection finds it.
 *
 * @param lookup returns the addresses of a name; may hang
 */
record NameLookup(MultiAddressTransport.Lookup lookup) {
    static final NameLookup OF_THE_SYSTEM = new NameLookup(InetAddress::getAllByName);

    /** The look-up took longer than its time limit. */
    static final class LateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LateException(TimeoutException cause) {
            super("no answer to the look-up of the host name", cause, false, false);
        }
    }

    /**
     * Looks up a name and waits for the result.
     *
     * @param host a name; an address is not looked up
     * @throws UncheckedIOException if there is no such host
     * @throws LateException if the look-up takes longer
     */
    void find(String host, Duration atMost) {
        if (NetUtil.createByteArrayFromIpAddressString(host.replaceAll("^\\[|]$", "")) == null) {
            Activity.during(Kind.PORTAL, "looking up the host " + host, () -> wait(host, atMost));
        }
    }

    private InetAddress[] wait(String host, Duration atMost) {
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        // A look-up cannot be interrupted, so it runs on a daemon thread.
        Thread thread = new Thread(() -> {
            try {
                found.complete(lookup.all(host));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        }, "look-up");
        thread.setDaemon(true);
        thread.start();
        try {
            return found.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new LateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownHostException unknown
                    ? new UncheckedIOException(unknown)
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LateException(new TimeoutException());
        }
    }
}
