package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.LogCapture;
import io.netty.channel.EventLoopGroup;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.transport.Transport;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MultiAddressTransportTest {
    private static final SocketAddress PORTAL = SocketAddress.inetSocketAddress(8443, "portal.example.com");

    private InetAddress[] known = {address(1), address(2)};
    private final MultiAddressTransport addresses = new MultiAddressTransport(name -> {
        assertEquals("portal.example.com", name);
        if (known.length == 0) {
            throw new UnknownHostException(name);
        }
        return known;
    });

    @BeforeEach
    void name() {
        MultiAddressTransport.useHost("portal.example.com");
    }

    @AfterEach
    void forget() {
        MultiAddressTransport.useHost(null);
    }

    @Test
    void each_address_is_tried_once_and_the_last_is_stayed_with() {
        Predicate<Throwable> further = MultiAddressTransport.retryNextAddress();
        java.net.SocketAddress first = addresses.convert(PORTAL);

        assertTrue(further.test(new ConnectException()));
        java.net.SocketAddress second = addresses.convert(PORTAL);
        assertNotEquals(first, second);
        assertEquals(8443, ((InetSocketAddress) second).getPort());
        assertEquals(second, addresses.convert(PORTAL));

        assertFalse(further.test(new ConnectException()));
        assertEquals(first, addresses.convert(PORTAL), "for the next try of the whole");
    }

    static Stream<Throwable> ofConnecting() {
        return Stream.of(new ConnectException(), new NoRouteToHostException(), new BindException(),
                new SocketException("Network is unreachable"),
                new IllegalStateException(new IOException(new ConnectException())));
    }

    @ParameterizedTest
    @MethodSource("ofConnecting")
    void a_connection_that_fails_goes_on(Throwable failure) {
        addresses.convert(PORTAL);

        assertTrue(MultiAddressTransport.retryNextAddress().test(failure));
    }

    static Stream<Throwable> ofRequests() {
        return Stream.of(new SocketException("Connection reset"), new SocketException(), new IOException("unreachable"),
                new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource("ofRequests")
    void what_fails_later_does_not_since_it_may_have_been_sent(Throwable failure) {
        java.net.SocketAddress before = addresses.convert(PORTAL);

        assertFalse(MultiAddressTransport.retryNextAddress().test(failure));
        assertEquals(before, addresses.convert(PORTAL));
    }

    @Test
    void a_single_address_has_no_next_and_is_not_told_of() {
        known = new InetAddress[]{address(3)};
        try (LogCapture told = LogCapture.by(MultiAddressTransport.class)) {
            assertEquals(new InetSocketAddress(address(3), 8443), addresses.convert(PORTAL));
            assertFalse(MultiAddressTransport.retryNextAddress().test(new ConnectException()));
            assertEquals(List.of(), told.lines());
        }
    }

    @Test
    void which_of_several_is_told() {
        try (LogCapture told = LogCapture.by(MultiAddressTransport.class)) {
            int number = addresses.convert(PORTAL).equals(new InetSocketAddress(address(1), 8443)) ? 1 : 2;

            assertEquals(List.of("connecting to portal.example.com/127.0.0." + number + ", address " + number + " of 2"),
                    told.lines());
        }
    }

    @Test
    void a_name_without_an_address_is_left_to_the_resolver() {
        known = new InetAddress[0];

        assertTrue(((InetSocketAddress) addresses.convert(PORTAL)).isUnresolved());
    }

    @Test
    void another_host_such_as_a_proxy_is_left_alone() {
        assertTrue(((InetSocketAddress) addresses.convert(SocketAddress.inetSocketAddress(3128, "proxy"))).isUnresolved());

        SocketAddress found = SocketAddress.inetSocketAddress(new InetSocketAddress(address(9), 3128));
        assertEquals(new InetSocketAddress(address(9), 3128), addresses.convert(found));
    }

    @Test
    void it_takes_the_place_of_the_jdk_s_transport_alone() {
        VertxBuilder builder = new VertxBuilder().findTransport(JDKTransport.INSTANCE);
        addresses.init(builder);
        assertSame(addresses, builder.findTransport());

        JDKTransport another = new JDKTransport() {};
        builder.findTransport(another);
        addresses.init(builder);
        assertSame(another, builder.findTransport());
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress("portal.example.com", new byte[]{127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void at_the_end_of_a_run_the_event_loop_waits_for_nothing_outside_the_jvm() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        EventLoopGroup loops = new MultiAddressTransport().eventLoopGroup(Transport.IO_EVENT_LOOP_GROUP, 1, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        }, 50);
        loops.next().submit(() -> "started").get();

        MultiAddressTransport.parkEventLoop();
        while (threads.get(0).getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        assertEquals(1, threads.size());
        assertEquals("park", threads.get(0).getStackTrace()[0].getMethodName());
    }
}
