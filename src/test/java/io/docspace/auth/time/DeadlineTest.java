package io.docspace.auth.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
    @ParameterizedTest(name = "of {0} s after {1} s")
    @CsvSource({"60, 0, 60, 15, false", "60, 44, 16, 15, false", "60, 50, 10, 10, false", "60, 60, 0, 0, false",
        "60, 61, 0, 0, false",
        "0, 0, 0, 15, true", "0, 99, 0, 15, true"})
    void what_is_left_and_at_most_15_s_of_it(long time, long passed, long left, long atMost, boolean singleTry) {
        Deadline deadline = new Deadline(() -> 7 + Duration.ofSeconds(passed).toNanos(), 7, Duration.ofSeconds(time));

        assertEquals(Duration.ofSeconds(passed), deadline.passed());
        assertEquals(Duration.ofSeconds(left), deadline.left());
        assertEquals(Duration.ofSeconds(atMost), deadline.atMost(Duration.ofSeconds(15)));
        assertEquals(singleTry, deadline.isSingleTry());
    }
}
