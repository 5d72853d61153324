package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Authority;
import io.docspace.auth.LogCapture;
import io.docspace.auth.RawPortal;
import io.docspace.auth.TlsPortal;
import io.docspace.auth.config.NetworkSettings.CaFile;
import io.docspace.auth.config.SettingException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a client trusts, and what the user reads of whom it does not. */
class PortalTrustTest {
    private static final String CURE = "; if you trust it, set --ca-file (DOCSPACE_CA_FILE) to its PEM file";
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path certificates;

    private static Authority authority;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() {
        authority = new Authority(certificates);
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void a_file_of_authorities_adds_to_the_built_in_ones() {
        List<X509Certificate> builtIn = issuers(List.of());
        List<X509Certificate> all = issuers(List.of(new CaFile(authority.file(), "--ca-file", false)));

        assertTrue(builtIn.size() > 10, "the runtime has some");
        assertEquals(builtIn.size() + 1, all.size());
        assertTrue(all.containsAll(builtIn));
    }

    @Test
    void a_folder_of_authorities_may_hold_other_files_and_one_that_is_damaged_is_told() throws IOException {
        Path authorities = Files.createDirectories(folder.resolve("authorities/more")).getParent();
        Files.copy(authority.file(), authorities.resolve("a.pem"));
        Files.writeString(authorities.resolve("b.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Files.writeString(authorities.resolve("README"), "hello");

        try (LogCapture told = LogCapture.by(CaFiles.class)) {
            assertEquals(issuers(List.of()).size() + 1,
                    issuers(List.of(new CaFile(authorities, "SSL_CERT_DIR", true))).size());
            assertEquals(List.of(authorities.resolve("b.pem") + ", line 1: this block is not a certificate and is skipped;"
                    + " the others are used",
                    "no authority is read from " + authorities.resolve("more") + ": it is not a file that can be read"),
                    told.lines());
        }
    }

    @Test
    void an_authority_of_the_file_is_trusted() {
        assertEquals("", told(authority.good(), authority.file(), "localhost"));
        assertEquals("", told(authority.selfSigned(), authority.selfSignedFile(), "127.0.0.1"));
    }

    @Test
    void an_unknown_authority_is_named() {
        assertEquals("the certificate of CN=Company Portal was issued by an unknown authority, CN=Company Authority" + CURE,
                told(authority.good(), authority.selfSignedFile(), "localhost"));
    }

    @Test
    void a_certificate_of_one_s_own_is_told() {
        assertEquals("the certificate of CN=Company Portal is self-signed" + CURE,
                told(authority.selfSigned(), authority.file(), "localhost"));
    }

    @ParameterizedTest(name = "from {0}")
    @CsvSource(delimiter = '|', value = {"P-30D | -20 | expired on DAY; renew it on the server",
        "P5D | 5 | is not valid before DAY; check the clocks on both sides"})
    void a_certificate_out_of_its_time_is_told_with_the_day(Duration start, int day, String told) {
        assertEquals("the certificate of CN=Company Portal "
                + told.replace("DAY", LocalDate.now(ZoneOffset.UTC).plusDays(day).toString()),
                told(authority.issue(Authority.LOOPBACK, start), authority.file(), "localhost"));
    }

    @ParameterizedTest(name = "for {0}, at {1}")
    @CsvSource({"dns:portal.example.com, localhost", "dns:portal.example.com, 127.0.0.1", "ip:192.0.2.1, 127.0.0.1"})
    void a_certificate_for_another_host_is_told(String names, String host) {
        assertEquals("the certificate of CN=Company Portal is not for " + host + "; check --base-url",
                told(authority.issue(names), authority.file(), host));
    }

    @ParameterizedTest(name = "for {0}")
    @CsvSource({"my_portal, true", "MY_portal, true", "my_portal.test, false", "x_y, false"})
    void a_name_with_an_underscore_has_to_stand_in_the_certificate_as_it_is(String name, boolean isTrusted) {
        assertEquals(isTrusted ? "" : "the certificate of CN=Company Portal is not for my_portal; check --base-url",
                told(authority.issue("dns:" + name), authority.file(), "my_portal"));
    }

    @Test
    void a_name_with_an_underscore_is_for_no_certificate_without_names_nor_for_one_of_an_unknown_authority() {
        assertEquals("the certificate of CN=Company Portal is not for my_portal; check --base-url",
                told(authority.issue("ip:127.0.0.1"), authority.file(), "my_portal"));
        assertEquals("the certificate of CN=Company Portal was issued by an unknown authority, CN=Company Authority" + CURE,
                told(authority.issue("dns:my_portal"), authority.selfSignedFile(), "my_portal"));
    }

    @ParameterizedTest(name = "at {0}")
    @CsvSource({"localhost, ''", "portal.test, 'the certificate of CN=Company Portal is not for localhost; check --base-url'"})
    void an_expired_certificate_that_a_server_sends_along_does_no_harm(String names, String told) {
        assertEquals(told,
                told(authority.sendingAlsoAnExpiredOne(names.equals("localhost") ? Authority.LOOPBACK : "dns:" + names),
                        authority.file(), "localhost"));
    }

    @Test
    void an_unknown_authority_is_named_whatever_else_has_expired() {
        for (SSLContext server : List.of(authority.sendingAlsoAnExpiredOne(Authority.LOOPBACK),
                authority.sendingAlsoItsExpiredSelf(Authority.LOOPBACK),
                authority.sendingOnlyAnExpiredNamesake(Authority.LOOPBACK))) {
            assertEquals("the certificate of CN=Company Portal was issued by an unknown authority, CN=Company Authority" + CURE,
                    told(server, authority.selfSignedFile(), "localhost"));
        }
    }

    @Test
    void what_is_neither_an_unknown_authority_nor_another_host_is_told_in_the_words_of_the_jdk() throws Exception {
        X509Certificate[] chain = {certificate(authority.file())};
        for (Path trusted : List.of(authority.file(), authority.selfSignedFile())) {
            X509ExtendedTrustManager trust = PortalTrust.with(List.of(new CaFile(trusted, "--ca-file", false)));
            assertEquals(new TrustFailure.Reason("certificate not accepted (algorithm constraints)", "check it on the server"),
                    new TrustFailure(trust, Instant.now()).reason(chain, "ECDHE_ECDSA", "localhost",
                            new CertificateException("algorithm constraints")));
        }
    }

    @Test
    void who_asks_for_anything_but_a_server_s_connection_gets_the_jdk_s_own_answer() throws Exception {
        PortalTrust trust = PortalTrust.with(List.of());
        X509Certificate[] chain = {certificate(authority.file())};

        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(chain, "ECDHE_ECDSA"));
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(chain, "ECDHE_ECDSA", (Socket) null));
        assertThrows(CertificateException.class, () -> trust.checkClientTrusted(chain, "ECDHE_ECDSA"));
        assertThrows(CertificateException.class, () -> trust.checkClientTrusted(chain, "ECDHE_ECDSA", (Socket) null));
        assertThrows(CertificateException.class, () -> trust.checkClientTrusted(chain, "ECDHE_ECDSA", (SSLEngine) null));
    }

    private static X509Certificate certificate(Path pem) throws IOException {
        return CaBundle.parse(Files.readAllBytes(pem)).certificates().get(0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "missing | | cannot be read: no such file",
        "empty | '' | contains no certificate; give a file with PEM certificates",
        "no PEM | hello | contains no certificate; give a file with PEM certificates",
        "damaged | -----BEGIN CERTIFICATE----- | contains no readable certificate: the block at line 1 is damaged"
    })
    void a_file_that_is_none_is_the_user_s_mistake(String name, String content, String told) throws IOException {
        Path file = folder.resolve("ca.pem");
        if (content != null) {
            Files.writeString(file, content);
        }

        assertEquals("--ca-file x " + told,
                assertThrows(SettingException.class, () -> issuers(List.of(new CaFile(file, "--ca-file x", false))))
                        .getMessage());
    }

    private static List<X509Certificate> issuers(List<CaFile> files) {
        return Arrays.asList(PortalTrust.with(files).getAcceptedIssuers());
    }

    /** What the user reads; empty where the portal is trusted. */
    private static String told(SSLContext server, Path trusted, String host) {
        PortalTrust trust = PortalTrust.with(List.of(new CaFile(trusted, "--ca-file", false)));
        HttpClientOptions options = new HttpClientOptions().setSsl(true).setTrustOptions(TrustOptions.wrap(trust));
        try (RawPortal portal = TlsPortal.good(server)) {
            VERTX.createHttpClient(options)
                    .request(new RequestOptions().setHost(host).setPort(portal.port())
                            .setServer(SocketAddress.inetSocketAddress(portal.port(), "127.0.0.1")))
                    .toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
            return "";
        } catch (ExecutionException e) {
            return PortalErrors.explain(Step.CHECK, new IllegalStateException(e.getCause())).getMessage()
                    .replaceFirst("^checking the token: TLS: ", "");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
