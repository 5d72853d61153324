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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the portal over a proxy. Retries are on wherever nothing else is said. */
class ProxyIT {
    private static final Run GOOD = new Run(0, "abc=\n", "");
    private static final String PROXY_PASSWORD = "MARKERproxy7322";

    /** A portal that is not on this machine, by its name; the proxy finds it all the same. */
    private static final String HOST = "portal.test";

    @TempDir
    static Path certificates;

    static Authority authority;
    static SSLContext server;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() {
        authority = new Authority(certificates);
        server = authority.issue("dns:" + HOST);
    }

    private static String plain(RawPortal portal) {
        return "http://" + HOST + ":" + portal.port();
    }

    @ParameterizedTest(name = "{0}={1}address")
    @CsvSource({"HTTPS_PROXY, http://", "https_proxy, ''"})
    void an_https_portal_is_reached_through_one_tunnel(String variable, String scheme) {
        try (ForwardProxy proxy = ForwardProxy.open(); RawPortal portal = TlsPortal.good(server)) {
            assertEquals(GOOD, secure(portal).env(variable, scheme + proxy.address()).run());
            assertEquals(List.of("CONNECT " + HOST + ":" + portal.port() + " HTTP/1.1"), proxy.asked());
            assertEquals(2, portal.requests().size());
            assertFalse(portal.requests().toString().toLowerCase(Locale.ROOT).contains("proxy-"),
                    "what is for the proxy stays there");
        }
    }

    @ParameterizedTest(name = "{0}={1}address")
    @CsvSource({"HTTP_PROXY, http://", "http_proxy, ''"})
    void an_http_portal_is_asked_through_the_proxy(String variable, String scheme) {
        try (ForwardProxy proxy = ForwardProxy.open(); RawPortal portal = RawPortal.good()) {
            assertEquals(GOOD, login(plain(portal)).env(variable, scheme + proxy.address()).run());
            assertEquals("POST " + plain(portal) + "/api/2.0/authentication HTTP/1.1", proxy.asked().get(0));
            assertEquals(2, portal.requests().size());
        }
    }

    @Test
    void the_proxy_looks_names_up() {
        try (ForwardProxy proxy = ForwardProxy.refusing("403 Forbidden")) {
            login("https://portal.invalid").env("HTTPS_PROXY", proxy.address()).run();
            assertEquals(List.of("CONNECT portal.invalid:443 HTTP/1.1"), proxy.asked());
        }
    }

    @ParameterizedTest(name = "NO_PROXY={0}")
    @ValueSource(strings = {"portal.test", "*", "example.com,.test"})
    void no_proxy_goes_past_it(String list) {
        try (ForwardProxy proxy = ForwardProxy.open(); RawPortal portal = TlsPortal.good(server)) {
            assertEquals(
                    new Run(7, "", "docspace-auth: signing in: portal not reachable (host name not found); check --base-url"
                            + " and the network\n"),
                    secure(portal).once().env("HTTPS_PROXY", proxy.address()).env("NO_PROXY", list).run());
            assertEquals(List.of(), proxy.asked());
        }
    }

