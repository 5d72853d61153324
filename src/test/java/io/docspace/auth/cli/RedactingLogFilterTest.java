package io.docspace.auth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.secret.Redactor;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;

/** Log records, of the program and of its framework. */
class RedactingLogFilterTest {
    private final RedactingLogFilter filter = new RedactingLogFilter();

    @Test
    void a_record_is_on_one_line_without_secrets_and_without_its_exception() {
        Redactor.current().register("MARKER7319");
        ExtLogRecord told = new ExtLogRecord(Level.INFO, "got %s\nand\u001b[31m %s", FormatStyle.PRINTF, "x");
        told.setLoggerName("io.vertx.core");
        told.setParameters(new Object[]{"MARKER7319", "100%"});
        told.setThrown(new IllegalStateException("MARKER7319"));

        assertTrue(filter.isLoggable(told));

        assertEquals("got *** and [31m 100%", told.getMessage());
        assertNull(told.getThrown());
        assertEquals(told.getMessage(), "got *** and [31m 100%");
    }

    @Test
    void a_record_of_the_jdk_s_own_kind_too() {
        Redactor.current().register("MARKER7319");
        LogRecord told = new LogRecord(Level.INFO, "got {0}");
        told.setParameters(new Object[]{"MARKER7319"});

        assertTrue(filter.isLoggable(told));

        assertEquals("got ***", told.getMessage());
        assertNull(told.getParameters());
    }

    @Test
    void with_a_short_secret_the_framework_s_own_words_are_not_shown() {
        Redactor.current().register("abc");
        ExtLogRecord foreign = new ExtLogRecord(Level.INFO, "abc", FormatStyle.NO_FORMAT, "x");
        foreign.setLoggerName("io.vertx.core");
        ExtLogRecord ours = new ExtLogRecord(Level.INFO, "trying again", FormatStyle.NO_FORMAT, "x");
        ours.setLoggerName("io.docspace.auth.portal.retry.RetryingPortal");

        filter.isLoggable(foreign);
        filter.isLoggable(ours);

        assertEquals("***", foreign.getMessage());
        assertEquals("trying again", ours.getMessage());
    }
}
