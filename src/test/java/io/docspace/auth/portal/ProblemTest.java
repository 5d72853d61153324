package io.docspace.auth.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.portal.Problem.Retry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of answers: the page and the code are one. */
class ProblemTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| [^|]+ \\| (.*)$");

    @Test
    void the_page_has_the_rows_of_the_code_in_its_order() throws IOException {
        List<String> page = ROW.matcher(Files.readString(Path.of("docs/answers.md"))).results()
                .map(row -> row.group(1) + " | " + row.group(2)).toList();

        assertEquals(List.of(Problem.values()).stream().map(ProblemTest::row).toList(), page);
    }

    private static String row(Problem problem) {
        String retried = problem.retry() == Retry.WHEN_SET_UP ? "only the settings" : problem.isTransient() ? "yes" : "no";
        long seconds = problem.leastPause().toSeconds();
        // What is transient, or depends on what stands before the portal, keeps no later run from trying.
        String pause = problem.exitCode() > 6 ? "–" : seconds == 3600 ? "1 h" : seconds == 120 ? "2 min" : seconds + " s";
        return problem.exitCode() + " | " + problem.sentence() + " | " + problem.advice() + " | " + retried + " | " + pause
                + " |";
    }

    @Test
    void a_lock_is_left_alone_for_more_than_a_minute_and_a_retry_after_for_as_long_as_it_asks() {
        assertTrue(Problem.LOCKED.leastPause().compareTo(Duration.ofMinutes(1)) > 0);
        PortalException busy = new PortalException(Problem.RATE_LIMIT, "signing in");

        assertEquals(Duration.ofSeconds(5), busy.leastPause());
        assertEquals(Duration.ofSeconds(5), busy.retryingAfter(Duration.ofSeconds(1)).leastPause());
        assertEquals(Duration.ofMinutes(9), busy.retryingAfter(Duration.ofMinutes(9)).leastPause());
    }

    @ParameterizedTest
    @CsvSource({"0, WRONG_CREDENTIALS", "1, SUSPENDED", "2, NO_SUCH_PORTAL", "3, MAINTENANCE", "4, MAINTENANCE",
        "5, WRONG_CREDENTIALS", "6, MAINTENANCE", ", WRONG_CREDENTIALS"})
    void the_state_of_a_portal_explains_a_failure(Integer tenantStatus, Problem problem) {
        assertEquals(problem,
                new PortalState(Optional.ofNullable(tenantStatus), true).explain(Problem.WRONG_CREDENTIALS));
        assertEquals(Problem.NOT_SET_UP,
                new PortalState(Optional.ofNullable(tenantStatus), false).explain(Problem.WRONG_CREDENTIALS));
    }
}
