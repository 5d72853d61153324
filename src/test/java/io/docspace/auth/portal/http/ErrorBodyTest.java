package io.docspace.auth.portal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.docspace.auth.portal.http.ErrorBody.Shape;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen in the body of an error answer, here of a 404. */
class ErrorBodyTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"error\":{\"message\":\"M\",\"type\":\"T\"}}          | DOCSPACE_ERROR | M | T",
        "{\"error\":{\"message\":\" \",\"type\":\" \"}}          | DOCSPACE_ERROR |   |",
        "{\"error\":{\"hresult\":1,\"type\":\"T\"}}              | DOCSPACE_ERROR |   | T",
        "{\"error\":{\"message\":\"M\"},\"statusCode\":403}      | JSON           |   |",
        "{\"error\":{\"message\":\"M\"},\"statusCode\":404}      | DOCSPACE_ERROR | M |",
        "{\"error\":{\"type\":\"T\"}}                            | JSON           |   |",
        "{\"error\":\"invalid_client\",\"error_description\":\"M\"} | OAUTH_ERROR | M | invalid_client",
        "{\"error\":\"invalid_client\",\"error_description\":\" \"} | OAUTH_ERROR |   | invalid_client",
        "{\"error\":\"invalid_client\"}                          | OAUTH_ERROR    |   | invalid_client",
        "{\"error\":\"Not found\"}                               | JSON           |   |",
        "{\"error\":1,\"response\":\"M\"}                        | JSON           | M |",
        "{\"error\":\"x\",\"status\":404,\"traceId\":\"0\"}      | OAUTH_ERROR    |   | x",
        "{\"status\":404,\"traceId\":\"0\",\"title\":\"M\"}      | PROBLEM        | M |",
        "{\"status\":404,\"type\":\"https://tools.ietf.org/html/rfc9110\"}  | PROBLEM | |",
        "{\"status\":404,\"type\":\"https://www.rfc-editor.org/rfc/rfc9110\"} | PROBLEM | |",
        "{\"status\":404,\"type\":\"https://example.com/404\",\"title\":\"M\"} | JSON  | |",
        "{\"status\":403,\"traceId\":\"0\"}                      | JSON           |   |",
        "{\"message\":\"No Route matched with those values\"}    | INGRESS        |   |",
        "{\"error_msg\":\"404 Route Not Found\"}                 | INGRESS        |   |",
        "{\"message\":\"M\"}                                     | JSON           |   |",
        "\"M\"                                                   | STRING         | M |",
        "12                                                      | JSON           |   |",
        "<html>                                                  | HTML           |   |",
        "404 page not found                                      | INGRESS        |   |",
        "M and more                                              | TEXT           | M and more |",
        "{\"error\":{\"message\":\"M                             | JSON           |   |",
        "[\"M                                                    | JSON           |   |",
        "M\u00ff                                                 | TEXT           |   |",
        "` \u00a0`                                               | TEXT           |   |",
        "` `                                                     | EMPTY          |   |",
    })
    void a_shape_a_message_and_a_type(String body, Shape shape, String message, String type) {
        assertEquals(new ErrorBody(shape, Optional.ofNullable(message), Optional.ofNullable(type)),
                ErrorBody.read(new ByteArrayInputStream(body.getBytes(ISO_8859_1)), 404));
    }
}
