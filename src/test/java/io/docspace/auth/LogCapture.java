package io.docspace.auth;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a class tells on stderr, line by line, until this is closed; at debug level, too. */
public final class LogCapture extends Handler implements AutoCloseable {
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogCapture(Logger logger) {
        this.logger = logger;
    }

    public static LogCapture by(Class<?> teller) {
        LogCapture told = new LogCapture(Logger.getLogger(teller.getName()));
        told.logger.setLevel(Level.ALL);
        told.logger.addHandler(told);
        return told;
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord told) {
        lines.add(MESSAGE.format(told));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(null);
    }
}