    @Test
    void no_proxy_knows_blocks_of_addresses() {
        try (ForwardProxy proxy = ForwardProxy.open(); RawPortal portal = RawPortal.good()) {
            // Linux takes it for this machine; by its name it is any.
            String url = "http://0.0.0.0:" + portal.port();
            assertEquals(GOOD, login(url).env("http_proxy", proxy.address()).env("no_proxy", "0.0.0.0/8").run());
            assertEquals(List.of(), proxy.asked());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"HTTP_PROXY", "ALL_PROXY"})
    void a_portal_on_this_machine_is_never_asked_through_a_proxy(String variable) {
        try (ForwardProxy proxy = ForwardProxy.open(); RawPortal portal = RawPortal.good()) {
            for (String host : List.of("localhost", "127.0.0.1")) {
                assertEquals(GOOD,
                        login("http://" + host + ":" + portal.port()).env(variable, proxy.address()).run());
            }
            assertEquals(List.of(), proxy.asked());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ALL_PROXY", "all_proxy"})
    void all_proxy_is_for_what_has_no_proxy_of_its_own(String variable) {
        try (ForwardProxy proxy = ForwardProxy.open(); ForwardProxy other = ForwardProxy.open();
                RawPortal portal = TlsPortal.good(server)) {
            assertEquals(GOOD, secure(portal).env(variable, proxy.address()).run());
            assertEquals(1, proxy.asked().size());
            assertEquals(GOOD, secure(portal).env(variable, proxy.address()).env("https_proxy", other.address()).run());
            assertEquals(1, proxy.asked().size());
            assertEquals(1, other.asked().size());
        }
    }

    @ParameterizedTest(name = "socks5h, {0}")
    @ValueSource(strings = {"https", "http"})
    void socks5h_leaves_the_look_up_to_the_proxy(String scheme) {
        try (SocksProxy proxy = SocksProxy.open();
                RawPortal portal = scheme.equals("https") ? TlsPortal.good(server) : RawPortal.good()) {
            Program program = scheme.equals("https") ? secure(portal) : login(plain(portal));
            assertEquals(GOOD, program.env("ALL_PROXY", "socks5h://" + proxy.address()).run());
            assertEquals(List.of("name portal.test:" + portal.port()), proxy.asked());
        }
    }

    @Test
    void socks5_looks_the_name_up_here() {
        try (SocksProxy proxy = SocksProxy.open(); RawPortal portal = RawPortal.good()) {
            assertEquals(GOOD,
                    login("http://0.0.0.0:" + portal.port()).env("ALL_PROXY", "socks5://" + proxy.address()).run());
            assertEquals(List.of("address 0.0.0.0:" + portal.port()), proxy.asked());
        }
    }

    @Test
    void a_socks_proxy_gets_user_and_password() {
        try (SocksProxy proxy = SocksProxy.wanting("anna:" + PROXY_PASSWORD + "@/");
                RawPortal portal = TlsPortal.good(server)) {
            String address = "socks5h://anna:" + PROXY_PASSWORD + "%40%2F@" + proxy.address();
            Run run = secure(portal, "-v").env("HTTPS_PROXY", address).run();

            assertEquals(0, run.exitCode(), run.err());
            assertFalse((run.err() + run.out()).contains("MARKER"), run.err());
        }
    }

    @ParameterizedTest(name = "code 9, {0}address")
    @ValueSource(strings = {"", "anna:" + PROXY_PASSWORD + "@"})
    void code_9_a_socks_proxy_that_wants_another_password(String user) {
        try (SocksProxy proxy = SocksProxy.wanting("anna:right"); RawPortal portal = TlsPortal.good(server)) {
            assertEquals(
                    new Run(9, "",
                            "docspace-auth: signing in: the proxy requires a user name and a password (SOCKS 5); set them in"
                                    + " HTTPS_PROXY, HTTP_PROXY or ALL_PROXY\n"),
                    secure(portal).env("ALL_PROXY", "socks5h://" + user + proxy.address()).run());
            assertEquals(0, portal.connections());
        }
    }

    @ParameterizedTest(name = "code {2}, reply {0}")
    @CsvSource({"1, failure, 7", "2, forbidden, 9", "4, host unreachable, 7", "5, connection refused, 7"})
    void a_socks_proxy_that_does_not_connect(int reply, String told, int code) {
        try (SocksProxy proxy = SocksProxy.refusing(reply); RawPortal portal = TlsPortal.good(server)) {
            assertEquals(
                    new Run(code, "", "docspace-auth: signing in: the proxy did not connect (" + told + "); check HTTPS_PROXY,"
                            + " HTTP_PROXY or ALL_PROXY, and NO_PROXY\n"),
                    secure(portal).once().env("ALL_PROXY", "socks5h://" + proxy.address()).run());
            assertEquals(0, portal.connections());
        }
    }

    @ParameterizedTest(name = "code 2, {0}")
    @ValueSource(strings = {"https", "socks4", "socks"})
    void code_2_a_proxy_of_another_kind_is_not_supported(String scheme) {
        assertEquals(
                new Run(2, "", "docspace-auth: ALL_PROXY: " + scheme + ":// proxies are not supported; give an http://,"
                        + " socks5:// or socks5h:// proxy\n"),
                login("https://portal.invalid").env("ALL_PROXY", scheme + "://anna:" + PROXY_PASSWORD + "@proxy:1").run());
    }

    @Test
    void the_framework_s_own_setting_names_no_proxy() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.open(); RawPortal portal = RawPortal.good()) {
            Path config = Files.writeString(folder.resolve("config"),
                    "quarkus.rest-client.docspace.proxy-address=" + proxy.address() + "\n");
            assertEquals(GOOD, login(portal.url(), "--config-file", config.toString()).run());
            assertEquals(List.of(), proxy.asked());
        }
    }

