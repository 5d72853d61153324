package io.docspace.auth.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({"8080, 127.0.0.1, 8080", ":8080, 127.0.0.1, 8080", "0.0.0.0:8080, 0.0.0.0, 8080", "[::1]:1, ::1, 1",
        "127.0.0.2:65535, 127.0.0.2, 65535", "0, 127.0.0.1, 0"})
    void a_port_or_a_host_and_a_port(String text, String host, int port) {
        assertEquals(Optional.of(new InetSocketAddress(host, port)), ListenAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "65536", "-1", "::1:80", "127.0.0.1", "127.0.0.1:", "a b:80", "[x]:80", "http://127.0.0.1:80",
                "999999999999"})
    void anything_else_is_none(String text) {
        assertEquals(Optional.empty(), ListenAddress.parse(text));
    }
}
