package io.docspace.auth.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of an API server's answer. */
class SecretStateTest {
    @Test
    void the_values_are_decoded_and_the_rest_is_passed_over() {
        assertEquals(Optional.of(new SecretState("7", Map.of("a", "b"), Map.of("token", "abc="))), SecretState
                .parse("""
                        {"apiVersion":"v1","metadata":{"name":"x","labels":{"resourceVersion":"8"},"annotations":{"a":"b","c":{"a":"d"}},
                        "resourceVersion":"7","managedFields":[{"data":{"token":"eA=="}}]},"data":{"token":"YWJjPQ==","none":null},
                        "kind":"Secret","type":"Opaque"}"""));
    }

    @Test
    void a_secret_may_have_neither_values_nor_annotations() {
        assertEquals(Optional.of(new SecretState("", Map.of(), Map.of())),
                SecretState.parse("{\"kind\":\"Secret\",\"data\":null,\"metadata\":{\"annotations\":null}}"));
        assertEquals(Optional.of(SecretState.EMPTY), SecretState.parse("{\"kind\":\"Secret\",\"metadata\":null}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"Secret\"", "{}", "{\"kind\":\"Pod\"}", "{\"kind\":\"Secret\",\"data\":{\"a\":\"!\"}}",
        "{\"kind\":\"Secret\",\"data\":{\"a\":\"YQ==\"", "<html>"})
    void whatever_is_no_secret_is_none(String answer) {
        assertEquals(Optional.empty(), SecretState.parse(answer));
    }
}
