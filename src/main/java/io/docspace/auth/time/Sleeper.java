package io.docspace.auth.time;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Sleeper {
    /** Waits in real time. */
    Sleeper REAL = time -> {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new StoppedException();
        }
    };

    /** @throws StoppedException if the wait is ended from outside */
    void sleep(Duration time);

    /** A wait was ended from outside. */
    final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StoppedException() {
            super("stopped", null, false, false);
        }
    }
}
