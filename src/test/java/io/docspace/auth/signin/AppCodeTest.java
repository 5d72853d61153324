package io.docspace.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppCodeTest {
    /** The secret of RFC 6238, appendix B: the text 12345678901234567890. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final Challenge APP = new Challenge(Factor.APP, Optional.empty());

    private final List<Duration> waits = new ArrayList<>();
    private Instant now;

    @ParameterizedTest(name = "at {0} s it is {1}")
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037",
        "20000000000, 353130"})
    void the_codes_of_the_standard(long second, String code) {
        now = Instant.ofEpochSecond(second);
        boolean nearlyOver = second % 30 > 28;

        assertEquals(nearlyOver ? Optional.of(code(second + 1)) : Optional.of(code), code(SECRET));
    }

    @ParameterizedTest
    @CsvSource({"58001, 1999", "58999, 1001", "59999, 1"})
    void a_code_with_less_than_two_seconds_waits_for_the_next(long milli, long wait) {
        now = Instant.ofEpochMilli(milli);

        assertEquals(Optional.of(code(60)), code(SECRET));
        assertEquals(List.of(Duration.ofMillis(wait)), waits);
    }

    @Test
    void a_code_with_two_seconds_does_not_wait() {
        now = Instant.ofEpochMilli(58_000);

        assertEquals(Optional.of("287082"), code(SECRET));
        assertEquals(List.of(), waits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gezdgnbvgy3tqojqgezdgnbvgy3tqojq", "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
        "GEZDGNBV-GY3TQOJQ-GEZDGNBV-GY3TQOJQ"})
    void a_secret_is_taken_as_people_write_it(String secret) {
        now = Instant.ofEpochSecond(40);

        assertTrue(AppCode.isSecret(secret));
        assertEquals(Optional.of("287082"), code(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GEZD", "GEZDGNB1", "GEZDGNBV0", "ключключ"})
    void what_is_no_secret(String text) {
        assertFalse(AppCode.isSecret(text));
    }

    @Test
    void a_text_message_is_not_answered() {
        now = Instant.EPOCH;

        assertEquals(Optional.empty(), new AppCode(() -> SECRET, () -> now, waits::add)
                .code(new Challenge(Factor.SMS, Optional.of("+37**99"))));
    }

    private Optional<String> code(String secret) {
        return new AppCode(() -> secret, () -> now, wait -> {
            waits.add(wait);
            now = now.plus(wait);
        }).code(APP);
    }

    private static String code(long second) {
        return new AppCode(() -> SECRET, () -> Instant.ofEpochSecond(second), wait -> {}).code(APP).orElseThrow();
    }
}
