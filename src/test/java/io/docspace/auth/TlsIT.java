package io.docspace.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whom the program trusts, told by a real TLS server. Retries are on wherever nothing else is said: one connection means that
 * a failure was not tried again.
 */
class TlsIT {
    private static final Run GOOD = new Run(0, "abc=\n", "");
    private static final String PASSWORD = "MARKERpassword7319";
    private static final String CURE = "; if you trust it, set --ca-file (DOCSPACE_CA_FILE) to its PEM file";

    @TempDir
    static Path certificates;

    static Authority authority;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() {
        authority = new Authority(certificates);
    }

    // Whom to trust

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"DOCSPACE_CA_FILE", "SSL_CERT_FILE"})
    void an_own_authority_is_trusted_by_a_variable(String variable) {
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertEquals(GOOD, login(url(portal)).env(variable, authority.file().toString()).run());
        }
    }

    @Test
    void an_own_authority_is_trusted_by_an_option() {
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertEquals(GOOD, login(url(portal), "--ca-file", authority.file().toString()).run());
        }
    }

    @Test
    void an_own_authority_is_trusted_by_a_configuration_file() throws IOException {
        configure("docspace.ca-file=" + authority.file());
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertEquals(GOOD, login(url(portal)).env("XDG_CONFIG_HOME", folder.toString()).run());
        }
    }

    @Test
    void an_own_authority_is_trusted_by_the_framework_s_own_setting() throws IOException {
        configure("quarkus.tls.docspace.trust-store.pem.certs=" + authority.file());
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertEquals(GOOD, login(url(portal)).env("XDG_CONFIG_HOME", folder.toString()).run());
        }
    }

    @Test
    void an_authority_that_is_one_of_many_in_its_file_is_trusted() throws IOException {
        Path bundle = Files.writeString(folder.resolve("bundle.pem"), "Ours, and another one:\n"
                + Files.readString(authority.selfSignedFile()) + "\n" + Files.readString(authority.file()));
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertEquals(GOOD, login(url(portal), "--ca-file", bundle.toString()).run());
        }
    }

    @Test
    void a_run_costs_one_connection_with_one_handshake() {
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertEquals(GOOD, login(url(portal), "--ca-file", authority.file().toString()).run());
            assertEquals(2, portal.requests().size());
            assertEquals(1, portal.connections());
        }
    }

    @Test
    void code_8_an_own_authority_that_nobody_named() {
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertRefused(portal, login(url(portal)),
                    "the certificate of CN=Company Portal was issued by an unknown authority, CN=Company Authority" + CURE);
        }
    }

    @Test
    void code_8_another_authority_than_the_one_named() {
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertRefused(portal, login(url(portal), "--ca-file", authority.selfSignedFile().toString()),
                    "the certificate of CN=Company Portal was issued by an unknown authority, CN=Company Authority" + CURE);
        }
    }

    @Test
    void code_8_expired() {
        try (RawPortal portal = TlsPortal.good(authority.issue(Authority.LOOPBACK, Duration.ofDays(-30)))) {
            assertRefused(portal, login(url(portal), "--ca-file", authority.file().toString()),
                    "the certificate of CN=Company Portal expired on " + LocalDate.now(ZoneOffset.UTC).minusDays(20)
                            + "; renew it on the server");
        }
    }

    @Test
    void code_8_not_yet_valid() {
        try (RawPortal portal = TlsPortal.good(authority.issue(Authority.LOOPBACK, Duration.ofDays(5)))) {
            assertRefused(portal, login(url(portal), "--ca-file", authority.file().toString()),
                    "the certificate of CN=Company Portal is not valid before " + LocalDate.now(ZoneOffset.UTC).plusDays(5)
                            + "; check the clocks on both sides");
        }
    }

    @ParameterizedTest(name = "code 8, a certificate for {0} at {1}")
    @CsvSource({
        "dns:portal.example.com, localhost", "dns:portal.example.com, 127.0.0.1", "ip:127.0.0.1, localhost",
        "dns:localhost, 127.0.0.1", "ip:192.0.2.1, 127.0.0.1"
    })
    void code_8_wrong_host(String names, String host) {
        try (RawPortal portal = TlsPortal.good(authority.issue(names))) {
            assertRefused(portal, login("https://" + host + ":" + portal.port(), "--ca-file", authority.file().toString()),
                    "the certificate of CN=Company Portal is not for " + host + "; check --base-url");
        }
    }

    @Test
    void code_8_self_signed() {
        try (RawPortal portal = TlsPortal.good(authority.selfSigned())) {
            assertRefused(portal, login(url(portal)), "the certificate of CN=Company Portal is self-signed" + CURE);
        }
    }

    @Test
    void a_self_signed_certificate_is_trusted_where_it_is_named_itself() {
        try (RawPortal portal = TlsPortal.good(authority.selfSigned())) {
            assertEquals(GOOD, login(url(portal), "--ca-file", authority.selfSignedFile().toString()).run());
        }
    }

    // Nothing switches it off

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "quarkus.tls.docspace.trust-all=true", "quarkus.tls.trust-all=true", "quarkus.rest-client.docspace.verify-host=false"
    })
    void code_8_an_unknown_authority_whatever_the_configuration_says(String setting) throws IOException {
        configure(setting);
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertRefused(portal, login(url(portal)).env("XDG_CONFIG_HOME", folder.toString()),
                    "the certificate of CN=Company Portal was issued by an unknown authority, CN=Company Authority" + CURE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "quarkus.tls.docspace.trust-all=true", "quarkus.tls.docspace.hostname-verification-algorithm=NONE",
        "quarkus.tls.hostname-verification-algorithm=NONE",
        "quarkus.rest-client.verify-host=false", "quarkus.rest-client.docspace.verify-host=false"
    })
    void code_8_a_wrong_host_whatever_the_configuration_says(String setting) throws IOException {
        configure(setting, "docspace.ca-file=" + authority.file());
        try (RawPortal portal = TlsPortal.good(authority.issue("dns:portal.example.com"))) {
            assertRefused(portal, login(url(portal)).env("XDG_CONFIG_HOME", folder.toString()),
                    "the certificate of CN=Company Portal is not for localhost; check --base-url");
        }
    }

    @Test
    void code_8_a_wrong_host_with_the_framework_s_own_trust_store() throws IOException {
        configure("quarkus.tls.docspace.trust-store.pem.certs=" + authority.file(),
                "quarkus.tls.docspace.hostname-verification-algorithm=NONE");
        try (RawPortal portal = TlsPortal.good(authority.issue("dns:portal.example.com"))) {
            assertRefused(portal, login(url(portal)).env("XDG_CONFIG_HOME", folder.toString()),
                    "the portal's certificate is for another host; check --base-url");
        }
    }

    // Versions

    @ParameterizedTest(name = "{0} alone")
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_version_of_today_works_alone(String version) {
        try (RawPortal portal = TlsPortal.good(authority.good(), version)) {
            assertEquals(GOOD, login(url(portal), "--ca-file", authority.file().toString()).run());
        }
    }

    @Test
    void code_8_tls_1_1_alone() {
        assertFalse(Security.getProperty("jdk.tls.disabledAlgorithms").contains("TLSv1.1"),
                "the server of this test may speak it");
        try (RawPortal portal = TlsPortal.good(authority.good(), "TLSv1.1")) {
            assertRefused(portal, login(url(portal), "--ca-file", authority.file().toString()),
                    "the portal offers neither TLS 1.2 nor TLS 1.3 (Received fatal alert: protocol_version); update the server");
        }
    }

    @Test
    void code_8_plain_http_on_the_https_port() {
        try (RawPortal portal = TlsPortal.speaking("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")) {
            assertRefused(portal, login(url(portal)),
                    "the server does not speak TLS; if the portal uses plain HTTP, write http:// in --base-url"
                            + "");
        }
    }

    // The file of authorities

    @ParameterizedTest(name = "code 2, {0}")
    @CsvSource(delimiter = '|', value = {
        "a missing file     |       | cannot be read: no such file",
        "a folder           | /     | cannot be read; check that it is a file that this user can read",
        "an empty file      | ''    | contains no certificate; give a file with PEM certificates",
        "no PEM             | hello | contains no certificate; give a file with PEM certificates",
        "a broken PEM block | -----BEGIN CERTIFICATE-----X-----END CERTIFICATE----- | contains no readable certificate: the"
                + " block at line 1 is damaged"
    })
    void code_2_a_file_of_authorities_that_is_none(String name, String content, String told) throws IOException {
        Path file = folder.resolve("ca.pem");
        if ("/".equals(content)) {
            Files.createDirectory(file);
        } else if (content != null) {
            Files.writeString(file, content.replace("-----X-----", "-----\nX\n-----"));
        }
        configure("docspace.ca-file=" + file);
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            String url = url(portal);
            String rest = " " + told;
            assertUsage("--ca-file " + file + rest, login(url, "--ca-file", file.toString()));
            assertUsage("DOCSPACE_CA_FILE" + rest, login(url).env("DOCSPACE_CA_FILE", file.toString()));
            assertUsage("SSL_CERT_FILE " + file + rest, login(url).env("SSL_CERT_FILE", file.toString()));
            assertUsage("docspace.ca-file" + rest, login(url).env("XDG_CONFIG_HOME", folder.toString()));
            assertEquals(0, portal.connections());
        }
    }

    @Test
    void a_file_of_authorities_may_hold_what_others_take() throws IOException {
        Path bundle = Files.writeString(folder.resolve("bundle.pem"), "\uFEFF# Our authorities - a - b -\n----------\n"
                + "-----BEGIN PRIVATE KEY-----\nMARKER\n-----END PRIVATE KEY-----\n"
                + Files.readString(authority.file()).replace("\n", "\r\n"));
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertEquals(GOOD, login(url(portal), "--ca-file", bundle.toString()).run());
        }
    }

    @Test
    void a_damaged_block_is_named_by_its_line_and_the_others_are_used() throws IOException {
        Path bundle = Files.writeString(folder.resolve("bundle.pem"), "two:\n-----BEGIN CERTIFICATE-----\nX\n"
                + "-----END CERTIFICATE-----\n" + Files.readString(authority.file()));
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertEquals(
                    new Run(0, "abc=\n",
                            "docspace-auth: --ca-file " + bundle + ", line 2: this block is not a certificate and is skipped;"
                                    + " the others are used\n"),
                    login(url(portal), "--ca-file", bundle.toString()).run());
        }
    }

    @Test
    void a_folder_of_authorities_is_trusted() throws IOException {
        Path authorities = Files.createDirectory(folder.resolve("certs"));
        Files.writeString(authorities.resolve("README"), "hello");
        Files.createSymbolicLink(authorities.resolve("0a1b2c3d.0"), authority.file());
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertEquals(GOOD, login(url(portal)).env("SSL_CERT_DIR", "/no/such/folder:" + authorities).and("--quiet").run());
            assertEquals(GOOD, login(url(portal)).env("SSL_CERT_DIR", authorities.toString())
                    .env("SSL_CERT_FILE", authority.selfSignedFile().toString()).run());
        }
    }

    @Test
    void code_8_an_unknown_authority_is_told_whatever_expired_certificate_lies_beside() {
        try (RawPortal portal = TlsPortal.good(authority.sendingAlsoAnExpiredOne(Authority.LOOPBACK))) {
            assertRefused(portal, login(url(portal)),
                    "the certificate of CN=Company Portal was issued by an unknown authority, CN=Company Authority" + CURE);
        }
    }

    @Test
    void an_expired_certificate_beside_a_good_one_does_no_harm() {
        try (RawPortal portal = TlsPortal.good(authority.sendingAlsoAnExpiredOne(Authority.LOOPBACK))) {
            assertEquals(GOOD, login(url(portal), "--ca-file", authority.file().toString()).run());
        }
    }

    @Test
    void code_8_a_wrong_host_is_told_whatever_expired_certificate_lies_beside() {
        try (RawPortal portal = TlsPortal.good(authority.sendingAlsoAnExpiredOne("dns:portal.example.com"))) {
            assertRefused(portal, login(url(portal), "--ca-file", authority.file().toString()),
                    "the certificate of CN=Company Portal is not for localhost; check --base-url");
        }
    }

    @Test
    void a_file_of_authorities_is_not_opened_for_an_http_portal() {
        try (RawPortal portal = RawPortal.good()) {
            assertEquals(GOOD, login(portal.url(), "--ca-file", "no/such/file").env("SSL_CERT_FILE", "nor/this").run());
        }
    }

    // Client certificates

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_client_certificate_is_shown(String version) throws IOException {
        configure("quarkus.tls.docspace.key-store.p12.path=" + authority.clientStore(),
                "quarkus.tls.docspace.key-store.p12.password=" + Authority.STORE_PASSWORD);
        try (RawPortal portal = TlsPortal.wantingAClientCertificate(authority.good(), version)) {
            assertEquals(GOOD, login(url(portal), "--ca-file", authority.file().toString())
                    .env("XDG_CONFIG_HOME", folder.toString()).run());
            assertEquals(1, portal.connections());
        }
    }

    @ParameterizedTest(name = "code 8, {0}")
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void code_8_no_client_certificate_where_one_is_wanted(String version) {
        try (RawPortal portal = TlsPortal.wantingAClientCertificate(authority.good(), version)) {
            Run run = login(url(portal), "--ca-file", authority.file().toString()).run();

            // Which alert a server sends is its own affair: Java 17 and 25 differ as servers.
            assertEquals(8, run.exitCode());
            assertTrue(run.err()
                    .matches("docspace-auth: signing in: TLS: (the portal requires a client certificate, or rejects"
                            + " this one \\(Received fatal alert: (bad_certificate|certificate_required)\\); set the right one with"
                            + " quarkus\\.tls\\.docspace\\.key-store\\.\\*|the handshake failed \\(Received fatal alert: handshake_failure\\);"
                            + " check the portal's TLS settings)\n"),
                    run.err());
            assertEquals(1, portal.connections(), "connections");
        }
    }

    @Test
    void code_2_a_key_store_that_is_none() throws IOException {
        configure("quarkus.tls.docspace.key-store.p12.path=no/such/file",
                "quarkus.tls.docspace.key-store.p12.password=" + PASSWORD);
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            Run run = login(url(portal), "-v").env("XDG_CONFIG_HOME", folder.toString()).run();

            assertEquals(new Run(2, "",
                    "docspace-auth: a quarkus.tls.* setting cannot be used; check that its file exists and its type and"
                            + " password are right\n"),
                    run);
        }
    }

    // A network that fails

    @Test
    void a_handshake_that_is_cut_off_is_tried_again() {
        try (RawPortal portal = TlsPortal.cuttingOff(1, authority.good())) {
            Run run = login(url(portal), "--ca-file", authority.file().toString()).run();

            assertEquals(0, run.exitCode(), run.err());
            assertEquals("abc=\n", run.out());
            assertTrue(
                    run.err().matches("docspace-auth: portal not reachable \\(connection closed\\), retrying in [^\n]*\n"),
                    run.err());
            assertEquals(2, portal.connections());
            assertEquals(2, portal.requests().size());
        }
    }

    @Test
    void code_7_a_handshake_that_is_cut_off_until_the_end() {
        try (RawPortal portal = TlsPortal.cuttingOff(99, authority.good())) {
            assertEquals(
                    new Run(7, "", "docspace-auth: signing in: portal not reachable (connection closed); check --base-url,"
                            + " including http:// or https://, and the network\n"),
                    login(url(portal), "--ca-file", authority.file().toString()).once().run());
        }
    }

    @Test
    void code_7_a_handshake_that_is_never_answered() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(
                    new Run(7, "",
                            "docspace-auth: signing in: portal not reachable (TLS handshake timed out); check --base-url and"
                                    + " the network\n"),
                    login("https://127.0.0.1:" + silent.getLocalPort(), "--connect-timeout", "500ms")
                            .once().run());
        }
    }

    // Plain HTTP on a port that wants TLS

    @Test
    void code_7_a_tls_port_that_hangs_up_on_http_says_that_it_may_want_https() {
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            Run run = login(url(portal).replace("https:", "http:"), "--allow-http").once().run();

            assertEquals(7, run.exitCode(), run.err());
            assertTrue(run.err().endsWith("; check --base-url, including http:// or https://, and the network\n"), run.err());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "nginx  | <html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>",
        "Go     | Client sent an HTTP request to an HTTPS server.",
        "Jetty  | ''"
    })
    void code_9_a_tls_port_that_answers_http_says_that_it_wants_https(String server, String body) {
        try (RawPortal portal = RawPortal.doing(n -> RawPortal.bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body))) {
            Run run = login(portal.url()).run();

            assertEquals(9, run.exitCode(), run.err());
            assertTrue(
                    run.err().startsWith("docspace-auth: signing in: the server did not understand the request (400); check"
                            + " --base-url: an https:// port answers http:// requests like this"),
                    run.err());
            assertEquals(1, portal.requests().size());
        }
    }

    // Secrets

    @ParameterizedTest(name = "code {1}")
    @CsvSource({"/no/such/file, 2", "authority.pem, 0", "server.pem, 8"})
    void verbose_tells_no_secret(String caFile, int code) {
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            Run run = login(url(portal), "-v", "-o", "text", "--token-file", folder.resolve("token").toString())
                    .env("DOCSPACE_CA_FILE", certificates.resolve(caFile).toString()).env("XDG_CONFIG_HOME", folder.toString())
                    .run();

            assertEquals(code, run.exitCode(), run.err());
            assertFalse((run.out() + run.err()).contains(PASSWORD), run.err());
            assertFalse((run.out() + run.err()).contains("abc="), run.err());
        }
    }

    /** One line, no result, one connection, no request: the password never left. */
    private static void assertRefused(RawPortal portal, Program program, String told) {
        Run run = program.run();
        assertEquals(new Run(8, "", "docspace-auth: signing in: TLS: " + told + "\n"), run);
        assertEquals(1, portal.connections(), "connections");
        assertEquals(0, portal.requests().size(), "requests");
    }

    private static void assertUsage(String told, Program program) {
        assertEquals(new Run(2, "", "docspace-auth: " + told + "\n"), program.run());
    }

    private static Program login(String url, String... more) {
        return Program.with("--base-url", url, "-u", "x", "-o", "token").and(more).env("DOCSPACE_PASSWORD", PASSWORD);
    }

    private static String url(RawPortal portal) {
        return "https://localhost:" + portal.port();
    }

    private void configure(String... lines) throws IOException {
        Files.createDirectories(folder.resolve("docspace-auth"));
        Files.writeString(folder.resolve("docspace-auth/application.properties"), String.join("\n", lines) + "\n");
    }
}
