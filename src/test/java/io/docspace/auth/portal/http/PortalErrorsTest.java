package io.docspace.auth.portal.http;

import static io.docspace.auth.portal.http.PortalFailure.error;
import static io.docspace.auth.portal.http.PortalFailure.explained;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.VertxException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads of each failure, and whether it is tried again. */
class PortalErrorsTest {
    private static final String ADDRESS = "; check --base-url";

    // Answers: the rows stand in RefusalsTest

    @ParameterizedTest
    @CsvSource({"300", "301", "302", "303", "304", "305", "306", "307", "308"})
    void a_redirect_is_told_and_not_followed(int status) {
        assertTold(Problem.REDIRECTED, false, "redirected to https://docs.example.com/a (" + status
                + "), which is not followed, to protect the password; if that is the portal, set --base-url to it",
                error(status, "", "Location", "https://docs.example.com/a"));
    }

    @ParameterizedTest
    @CsvSource({"https://anna:MARKER@h.example.com:8443/a?t=MARKER#MARKER, https://h.example.com:8443/a",
        "//h.example.com/a, //h.example.com/a",
        "/login?t=MARKER, /login", "mailto:MARKER, an unreadable address", "http://[MARKER, an unreadable address",
        "'', nowhere", "?t=MARKER, nowhere",
        ", nowhere"})
    void where_a_redirect_leads_without_what_it_carries(String location, String told) {
        String message = explained(Step.LOGIN, error(302, "", "Location", location)).whatCame();

        assertEquals("redirected to " + told + " (302), which is not followed, to protect the password", message);
    }

