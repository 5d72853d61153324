package io.docspace.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.signin.AuthMethod.Code;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpCodeTest {
    /** The secret of RFC 6238, appendix B: the text 12345678901234567890. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final Challenge APP = new Challenge(Factor.APP, Optional.empty());

    private Instant now;

    @ParameterizedTest(name = "at {0} s it is {1}")
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037",
        "20000000000, 353130"})
    void the_codes_of_the_standard(long second, String code) {
        now = Instant.ofEpochSecond(second);

        assertEquals(Optional.of(code), code(SECRET));
    }

    @Test
    void its_time_is_that_of_the_portal_s_challenge_whatever_the_clock_here_says() {
        now = Instant.EPOCH;
        Challenge late = new Challenge(Factor.APP, Optional.empty(), Optional.of(Instant.ofEpochSecond(59)));

        assertEquals(Optional.of(new Code("287082", true)), new TotpCode(() -> SECRET, () -> now).code(late));
    }

    @Test
    void a_code_does_not_show() {
        assertEquals("code", new Code("287082", true).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gezdgnbvgy3tqojqgezdgnbvgy3tqojq", "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
        "GEZDGNBV-GY3TQOJQ-GEZDGNBV-GY3TQOJQ"})
    void a_secret_is_taken_as_people_write_it(String secret) {
        now = Instant.ofEpochSecond(40);

        assertTrue(TotpCode.isSecret(secret));
        assertEquals(Optional.of("287082"), code(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GEZD", "GEZDGNB1", "GEZDGNBV0", "ключключ"})
    void what_is_no_secret(String text) {
        assertFalse(TotpCode.isSecret(text));
    }

    @Test
    void a_text_message_is_not_answered() {
        now = Instant.EPOCH;

        assertEquals(Optional.empty(),
                new TotpCode(() -> SECRET, () -> now).code(new Challenge(Factor.SMS, Optional.of("+37**99"))));
    }

    private Optional<String> code(String secret) {
        return new TotpCode(() -> secret, () -> now).code(APP).map(Code::text);
    }
}
