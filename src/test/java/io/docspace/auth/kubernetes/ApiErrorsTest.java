package io.docspace.auth.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.docspace.auth.kubernetes.ApiFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads of an API server that refuses or does not answer. */
class ApiErrorsTest {
    private static final ApiErrors ERRORS = new ApiErrors("demo", "docspace-token");

    static Stream<Arguments> silences() {
        return Stream.of(arguments("host name not found", new UnknownHostException("kubernetes.invalid")),
                arguments("no route to host", new NoRouteToHostException()),
                arguments("timed out", new TimeoutException()),
                arguments("timed out", new io.smallrye.mutiny.TimeoutException()),
                arguments("connect timed out", new ConnectException("connection timed out: /10.0.0.1:443")),
                arguments("connection refused", new ConnectException()),
                arguments("connection closed", new IOException()),
                arguments("connection closed",
                        new SSLHandshakeException("closing inbound before receiving peer's close_notify")),
                arguments("connection closed", new SSLHandshakeException("x").initCause(new SocketException("Broken pipe"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("silences")
    void a_server_that_does_not_answer_may_answer_later(String reason, Throwable fault) {
        ApiFailure failure = ApiErrors.unanswered(new IllegalStateException(fault));

        assertEquals("API server not reachable (" + reason + ")", failure.whatCame());
        assertEquals(Kind.TRANSIENT, failure.kind());
    }

    @Test
    void a_certificate_that_is_not_accepted_stays_so() {
        ApiFailure failure = ApiErrors.unanswered(new IllegalStateException(
                new SSLHandshakeException("x").initCause(new SSLHandshakeException("PKIX path\nbuilding failed"))));

        assertEquals("TLS: the API server's certificate or handshake was rejected (PKIX path building failed)",
                failure.whatCame());
        assertEquals(Kind.FINAL, failure.kind());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"message\":\"no\"}                          | : \"no\"",
        "{\"details\":{\"message\":\"x\"},\"message\":\"no\"} | : \"no\"",
        "{\"details\":{\"message\":\"x\"}}             |",
        "{\"message\":1}                               |",
        "{\"code\":1,\"x\":                            |",
        "[\"message\"]                                 |",
        "<html>                                        |",
        "``                                            |",
        "{\"message\":\"a\\r\\n\\u001b\\u2028b\"}     | : \"a b\""
    })
    void the_message_of_a_status_is_quoted_on_one_line_and_nothing_else(String body, String quoted) {
        assertEquals("the API server failed (500)" + (quoted == null ? "" : quoted),
                ERRORS.refusal(500, body, null).whatCame());
    }

    @Test
    void a_long_message_is_cut() {
        String longest = "x".repeat(300);

        assertEquals("the API server failed (500): \"" + longest + "\"",
                ERRORS.refusal(500, "{\"message\":\"" + longest + "\"}", null).whatCame());
        assertEquals("the API server failed (500): \"" + longest + "…\"",
                ERRORS.refusal(500, "{\"message\":\"" + longest + "x\"}", null).whatCame());
    }

    @Test
    void a_user_who_is_no_service_account_is_given_the_role_by_name() {
        String advice = ERRORS.refusal(403, "{\"message\":\"secrets is forbidden: User \\\"kubernetes-admin\\\" cannot get"
                + " resource \\\"secrets\\\"\"}", null).advice();

        assertEquals("--user=kubernetes-admin", advice.substring(advice.lastIndexOf(' ') + 1));
    }

    @Test
    void a_secret_that_is_not_there_is_named_with_what_makes_it() {
        ApiFailure failure = ERRORS.refusal(404, "{\"message\":\"not found\"}", null);

        assertEquals("there is no Secret demo/docspace-token (404)", failure.whatCame());
        assertEquals("apply the manifests again, or kubectl create secret generic -n demo docspace-token", failure.advice());
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "999999, 999999", "1000000,", "soon,", "'',", ","})
    void how_long_it_asks_to_wait(String header, Long seconds) {
        for (int status : new int[]{429, 503}) {
            assertEquals(Optional.ofNullable(seconds).map(Duration::ofSeconds),
                    ERRORS.refusal(status, "", header).retryAfter());
        }
    }
}
