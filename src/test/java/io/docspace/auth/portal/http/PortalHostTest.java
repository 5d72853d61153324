package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortalHostTest {
    @ParameterizedTest
    @CsvSource({"https://portal.example.com, portal.example.com, 443, false, true",
        "http://portal.example.com/a, portal.example.com, 80, false, true",
        "https://portal.example.com:8443, portal.example.com, 8443, false, false",
        "https://my_portal, my_portal, 443, true, true", "http://my_portal/a, my_portal, 80, true, true",
        "http://my_portal:8080/a, my_portal, 8080, true, false", "http://[::1]:8080, [::1], 8080, false, false"})
    void host_and_port_of_an_address_whether_uri_knows_them_or_not(URI address, String name, int port, boolean isStrange,
            boolean isStandard) {
        assertEquals(new PortalHost(name, port, isStrange), PortalHost.of(address));
        assertEquals(isStandard, PortalHost.of(address).isStandardPort());
        assertEquals(isStrange, PortalHost.isStrange(name));
    }

    @Test
    void a_connection_without_a_name_has_no_strange_one() {
        assertFalse(PortalHost.isStrange(null));
    }
}
