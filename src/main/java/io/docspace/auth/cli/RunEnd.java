package io.docspace.auth.cli;

import java.time.Duration;
import java.util.function.IntConsumer;

/** How a run ends, with an exit code, and what else may end it. A run within a process, as of a test, needs the code alone. */
@FunctionalInterface
public interface RunEnd extends IntConsumer {
    /** Sets the time after which the run is ended from outside, from its start. */
    default void limit(Duration time) {}

    /** Lets the run last for as long as it likes, and end by itself on a signal, as an agent does. */
    default void last() {}
}