    @Test
    void user_and_password_are_told_to_the_proxy_alone() {
        try (ForwardProxy proxy = ForwardProxy.wanting("anna:" + PROXY_PASSWORD + "@/");
                RawPortal portal = TlsPortal.good(server);
                RawPortal plain = RawPortal.good()) {
            String address = "http://anna:" + PROXY_PASSWORD + "%40%2F@" + proxy.address();
            Run run = secure(portal, "-v").env("HTTPS_PROXY", address).run();
            Run other = login(plain(plain), "-v").env("HTTP_PROXY", address).run();

            assertEquals(0, run.exitCode(), run.err());
            assertEquals(0, other.exitCode(), other.err());
            assertTrue(other.err().contains("docspace-auth: POST " + plain(plain) + "/api/2.0/authentication\n"), other.err());
            assertFalse((run.err() + run.out() + other.err() + other.out()).contains("MARKER"), run.err());
            assertFalse(portal.requests().toString().toLowerCase(Locale.ROOT).contains("proxy-"));
        }
    }

    @ParameterizedTest(name = "code 9, an {0} portal")
    @ValueSource(strings = {"https", "http"})
    void code_9_a_proxy_that_wants_another_password(String scheme) {
        try (ForwardProxy proxy = ForwardProxy.wanting("anna:right");
                RawPortal portal = scheme.equals("https") ? TlsPortal.good(server) : RawPortal.good()) {
            String address = "http://anna:" + PROXY_PASSWORD + "@" + proxy.address();
            Run run = (scheme.equals("https") ? secure(portal, "-v") : login(plain(portal), "-v"))
                    .env("HTTP_PROXY", address).env("HTTPS_PROXY", address).run();

            assertEquals(9, run.exitCode(), run.err());
            assertTrue(run.err()
                    .contains(
                            "docspace-auth: signing in: the proxy requires a user name and a password (407); set them in"
                                    + " HTTPS_PROXY, HTTP_PROXY or ALL_PROXY\n"),
                    run.err());
            assertFalse(run.err().contains("MARKER"), run.err());
            assertEquals(1, proxy.asked().size(), "tried once");
            assertEquals(0, portal.connections());
        }
    }

    @Test
    void code_9_a_proxy_that_forbids() {
        try (ForwardProxy proxy = ForwardProxy.refusing("403 Forbidden"); RawPortal portal = TlsPortal.good(server)) {
            assertEquals(new Run(9, "", "docspace-auth: signing in: the proxy did not connect (403); check HTTPS_PROXY,"
                    + " HTTP_PROXY or ALL_PROXY, and NO_PROXY\n"), secure(portal).env("HTTPS_PROXY", proxy.address()).run());
            assertEquals(1, proxy.asked().size(), "tried once");
        }
    }

    @Test
    void code_7_a_proxy_that_does_not_reach_the_portal_is_tried_again() {
        try (ForwardProxy proxy = ForwardProxy.refusing("503 Service Unavailable");
                RawPortal portal = TlsPortal.good(server)) {
            Run run = secure(portal, "--quiet").env("HTTPS_PROXY", proxy.address()).env("DOCSPACE_TIMEOUT", "3s").run();

            assertEquals(7, run.exitCode());
            assertTrue(run.err().matches("docspace-auth: signing in: the proxy did not connect \\(503\\), \\d+"
                    + " tries in \\d+ s; check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, and NO_PROXY\n"), run.err());
            assertTrue(proxy.asked().size() > 1, "tried again");
        }
    }

    @Test
    void code_7_a_proxy_that_is_down() throws IOException {
        int port = ServerProcess.freePort();
        try (RawPortal portal = TlsPortal.good(server)) {
            assertEquals(new Run(7, "", "docspace-auth: signing in: portal not reachable (connection refused); check --base-url"
                    + " and the network\n"), secure(portal).env("HTTPS_PROXY", "127.0.0.1:" + port).once().run());
            assertEquals(0, portal.connections());
        }
    }

    @Test
    void code_2_an_address_that_is_none() {
        Run run = login("https://portal.invalid", "-v").env("HTTPS_PROXY", "http://anna:" + PROXY_PASSWORD + "#@proxy:1").run();

        assertEquals(new Run(2, "", "docspace-auth: HTTPS_PROXY is not a proxy address; write it as"
                + " http://user:password@host:port, or with socks5:// or socks5h://; percent-encode special characters in the"
                + " password, such as %40 for @\n"),
                run);
    }

    private static Program secure(RawPortal portal, String... more) {
        return login("https://" + HOST + ":" + portal.port(), "--ca-file", authority.file().toString()).and(more);
    }

    private static Program login(String url, String... more) {
        return Program.with("--base-url", url, "--allow-http", "-u", "x", "-o", "token").and(more).env("DOCSPACE_PASSWORD",
                "y");
    }
}
