package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.time.Activity;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The look-up of a host name before a request. */
class NameLookupTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_name_that_is_found_is_waited_for_and_told_of_meanwhile() {
        AtomicReference<String> doing = new AtomicReference<>();
        AtomicBoolean isLeftAtTheEnd = new AtomicBoolean();

        new NameLookup(host -> {
            doing.set(Activity.current().doing());
            isLeftAtTheEnd.set(Thread.currentThread().isDaemon());
            return new InetAddress[]{InetAddress.getLoopbackAddress()};
        }).find("portal.example.com", LONG);

        assertEquals("looking up the host portal.example.com", doing.get());
        assertEquals("running", Activity.current().doing());
        assertTrue(isLeftAtTheEnd.get());
    }

    @Test
    void a_name_that_there_is_not_is_told_at_once() {
        NameLookup lookup = new NameLookup(host -> {
            throw new UnknownHostException(host);
        });

        assertEquals("portal.invalid",
                assertThrows(UncheckedIOException.class, () -> lookup.find("portal.invalid", LONG)).getCause().getMessage());
    }

    @Test
    void a_look_up_that_hangs_is_left_alone_when_the_time_is_over() {
        CountDownLatch never = new CountDownLatch(1);
        NameLookup lookup = new NameLookup(host -> {
            assertDoesNotThrow(() -> never.await());
            return new InetAddress[0];
        });

        assertThrows(NameLookup.LateException.class, () -> lookup.find("portal.example.com", Duration.ofMillis(20)));
        never.countDown();
    }

    @Test
    void a_look_up_that_fails_in_another_way_is_a_defect() {
        NameLookup lookup = new NameLookup(host -> {
            throw new IllegalArgumentException("no");
        });

        assertEquals("no", assertThrows(IllegalStateException.class, () -> lookup.find("portal.example.com", LONG))
                .getCause().getMessage());
    }

    @Test
    void one_who_stops_the_agent_does_not_wait_for_it() {
        CountDownLatch never = new CountDownLatch(1);
        NameLookup lookup = new NameLookup(host -> {
            assertDoesNotThrow(() -> never.await());
            return new InetAddress[0];
        });
        Thread.currentThread().interrupt();

        assertThrows(NameLookup.LateException.class, () -> lookup.find("portal.example.com", LONG));
        assertTrue(Thread.interrupted());
        never.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[::1]", "2001:db8::1"})
    void an_address_is_not_looked_up(String address) {
        new NameLookup(host -> {
            throw new AssertionError("looked up");
        }).find(address, LONG);
    }
}
