package io.docspace.auth.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as people write them. */
class ValueParserTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({"500ms, 500", "3000ms, 3000", "1ms, 1", "10ms, 10", "1s500ms, 1500", "0, 0", "5, 5000", "5s, 5000",
        "1m30s, 90000",
        "1m30, 90000", "1h, 3600000", "2d, 172800000", "1M30S, 90000", "PT30S, 30000"})
    void a_time_is_as_long_as_it_says(String text, long millis) {
        assertEquals(Duration.ofMillis(millis),
                ValueParser.duration(new SettingValue(Setting.TIMEOUT, Origin.OPTION, Setting.TIMEOUT, text)));
    }
}
