package io.docspace.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Portals that are written as an address. */
class AddressIT {
    private static final Run GOOD = new Run(0, "abc=\n", "");

    @TempDir
    Path folder;

    @Test
    void an_ipv6_address_in_the_clear() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("::1"));
        try (RawPortal portal = RawPortal.on(server, RawPortal::goodAnswer)) {
            assertEquals(GOOD, login("http://[::1]:" + portal.port()).run());
            assertTrue(portal.requests().get(0).contains("\r\nhost: [::1]:" + portal.port() + "\r\n"),
                    portal.requests().get(0));
        }
    }

    @Test
    void an_ipv6_address_over_tls() {
        Authority authority = new Authority(folder);
        try (RawPortal portal = TlsPortal.at("::1", authority.good())) {
            assertEquals(GOOD, login("https://[::1]:" + portal.port(), "--ca-file", authority.file().toString()).run());
        }
        try (RawPortal portal = TlsPortal.at("::1", authority.issue("dns:localhost,ip:127.0.0.1"))) {
            assertEquals(
                    new Run(8, "",
                            "docspace-auth: signing in: TLS: the certificate of CN=Company Portal is not for [::1]; check"
                                    + " --base-url\n"),
                    login("https://[::1]:" + portal.port(), "--ca-file", authority.file().toString()).run());
        }
    }

    private static Program login(String url, String... more) {
        return Program.with("--base-url", url, "-u", "x", "-o", "token").and(more).env("DOCSPACE_PASSWORD", "y-y-y-y");
    }
}
