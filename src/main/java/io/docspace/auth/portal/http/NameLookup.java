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
 * Looks a name up before a request goes there, and so by itself: a slow name server may take what is left of the run, where a
 * request that is cut off would have to begin anew. The answer is kept by the JDK for 30 s; the connection finds it there.
 *
 * @param lookup finds the addresses of a name; may hang
 */
record NameLookup(Addresses.Lookup lookup) {
    static final NameLookup OF_THE_SYSTEM = new NameLookup(InetAddress::getAllByName);

    /** The name was not found in the time that there was. */
    static final class LateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LateException(TimeoutException cause) {
            super("no answer to the look-up of the host name", cause, false, false);
        }
    }

    /**
     * Waits until the name is found.
     *
     * @param host a name; for an address there is nothing to look up
     * @throws UncheckedIOException if there is no such host
     * @throws LateException if that takes more time
     */
    void find(String host, Duration atMost) {
        if (NetUtil.createByteArrayFromIpAddressString(host.replaceAll("^\\[|]$", "")) == null) {
            Activity.during(Kind.PORTAL, "looking up the host " + host, () -> wait(host, atMost));
        }
    }

    private boolean wait(String host, Duration atMost) {
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        // It cannot be interrupted, and the end of the process does not wait for it.
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
            return found.get(atMost.toNanos(), TimeUnit.NANOSECONDS).length > 0;
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
