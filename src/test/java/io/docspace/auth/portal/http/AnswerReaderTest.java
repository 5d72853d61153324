package io.docspace.auth.portal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the REST client is given to read answers with. */
class AnswerReaderTest {
    private final AnswerReader reader = new AnswerReader();
    private final ErrorAnswerMapper mapper = new ErrorAnswerMapper();

    @Test
    void answers_are_read_and_nothing_else() {
        assertTrue(reader.isReadable(Answer.class, Answer.class, null, null));
        assertFalse(reader.isReadable(String.class, String.class, null, null));
    }

    @ParameterizedTest
    @CsvSource({"'Tue, 24 Nov 2026 12:00:00 GMT', 2026-11-24T12:00:00Z", "yesterday,", ","})
    void the_portal_s_clock_is_read_of_the_date(String date, Instant moment) {
        var headers = new MultivaluedHashMap<String, String>(date == null ? Map.of() : Map.of("Date", date));

        Answer answer = reader.readFrom(Answer.class, null, null, null, headers, body("{\"response\":true}"));

        assertEquals(Optional.ofNullable(moment), answer.date());
        assertTrue(answer.response().is(JsonFields.Kind.TRUE));
    }

    @ParameterizedTest
    @CsvSource({"gzip, false", "br, false", "'identity, gzip', false", "identity, true", "'', true", ", true"})
    void what_claims_an_encoding_that_nobody_asked_for_is_not_read(String encoding, boolean isRead) {
        var headers = new MultivaluedHashMap<String, String>(
                encoding == null ? Map.of() : Map.of("Content-Encoding", encoding));

        if (isRead) {
            reader.readFrom(Answer.class, null, null, null, headers, body("{\"response\":true}"));
        } else {
            assertThrows(MalformedAnswer.class,
                    () -> reader.readFrom(Answer.class, null, null, null, headers, body("{\"response\":true}")));
        }
    }

    @Test
    void sessions_are_read_of_the_cookies_in_their_order() {
        var headers = new MultivaluedHashMap<String, String>();
        headers.addAll("Set-Cookie", "asc_auth_key=one%3D; path=/", "other=x", "asc_auth_key=two; httponly");

        assertEquals(List.of("one%3D", "two"),
                reader.readFrom(Answer.class, null, null, null, headers, body("{\"response\":true}")).cookies());
    }

    @ParameterizedTest
    @CsvSource({"0, false", "100, true", "199, true", "200, false", "201, false", "202, true", "206, true", "299, true",
        "300, true", "401, true", "503, true"})
    void all_but_200_and_201_is_an_error_and_so_is_not_no_answer(int status, boolean error) {
        assertEquals(error, mapper.handles(status, new MultivaluedHashMap<>()));
    }

    @Test
    void an_error_has_its_body_and_its_headers() {
        ErrorAnswer error = mapper.toThrowable(Response.status(503).header("Retry-After", "30").header("Location", "/login")
                .entity(body("{\"error\":{\"message\":\"locked\"}}")).build());

        assertEquals(503, error.status());
        assertEquals(Optional.of("locked"), error.body().message());
        assertEquals(Optional.of("/login"), error.header("Location"));
        assertEquals(Optional.of(Duration.ofSeconds(30)), error.retryAfter());
        assertEquals(ErrorBody.NONE, mapper.toThrowable(Response.status(503).entity("no stream").build()).body());
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
