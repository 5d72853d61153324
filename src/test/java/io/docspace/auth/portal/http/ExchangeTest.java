package io.docspace.auth.portal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.LogCapture;
import io.docspace.auth.RawPortal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int MIB = 1024 * 1024;

    private RawPortal portal;
    private List<String> lines;

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void a_request_and_its_answer_are_told() throws Exception {
        assertEquals("{}", body("Content-Length: 2\r\n\r\n{}", "/api/2.0/authentication"));

        String url = "GET " + portal.url() + "/api/2.0/authentication";
        assertEquals(url, lines.get(0));
        assertTrue(lines.get(1).matches("\\Q" + url + ": 200, 2 bytes after \\E\\d+ ms"), lines.toString());
    }

    @Test
    void a_proxy_s_whole_url_is_told_as_it_is() throws Exception {
        body("Content-Length: 0\r\n\r\n", "http://portal.example.com/api");

        assertEquals("GET http://portal.example.com/api", lines.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: ;;=,/\r\nContent-Length: 2\r\n\r\n{}", "Content-Length: 2\r\n\r\n{}"})
    void no_label_stops_the_client(String answer) throws Exception {
        assertEquals("{}", body(answer, "/"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, MIB})
    void an_answer_has_up_to_1_mib(int size) throws Exception {
        assertEquals(size, body("Content-Length: " + size + "\r\n\r\n" + "x".repeat(size), "/").length());
        assertEquals(size, body("Connection: close\r\n\r\n" + "x".repeat(size), "/").length());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Content-Length: 1048577\r\n\r\n{", "Connection: close\r\n\r\nLONG"})
    void one_of_more_is_cut_off(String answer) {
        var failure = assertThrows(ExecutionException.class, () -> body(answer.replace("LONG", "x".repeat(MIB + 1)), "/"));

        assertTrue(
                PortalErrors.explain(Step.CHECK, new IllegalStateException(failure)).getMessage()
                        .contains("it sent more than 1 MiB"),
                failure.toString());
    }

    @Test
    void one_that_breaks_off_is_told() {
        assertThrows(ExecutionException.class, () -> body("Content-Length: 9\r\n\r\n{}", "/"));

        assertTrue(lines.get(1).contains(": 200, 2 bytes, broken off after "), lines.toString());
    }

    @Test
    void none_at_all_is_told() {
        assertThrows(ExecutionException.class, () -> exchange("", "/"));

        assertTrue(lines.get(1).contains(": no answer after "), lines.toString());
    }

    private String body(String answer, String path) throws Exception {
        return exchange("HTTP/1.1 200 OK\r\n" + answer, path);
    }

    private String exchange(String answer, String path) throws Exception {
        try (LogCapture told = LogCapture.by(Exchange.class); RawPortal raw = RawPortal.doing(n -> (socket, out) -> {
            out.write(answer.getBytes(ISO_8859_1));
            out.flush();
            return false;
        })) {
            portal = raw;
            lines = told.lines();
            return VERTX.createHttpClient(new HttpClientOptions())
                    .request(new RequestOptions().setMethod(HttpMethod.GET).setPort(raw.port()).setHost("127.0.0.1")
                            .setURI(path))
                    .compose(request -> {
                        Exchange.follow(request);
                        return request.send().compose(response -> response.body());
                    })
                    .map(body -> body.toString(ISO_8859_1))
                    .toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }
}
