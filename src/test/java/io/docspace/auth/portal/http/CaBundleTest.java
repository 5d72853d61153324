package io.docspace.auth.portal.http;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a certificate in files as people have them. */
class CaBundleTest {
    private static final String SERVER = "06082b06010505070301";
    private static final String MAIL = "06082b06010505070304";
    private static final String ANY = "0604551d2500";

    private static X509Certificate one;
    private static X509Certificate two;

    @BeforeAll
    static void take() {
        X509Certificate[] builtIn = PortalTrust.with(List.of()).getAcceptedIssuers();
        one = builtIn[0];
        two = builtIn[1];
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "<1>\n<2>", "Prose - with dashes\n----------\n-----\n<1>\n=====\n<2>\n--", "\uFEFF<1>\n\uFEFF<2>", "<1><2>",
        "# a\r\n<1>\r\n\r\n<2>", "<key><1><key><2><key>", "<1>\n-----END CERTIFICATE-----\n<2>",
        "<1>\n-----BEGIN X509 CRL-----\nAA\n-----END X509 CRL-----\n<2>"
    })
    void whatever_is_around(String text) {
        assertEquals(new CaBundle(List.of(one, two), List.of()), parse(text));
    }

    @Test
    void line_ends_and_indents_of_all_kinds() {
        for (String end : List.of("\r\n", "\r", "\n  ", " \n\n", "")) {
            assertEquals(new CaBundle(List.of(one), List.of()),
                    CaBundle.parse(pem("CERTIFICATE", der(one)).replace("\n", end).getBytes(UTF_8)));
        }
    }

    @Test
    void what_windows_writes() {
        String text = "\uFEFF" + pem("CERTIFICATE", der(one));

        assertEquals(List.of(one), CaBundle.parse(text.getBytes(UTF_16LE)).certificates());
        assertEquals(List.of(one), CaBundle.parse(text.getBytes(UTF_16BE)).certificates());
    }

    @Test
    void der_is_taken_too() {
        assertEquals(new CaBundle(List.of(one), List.of()), CaBundle.parse(der(one)));
        assertEquals(new CaBundle(List.of(), List.of(1)), CaBundle.parse(new byte[]{0x30, 1, 2}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS7", "CMS"})
    void a_block_may_hold_several(String label) throws CertificateException {
        byte[] both = CertificateFactory.getInstance("X.509").generateCertPath(List.of(one, two)).getEncoded("PKCS7");

        assertEquals(Set.of(one, two), Set.copyOf(CaBundle.parse(pem(label, both).getBytes(UTF_8)).certificates()));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("damaged")
    void a_damaged_block_is_told_by_its_line_and_the_others_are_used(int line, String text) {
        assertEquals(new CaBundle(List.of(one, two), List.of(line)), parse(text));
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of(1, "<bad>\n<1>\n<2>"), Arguments.of(3, "\n\n<bad>\n<1><2>"), Arguments.of(1, "<bad><1><2>"),
                Arguments.of(4, "a\r\nb\r\nc\r\n<bad>\r\n<1><2>"), Arguments.of(2, "a\r<bad>\r<1><2>"),
                Arguments.of(1, "a <bad>\n<1><2>"), Arguments.of(3, "\n\na <bad>\n<1><2>"),
                Arguments.of(2, "\n-----BEGIN CERTIFICATE-----\n<1>\n<2>"),
                Arguments.of(3, "\n\n-----BEGIN CERTIFICATE-----\nAA==\n-----END X509 CERTIFICATE-----\n<1><2>"),
                Arguments.of(2, "\n-----BEGIN PKCS7-----\nAA==\n-----END PKCS7-----\n<1><2>"),
                Arguments.of(2, "\n-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n<1><2>"));
    }

    @ParameterizedTest(name = "trusted for [{0}], not for [{1}]: {2}")
    @CsvSource({
        "'', '', true", SERVER + ", '', true", ANY + ", '', true", MAIL + ", '', false", MAIL + SERVER + ", '', true",
        "04082b06010505070301, '', false",
        "'', " + SERVER + ", false", "'', " + ANY + ", false", "'', " + MAIL + ", true", SERVER + ", " + SERVER + ", false"
    })
    void a_trusted_certificate_goes_by_its_uses(String trusted, String rejected, boolean taken) {
        String lists = (trusted.isEmpty() ? "" : value("30", trusted)) + (rejected.isEmpty() ? "" : value("a0", rejected))
                + value("0c", "6f7572");

        assertEquals(new CaBundle(taken ? List.of(one) : List.of(), List.of()), trusted(value("30", lists)));
    }

    @Test
    void a_trusted_certificate_without_uses_is_for_all() {
        assertEquals(List.of(one), trusted("").certificates());
        assertEquals(List.of(one), trusted(value("30", "")).certificates());
        assertEquals(List.of(one), trusted("308180" + value("0c", "61".repeat(126))).certificates());
        assertEquals(List.of(one), trusted(value("30", value("0c", "61".repeat(125)))).certificates());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"30", "3005", "3084ffffffff", "300230", "30820005"})
    void damaged_uses_are_a_damaged_block(String uses) {
        assertEquals(new CaBundle(List.of(), List.of(1)), trusted(uses));
    }

    private static CaBundle trusted(String uses) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.writeBytes(der(one));
        der.writeBytes(HexFormat.of().parseHex(uses));
        return CaBundle.parse(pem("TRUSTED CERTIFICATE", der.toByteArray()).getBytes(UTF_8));
    }

    private static String value(String tag, String content) {
        return tag + String.format("%02x", content.length() / 2) + content;
    }

    /** With certificates, a key and a damaged block in place of what is written in angle brackets. */
    private static CaBundle parse(String text) {
        return CaBundle.parse(text
                .replace("<1>", pem("CERTIFICATE", der(one)).strip())
                .replace("<2>", pem("X509 CERTIFICATE", der(two)).strip())
                .replace("<bad>", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
                .replace("<key>",
                        "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END EC PRIVATE KEY-----")
                .getBytes(UTF_8));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
