package io.docspace.auth.cli;

import io.docspace.auth.secret.ForeignText;
import io.docspace.auth.secret.Redactor;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Filters secrets out of log records, including the framework's. It runs before the handler, so it applies to every format and
 * target. Messages of the framework may quote foreign text, so they are hidden in a run that must not quote any.
 */
@LoggingFilter(name = "secrets")
public final class RedactingLogFilter implements Filter {
    private static final String OURS = "io.docspace.auth";
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord told) {
        ExtLogRecord log = ExtLogRecord.wrap(told);
        Redactor redactor = Redactor.current();
        String message = MESSAGE.format(log);
        boolean isOurs = String.valueOf(log.getLoggerName()).startsWith(OURS);
        told.setParameters(null);
        told.setThrown(null);
        String shown = isOurs || redactor.mayQuote() ? ForeignText.oneLine(redactor.redact(message)) : Redactor.HIDDEN;
        if (told instanceof ExtLogRecord extended) {
            extended.setMessage(shown, FormatStyle.NO_FORMAT);
        } else {
            told.setMessage(shown);
        }
        return true;
    }
}
