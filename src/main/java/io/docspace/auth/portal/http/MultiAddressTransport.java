package io.docspace.auth.portal.http;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxServiceProvider;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The addresses of the portal's host name. Vert.x tries only the first address. This transport moves on to the next one after a
 * failed connection, and stays with one that works. Certificates are still checked against the host name.
 */
@RegisterForReflection
public final class MultiAddressTransport extends JDKTransport implements VertxServiceProvider {
    private static final Logger LOG = Logger.getLogger(MultiAddressTransport.class);

    // Static, since Vert.x gets its transport before the container starts.
    private static volatile String name;
    private static volatile int port;
    private static volatile String proxy;
    private static volatile int count;
    private static final AtomicInteger CURRENT = new AtomicInteger();
    private static volatile EventLoopGroup loops;

    /** Time for the event loop to take one more task. */
    private static final Duration LAST_TASK = Duration.ofMillis(100);

    private final Lookup lookup;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String name) throws UnknownHostException;
    }

    public MultiAddressTransport() {
        this(InetAddress::getAllByName);
    }

    MultiAddressTransport(Lookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void init(VertxBuilder builder) {
        if (builder.findTransport() == JDKTransport.INSTANCE) {
            builder.findTransport(this);
        }
    }

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
        EventLoopGroup group = super.eventLoopGroup(type, threads, factory, ioRatio);
        if (type == IO_EVENT_LOOP_GROUP) {
            loops = group;
        }
        return group;
    }

    /**
     * Parks the event loop for good. A JVM that halts waits 300 ms for threads in native code, such as an event loop that waits
     * for its sockets.
     */
    public static void parkEventLoop() {
        if (loops == null) {
            return;
        }
        try {
            for (EventExecutor loop : loops) {
                CountDownLatch isTaken = new CountDownLatch(1);
                loop.execute(() -> {
                    isTaken.countDown();
                    while (true) {
                        LockSupport.park();
                    }
                });
                isTaken.await(LAST_TASK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException | InterruptedException e) {
            // It has ended, or the process is about to.
        }
    }

    /** @param host the host whose addresses are tried in turn; not for a proxy, which connects by name */
    static void useHost(String host) {
        useHost(host, 0);
    }

    /** @param connectTo the port to connect to; 0 for the REST client's own */
    static void useHost(String host, int connectTo) {
        name = host;
        port = connectTo;
    }

    /** @param host another host that the connection needs, such as a proxy; its addresses are not tried in turn */
    static void useProxy(String host) {
        proxy = host;
    }

    /**
     * Looks up the hosts of the next connection.
     *
     * @throws java.io.UncheckedIOException if there is no such host
     * @throws NameLookup.LateException if the look-up takes longer
     */
    static void lookUp(Duration atMost) {
        Stream.of(proxy, name).flatMap(Stream::ofNullable).forEach(host -> NameLookup.OF_THE_SYSTEM.find(host, atMost));
    }

    /** For one request: whether it failed to connect, and another address has not been tried yet. */
    static Predicate<Throwable> retryNextAddress() {
        AtomicInteger failed = new AtomicInteger();
        return failure -> {
            if (!isOfConnecting(failure) || count < 2) {
                return false;
            }
            CURRENT.incrementAndGet();
            return failed.incrementAndGet() < count;
        };
    }

    /** Whether the failure occurred before the request was sent: after that, a retry might be a second login. */
    static boolean isOfConnecting(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException || cause instanceof BindException
                    || (cause instanceof SocketException && String.valueOf(cause.getMessage()).contains("unreachable"))) {
                return true;
            }
        }
        return false;
    }

    /** Called for each connection, on a thread where Vert.x itself would look up the name. */
    @Override
    public java.net.SocketAddress convert(SocketAddress server) {
        java.net.SocketAddress address = super.convert(server);
        if (!(address instanceof InetSocketAddress inet) || !inet.isUnresolved() || !inet.getHostString().equals(name)) {
            return address;
        }
        try {
            InetAddress[] all = lookup.all(name);
            count = all.length;
            int current = CURRENT.get() % count;
            InetAddress next = all[current];
            if (count > 1) {
                LOG.debugf("connecting to %s, address %d of %d", next, current + 1, count);
            }
            return new InetSocketAddress(next, port == 0 ? inet.getPort() : port);
        } catch (UnknownHostException toldByTheResolver) {
            return address;
        }
    }
}
