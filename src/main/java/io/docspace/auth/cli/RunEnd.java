package io.docspace.auth.cli;

import java.time.Duration;
import java.util.function.IntConsumer;

/** Ends a run with an exit code, and sets its time limit. A run within another process, as in a test, needs only the code. */
@FunctionalInterface
public interface RunEnd extends IntConsumer {
    /** Sets the time, from the run's start, after which the watchdog ends it. */
    default void limit(Duration time) {}

    /** Removes the time limit, and lets the run handle signals itself, as an agent does. */
    default void last() {}

    /** Sets a task for the moment before the process halts; it must not take long. */
    default void beforeHalt(Runnable task) {}
}
