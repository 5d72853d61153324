package io.docspace.auth.portal.http;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The addresses of the portal's name. Vert.x connects to the first alone; being its transport, this one gives it the next
 * where a connection fails, and stays with the one that works. The name goes on being what certificates are checked against.
 */
@RegisterForReflection
public final class Addresses extends JDKTransport implements VertxServiceProvider {
    private static final Logger LOG = Logger.getLogger(Addresses.class);

    // For the process: Vert.x has its transport before there is a container.
    private static volatile String name;
    private static volatile int port;
    private static volatile String proxy;
    private static volatile int count;
    private static final AtomicInteger CURRENT = new AtomicInteger();

    private final Lookup lookup;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String name) throws UnknownHostException;
    }

    public Addresses() {
        this(InetAddress::getAllByName);
    }

    Addresses(Lookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void init(VertxBuilder builder) {
        if (builder.findTransport() == JDKTransport.INSTANCE) {
            builder.findTransport(this);
        }
    }

    /** @param host whose addresses to go through; not for a proxy, which is asked to connect by name */
    static void useHost(String host) {
        useHost(host, 0);
    }

    /** @param connectTo the port that connections are made to; 0 for the one that the REST client knows */
    static void useHost(String host, int connectTo) {
        name = host;
        port = connectTo;
    }

    /** @param host whose addresses are not gone through, but which a connection needs, such as a proxy's */
    static void useProxy(String host) {
        proxy = host;
    }

    /**
     * Finds the name that the next connection goes to.
     *
     * @throws java.io.UncheckedIOException if there is no such host
     * @throws NameLookup.LateException if that takes more time
     */
    static void lookUp(Duration atMost) {
        Stream.of(proxy, name).flatMap(Stream::ofNullable).forEach(host -> NameLookup.OF_THE_SYSTEM.find(host, atMost));
    }

    /** For one request: whether a failure is that of a connection, and there is an address that has not been tried. */
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

    /** Before a request has been sent: after that, a further try might be a further login. */
    static boolean isOfConnecting(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException || cause instanceof BindException
                    || (cause instanceof SocketException && String.valueOf(cause.getMessage()).contains("unreachable"))) {
                return true;
            }
        }
        return false;
    }

    /** Asked for each connection, on a thread where Vert.x itself would now do the same. */
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
