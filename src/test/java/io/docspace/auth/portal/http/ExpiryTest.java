package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
    @ParameterizedTest
    @CsvSource({
        "2027-11-24T00:00:00Z, 2027-11-24T00:00:00Z",
        "2027-11-24T00:00:00.1234567Z, 2027-11-24T00:00:00.123456700Z",
        "2027-11-24T00:00:00+03:00, 2027-11-23T21:00:00Z",
        "2027-11-24T00:00:00.0000000-11:30, 2027-11-24T11:30:00Z",
        "2027-11-24T00:00:00, 2027-11-24T00:00:00Z"
    })
    void a_date_is_a_moment(String text, Instant moment) {
        assertEquals(Optional.of(moment), Expiry.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00-12:00",
                "", "never", "2027-13-01T00:00:00Z", "2027-11-24", "1795478400"})
    void the_year_1_and_what_is_no_date_are_unknown(String text) {
        assertEquals(Optional.empty(), Expiry.parse(text));
    }
}
