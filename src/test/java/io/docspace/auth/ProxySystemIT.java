package io.docspace.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same through a proxy that others have written: tinyproxy. Debian: {@code apt-get install tinyproxy}. */
class ProxySystemIT {
    private static final Path TINYPROXY = Path.of("/usr/bin/tinyproxy");
    private static final Run GOOD = new Run(0, "abc=\n", "");
    /** The portal's name, which the proxy alone knows: it has a hosts file of its own. */
    private static final String HOST = "portal.test";
    private static final String AUTH = "BasicAuth anna right";

    @TempDir
    static Path certificates;

    static Authority authority;
    static SSLContext server;

    @TempDir
    Path folder;

    private ServerProcess proxy;
    private int port;

    @BeforeAll
    static void make() {
        assertTrue(Files.isExecutable(TINYPROXY), TINYPROXY + " is missing; install the package tinyproxy");
        authority = new Authority(certificates);
        server = authority.issue("dns:" + HOST);
    }

    private static String plain(RawPortal portal) {
        return "http://" + HOST + ":" + portal.port();
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    void an_https_portal_is_reached_by_connect() throws IOException {
        start();
        try (RawPortal portal = TlsPortal.good(server)) {
            assertEquals(GOOD, secure(portal).env("HTTPS_PROXY", "http://127.0.0.1:" + port).run());
            assertTrue(log().contains("CONNECT " + HOST + ":" + portal.port() + " HTTP/1.1"), log());
            assertTrue(log().contains("Established connection to host \"" + HOST + "\""), log());
            assertEquals(1, log().lines().filter(line -> line.contains("CONNECT " + HOST)).count(), "one tunnel a run");
            assertEquals(1, portal.connections());
        }
    }

    @Test
    void an_http_portal_is_reached_through_it() throws IOException {
        start();
        try (RawPortal portal = RawPortal.good()) {
            assertEquals(GOOD, login(plain(portal)).env("http_proxy", "127.0.0.1:" + port).run());
            assertTrue(log().contains("POST " + plain(portal) + "/api/2.0/authentication HTTP/1.1"), log());
            assertEquals(2, portal.requests().size());
            assertTrue(portal.requests().get(0).toLowerCase(Locale.ROOT).contains("\r\nvia: 1.1 "), portal.requests().get(0));
        }
    }

    @Test
    void no_proxy_goes_past_it() throws IOException {
        start();
        try (RawPortal portal = TlsPortal.good(server)) {
            assertEquals(7, secure(portal).once().env("HTTPS_PROXY", "127.0.0.1:" + port).env("NO_PROXY", ".test").run()
                    .exitCode(), "nobody else knows the name");
            assertFalse(log().contains("Request"), log());
        }
    }

    @Test
    void a_user_and_a_password_that_it_knows() throws IOException {
        start(AUTH);
        try (RawPortal portal = TlsPortal.good(server); RawPortal plain = RawPortal.good()) {
            String address = "http://anna:right@127.0.0.1:" + port;
            assertEquals(GOOD, secure(portal).env("HTTPS_PROXY", address).run());
            assertEquals(GOOD, login(plain(plain)).env("HTTP_PROXY", address).run());
            assertFalse((portal.requests() + "" + plain.requests()).toLowerCase(Locale.ROOT).contains("proxy-authorization"));
        }
    }

    @ParameterizedTest(name = "code 9, {0}address")
    @CsvSource({"'', 407", "anna:wrong@, 401"})
    void code_9_no_password_or_one_that_it_does_not_know(String user, int status) throws IOException {
        start(AUTH);
        try (RawPortal portal = TlsPortal.good(server)) {
            assertEquals(refused(status), secure(portal).env("HTTPS_PROXY", "http://" + user + "127.0.0.1:" + port).run());
            assertEquals(0, portal.connections());
            assertEquals(1, log().lines().filter(line -> line.contains("CONNECT " + HOST)).count(), "tried once");
        }
    }

    @Test
    void code_9_no_password_for_an_http_portal() throws IOException {
        start(AUTH);
        try (RawPortal portal = RawPortal.good()) {
            assertEquals(refused(407), login(plain(portal)).env("HTTP_PROXY", "127.0.0.1:" + port).run());
            assertEquals(0, portal.connections());
        }
    }

    @Test
    void code_9_a_port_that_it_does_not_connect_to() throws IOException {
        start("ConnectPort 443");
        try (RawPortal portal = TlsPortal.good(server)) {
            Run run = secure(portal).env("HTTPS_PROXY", "127.0.0.1:" + port).run();

            assertEquals(9, run.exitCode(), run.err());
            assertTrue(run.err().startsWith("docspace-auth: signing in: the proxy did not connect (403)"), run.err());
            assertEquals(1, run.err().lines().count());
        }
    }

    private static Run refused(int status) {
        return new Run(9, "",
                "docspace-auth: signing in: the proxy requires a user name and a password (" + status + "); set them in"
                        + " HTTPS_PROXY, HTTP_PROXY or ALL_PROXY\n");
    }

    private void start(String... more) throws IOException {
        port = ServerProcess.freePort();
        Path settings = Files.writeString(folder.resolve("tinyproxy.conf"),
                String.join("\n", "Port " + port, "Listen 127.0.0.1",
                        "Timeout 600", "LogFile \"" + folder.resolve("log") + "\"", "LogLevel Connect", "Allow 127.0.0.1",
                        String.join("\n", more)) + "\n");
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost " + HOST + "\n");
        proxy = ServerProcess.start(List.of("unshare", "--mount", "sh", "-c",
                "mount --bind \"$0\" /etc/hosts && exec \"$@\"", hosts.toString(), TINYPROXY.toString(), "-d", "-c",
                settings.toString()), port, folder.resolve("out"));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static Program secure(RawPortal portal, String... more) {
        return login("https://" + HOST + ":" + portal.port(), "--ca-file", authority.file().toString()).and(more);
    }

    private static Program login(String url, String... more) {
        return Program.with("--base-url", url, "--allow-http", "-u", "x", "-o", "token").and(more).env("DOCSPACE_PASSWORD",
                "y");
    }
}