    @ParameterizedTest
    @CsvSource({"https://h.example.com/api/2.0/authentication, https://h.example.com",
        "http://h.example.com:8080/a/api/2.0/keys/@self, http://h.example.com:8080/a",
        "https://h.example.com/oauth2/token, https://h.example.com"})
    void a_redirect_to_a_path_of_docspace_names_the_address_to_use(String location, String address) {
        assertTrue(explained(Step.LOGIN, error(302, "", "Location", location)).getMessage()
                .endsWith("; if that is the portal, set --base-url to " + address));
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "0, 0", "999999999, 999999999", "'Wed, 21 Oct 2015 07:28:00 GMT', 0", "1000000000,", "-1,", "soon,",
        ","})
    void when_to_come_back(String header, Long seconds) {
        for (int status : new int[]{429, 503}) {
            PortalException told = explained(Step.LOGIN, error(status, "", "Retry-After", header));

            assertEquals(Optional.ofNullable(seconds).map(Duration::ofSeconds), told.retryAfter());
        }
    }

    @Test
    void a_date_to_come_back_at_is_counted_from_the_portal_s_own_clock() {
        assertEquals(Optional.of(Duration.ofMinutes(1)), error(503, "", "Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT", "Date",
                "Wed, 21 Oct 2015 07:27:00 GMT").retryAfter());
    }

    @Test
    void a_portal_s_message_is_quoted_on_one_harmless_line_and_cut() {
        assertEquals("the portal locked: \"a b c d\"", said("a\\r\\nb\\u001b\\u202ec\\u2028\\u2029d\\u0007"));
        assertEquals("the portal locked: \"" + "x".repeat(200) + "\"", said("x".repeat(200)));
        assertEquals("the portal locked: \"" + "x".repeat(200) + "…\"", said("x".repeat(201)));
        assertEquals("the portal locked", said(" \\n"));
    }

    private static String said(String message) {
        return explained(Step.LOGIN, error(403, "{\"error\":{\"message\":\"" + message + "\"}}")).whatCame()
                .replaceFirst(".*(the portal locked).*\\(403\\)", "$1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "403 | <html>  |                             |                      | 403, an HTML page",
        "403 | <html>  | cloudflare                  | cf-mitigated         | 403, an HTML page, a browser challenge, server cloudflare",
        "401 | {}      | Apache/2.4.62               |                      | 401, JSON that is not DocSpace's, server apache/2.4.62",
        "401 | ``      | bad server                  | WWW-Authenticate     | 401, an empty body, it asks for Basic sign-in",
        "401 | go away |                             |                      | 401, plain text"
    })
    void what_stands_in_front_is_told_without_its_words(int status, String body, String server, String other, String told) {
        PortalException failure = explained(Step.LOGIN, error(status, body, "Server", server, other == null ? "X" : other,
                "Basic realm=MARKER"));

        assertEquals(Problem.PROXY_IN_FRONT, failure.problem());
        assertTrue(failure.whatCame().endsWith(" (" + told + ")"), failure.whatCame());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MARKER_7304", "MARKER=7304"})
    void a_sign_in_of_no_known_form_is_not_named(String scheme) {
        assertTrue(
                explained(Step.LOGIN, error(401, "", "WWW-Authenticate", scheme)).whatCame().endsWith(" (401, an empty body)"));
    }

    @Test
    void a_text_of_unknown_shape_is_not_quoted_for_it_may_hold_what_was_sent() {
        assertTold(Problem.NOT_A_PORTAL, false, "the server is not a DocSpace portal: it sent status 410" + ADDRESS,
                error(410, "MARKER"));
        assertTold(Problem.NOT_A_PORTAL, false, "the server is not a DocSpace portal: it sent status 410: \"gone\"" + ADDRESS,
                error(410, "\"gone\""));
    }

    @Test
    void who_is_not_allowed_in_is_told_so_in_the_portal_s_own_words() {
        assertTrue(explained(Step.CHECK, error(403, "Access denied")).whatCame().endsWith("(403): \"Access denied\""));
    }

    @Test
    void what_nobody_knows_is_a_defect_and_stays_as_it_is() {
        for (RuntimeException defect : List.of(new IllegalStateException("MARKER"), new NullPointerException(),
                new IllegalArgumentException(new OutOfMemoryError()))) {
            assertSame(defect, PortalErrors.explain(Step.LOGIN, defect));
        }
    }

    @Test
    void headers_without_end_are_none_of_a_portal_s() {
        assertTold(Problem.NOT_A_PORTAL, false,
                "the server is not a DocSpace portal: it sent more than 64 KiB of headers;"
                        + " check --base-url",
                new TooLongFrameException());
        assertTold(Problem.NOT_A_PORTAL, false,
                "the server is not a DocSpace portal: it sent more than 64 KiB of headers;"
                        + " check --base-url",
                new IOException("HTTP header is larger than 65536 bytes."));
    }

    @Test
    void an_answer_that_is_none_of_a_portal_s_wherever_it_is_found() {
        Throwable wrapped = new IllegalStateException(new IOException(new MalformedAnswer("an empty body")));

        assertTold(Problem.NOT_A_PORTAL, false, "the server is not a DocSpace portal: it sent an empty body" + ADDRESS,
                wrapped);
    }

    @Test
    void what_is_explained_stays_as_it_is() {
        PortalException known = PortalFailure.of(Problem.TLS);

        assertSame(known, explained(Step.LOGIN, new IllegalStateException(known)));
    }

    // Networks

    static Stream<Arguments> networks() {
        return Stream.of(
                arguments("host name not found", new UnknownHostException("portal.invalid")),
                arguments("looking up the host name timed out", new NameLookup.LateException(new TimeoutException())),
                arguments("no route to host", new NoRouteToHostException()),
                arguments("timed out", new TimeoutException()),
                arguments("timed out", new io.smallrye.mutiny.TimeoutException()),
                arguments("connection refused", new ConnectException("Connection refused")),
                arguments("connection refused", new ConnectException()),
                arguments("connect timed out", new ConnectException("connection timed out: localhost/127.0.0.1:1")),
                arguments("connection closed", new ClosedChannelException()),
                arguments("connection closed", new IOException("Connection was Closed")),
                arguments("connection reset", new IOException("Connection reset by peer")),
                arguments("no HTTP answer", new IOException("Invalid version format")),
                arguments("no HTTP answer", new IOException()),
                arguments("no HTTP answer", new VertxException("x")),
                arguments("no HTTP answer", new DecoderException("x")),
                arguments("no HTTP answer", new WebApplicationException()),
                arguments("no HTTP answer", thrownBy(new IllegalArgumentException("MARKER"),
                        "java.lang.Integer", "io.netty.util.AsciiString", "io.netty.handler.codec.http.HttpObjectDecoder")),
                arguments("no HTTP answer", thrownBy(new IllegalStateException("MARKER"),
                        "io.vertx.core.http.impl.Http1xClientConnection$StreamImpl")),
                // TLS that was cut off or not answered is the network's failure.
                arguments("TLS handshake timed out", new SslHandshakeTimeoutException("handshake timed out after 5000ms")),
                arguments("no HTTP answer", new SSLException("closing inbound before receiving peer's close_notify")),
                arguments("connection reset", new SSLException("x", new SocketException("Connection reset"))));
    }

    private static RuntimeException thrownBy(RuntimeException fault, String... classes) {
        fault.setStackTrace(Stream.of(classes).map(name -> new StackTraceElement(name, "m", null, 1))
                .toArray(StackTraceElement[]::new));
        return fault;
    }

    @Test
    void a_fault_of_anyone_but_netty_s_parser_is_a_defect() {
        RuntimeException own = thrownBy(new IllegalArgumentException("MARKER"), "java.net.URI", "io.docspace.auth.X",
                "io.netty.handler.codec.http.HttpObjectDecoder");

        assertSame(own, PortalErrors.explain(Step.LOGIN, own));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("networks")
    void a_network_that_fails_is_retried(String reason, Throwable fault) {
        boolean isUnsent = fault instanceof ConnectException || fault instanceof NoRouteToHostException
                || fault instanceof UnknownHostException || fault instanceof SslHandshakeTimeoutException
                || fault instanceof NameLookup.LateException;
        Problem problem = isUnsent ? Problem.UNREACHABLE : Problem.NO_ANSWER;
        assertTold(problem, true, "portal not reachable (" + reason + "); " + problem.advice(), fault);
        assertTold(problem, true, "portal not reachable (" + reason + "); " + problem.advice(),
                new IllegalStateException(fault));
    }

    // TLS

    static Stream<Arguments> handshakes() {
        return Stream.of(
                arguments(
                        "the portal offers neither TLS 1.2 nor TLS 1.3 (Received fatal alert: protocol_version); update the server",
                        alert("Received fatal alert: protocol_version")),
                arguments(
                        "the portal offers neither TLS 1.2 nor TLS 1.3 (Received fatal alert: protocol_version); update the server",
                        alert("(protocol_version) Received fatal alert: protocol_version")),
                arguments("the portal offers neither TLS 1.2 nor TLS 1.3 (No appropriate Protocol); update the server",
                        alert("No appropriate Protocol")),
                arguments(
                        "the portal requires a client certificate, or rejects this one (Received fatal alert: bad_certificate);"
                                + " set the right one with quarkus.tls.docspace.key-store.*",
                        alert("Received fatal alert: bad_certificate")),
                arguments(
                        "the portal requires a client certificate, or rejects this one (Received fatal alert: certificate_required);"
                                + " set the right one with quarkus.tls.docspace.key-store.*",
                        new IOException("javax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_required")),
                arguments("the handshake failed (Received fatal alert: handshake_failure); check the portal's TLS settings",
                        alert("Received fatal alert: handshake_failure")),
                arguments(
                        "the server does not speak TLS; if the portal uses plain HTTP, write http:// in --base-url",
                        new NotSslRecordException("not an SSL/TLS record: 48545450")),
                arguments("certificate not accepted (not ours); check it on the server",
                        new SSLHandshakeException("x")
                                .initCause(new CertificateException(new CertificateException("not ours")))),
                arguments("the portal's certificate is for another host; check --base-url",
                        new SSLHandshakeException("x").initCause(
                                new CertificateException("No subject alternative DNS name matching localhost found."))),
                arguments("certificate not accepted (null); check it on the server",
                        new SSLHandshakeException("x").initCause(new CertificateException())),
                arguments("the certificate of CN=x is self-signed; trust it",
                        new SSLHandshakeException("x").initCause(
                                new PortalTrust.Untrusted(
                                        new TrustFailure.Reason("the certificate of CN=x is self-signed", "trust it"), null))));
    }

    private static Throwable alert(String text) {
        return new SSLHandshakeException("Failed to create SSL connection").initCause(new SSLHandshakeException(text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handshakes")
    void a_handshake_that_fails_is_not_tried_again(String told, Throwable fault) {
        assertTold(Problem.TLS, false, "TLS: " + told, fault);
    }

    // Proxies

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "http, none, proxy/127.0.0.1:1 => p:443, status: 407 MARKER | false | the proxy requires a user name and a password (407);"
                + " set them in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY",
        "http, none, proxy/127.0.0.1:1 => p:443, status: 401 MARKER | false | the proxy requires a user name and a password (401);"
                + " set them in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY",
        "http, none, proxy/127.0.0.1:1 => p:443, status: 403 MARKER | false | the proxy did not connect (403);"
                + " check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, and NO_PROXY",
        "http, none, proxy/127.0.0.1:1 => p:443, status: 502 MARKER | true | the proxy did not connect (502);"
                + " check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, and NO_PROXY",
        "socks5, none, /127.0.0.1:1 => p:443, status: FORBIDDEN(2) | false | the proxy did not connect (forbidden);"
                + " check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, and NO_PROXY",
        "socks5, none, /127.0.0.1:1 => p:443, status: HOST_UNREACHABLE(4) | true | the proxy did not connect (host unreachable);"
                + " check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, and NO_PROXY",
        "socks5, none, /127.0.0.1:1 => p:443, unexpected authMethod: UNACCEPTED(255) | false | the proxy requires a user name and a password"
                + " (SOCKS 5); set them in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY",
        "socks5, password, /127.0.0.1:1 => p:443, authStatus: FAILURE(255) | false | the proxy requires a user name and a password"
                + " (SOCKS 5); set them in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY",
        "something else | true | the proxy did not connect (no answer from the proxy);"
                + " check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, and NO_PROXY",
        "http, none, proxy/127.0.0.1:1 => p:443, timeout | true | the proxy did not connect (timeout);"
                + " check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, and NO_PROXY"
    })
    void a_proxy_that_does_not_connect(String said, boolean isTransient, String told) {
        Problem problem = isTransient ? Problem.PROXY_FAILED
                : told.contains("password") ? Problem.PROXY_PASSWORD : Problem.PROXY_FORBIDS;
        assertTold(problem, isTransient, told, new IOException(new ProxyConnectException(said)));
    }

    private static void assertTold(Problem problem, boolean isTransient, String told, Throwable fault) {
        PortalException explained = explained(Step.CHECK,
                fault instanceof RuntimeException known ? known : new IllegalStateException(fault));

        assertEquals("checking the token: " + told, explained.getMessage());
        assertEquals(problem, explained.problem());
        assertEquals(isTransient, explained.isTransient());
        assertFalse(explained.getMessage().contains("MARKER"));
    }
}
