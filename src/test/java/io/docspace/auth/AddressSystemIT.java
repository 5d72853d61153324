package io.docspace.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts by name, with two addresses or with names that few expect. Lines of the hosts file make them, which takes root. */
class AddressSystemIT {
    private static final Path HOSTS = Path.of("/etc/hosts");
    private static final String HOST = "two-addresses.test";
    /** As people write them, each with the name that is looked up. */
    private static final String ODD = "my_portal, my_portal\nMy_Portal.test, my_portal.test\nbücher.test, xn--bcher-kva.test";

    private static final Run GOOD = new Run(0, "abc=\n", "");

    @TempDir
    Path folder;

    private byte[] before;

    @BeforeEach
    void nameTheHosts() throws IOException {
        assertTrue(Files.isWritable(HOSTS), HOSTS + " cannot be written; this test wants root");
        before = Files.readAllBytes(HOSTS);
        Files.writeString(HOSTS, "\n127.0.0.1 " + HOST + "\n127.0.0.2 " + HOST
                + "\n127.0.0.1 my_portal my_portal.test xn--bcher-kva.test\n", StandardOpenOption.APPEND);
    }

    @AfterEach
    void putItBack() throws IOException {
        if (before != null) {
            Files.write(HOSTS, before);
        }
    }

    @ParameterizedTest(name = "{0} alone lives")
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2"})
    void the_other_is_tried_at_once_where_one_is_dead(String address) {
        Authority authority = new Authority(folder);
        try (RawPortal portal = TlsPortal.at(address, authority.issue("dns:" + HOST))) {
            assertEquals(GOOD,
                    login("https://" + HOST + ":" + portal.port(), "--ca-file", authority.file().toString()).once().run());
            assertEquals(1, portal.connections());
            assertEquals(2, portal.requests().size());
        }
    }

    @ParameterizedTest(name = "http://{0}")
    @CsvSource(textBlock = ODD)
    void a_host_with_an_underscore_or_another_script_is_asked(String host, String name) {
        try (RawPortal portal = RawPortal.doing(RawPortal::goodAnswer)) {
            assertEquals(GOOD, login("http://" + host + ":" + portal.port(), "--allow-http").once().run());
            assertTrue(portal.requests().get(0).contains("\r\nhost: " + name + ":" + portal.port() + "\r\n"),
                    portal.requests().get(0));
        }
    }

    @ParameterizedTest(name = "https://{0}")
    @CsvSource(textBlock = ODD)
    void such_a_host_is_known_by_its_certificate(String host, String name) {
        Authority authority = new Authority(folder);
        try (RawPortal portal = TlsPortal.at("127.0.0.1", authority.issue("dns:" + name))) {
            assertEquals(GOOD,
                    login("https://" + host + ":" + portal.port(), "--ca-file", authority.file().toString()).once().run());
        }
    }

    @Test
    void a_host_with_an_underscore_needs_a_certificate_for_it() {
        Authority authority = new Authority(folder);
        try (RawPortal portal = TlsPortal.at("127.0.0.1", authority.issue("dns:my_portal.test"))) {
            Run run = login("https://my_portal:" + portal.port(), "--ca-file", authority.file().toString()).run();

            assertEquals(8, run.exitCode());
            assertTrue(run.err().contains(" is not for my_portal; check --base-url\n"), run.err());
            assertEquals(List.of(), portal.requests());
        }
    }

    @Test
    void both_are_tried_before_it_is_called_dead() throws IOException {
        int port = ServerProcess.freePort();
        Run run = login("https://" + HOST + ":" + port, "-v").once().run();

        assertEquals(7, run.exitCode());
        assertTrue(run.err().contains("connecting to " + HOST + "/127.0.0.1, address 1 of 2\n"), run.err());
        assertTrue(run.err().contains("connecting to " + HOST + "/127.0.0.2, address 2 of 2\n"), run.err());
        assertEquals(2, run.err().lines().filter(line -> line.contains("connecting to")).count(), run.err());
        assertTrue(run.err().contains("signing in: portal not reachable (connection refused); check"), run.err());
    }

    @Test
    void a_login_that_was_sent_is_not_sent_to_the_second() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        try (RawPortal portal = RawPortal.on(server, n -> (socket, out) -> {
            socket.setSoLinger(true, 0);
            return false;
        }); RawPortal second = RawPortal.on(new ServerSocket(portal.port(), 50, InetAddress.getByName("127.0.0.2")),
                RawPortal::goodAnswer)) {
            Run run = login("http://" + HOST + ":" + portal.port(), "--allow-http").once().run();

            assertEquals(7, run.exitCode());
            assertEquals(1, portal.requests().size());
            assertEquals(0, second.connections());
        }
    }

    private static Program login(String url, String... more) {
        return Program.with("--base-url", url, "-u", "x", "-o", "token").and(more).env("DOCSPACE_PASSWORD", "y-y-y-y");
    }
}
