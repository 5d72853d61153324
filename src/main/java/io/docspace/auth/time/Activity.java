package io.docspace.auth.time;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * Something that a run waits for, used in the timeout message. The innermost activity counts.
 *
 * @param kind decides the exit code
 * @param doing such as {@code looking up the host portal.example.com}
 */
public record Activity(Kind kind, String doing) {
    /** What a run depends on while it waits. */
    public enum Kind {
        /** The program itself, such as its start or a computation. */
        PROGRAM,
        /** A file or stream that the user named. */
        INPUT,
        /** The portal, and the network on the way to it. */
        PORTAL,
        /** The reader of the result. */
        OUTPUT
    }

    // Static, since the process has one end, and since waits also begin in code that the framework calls.
    private static final Deque<Activity> UNDER_WAY = new ConcurrentLinkedDeque<>();

    /** Waits, and returns the result. */
    public static <T> T during(Kind kind, String doing, Supplier<T> wait) {
        Activity activity = new Activity(kind, doing);
        UNDER_WAY.push(activity);
        try {
            return wait.get();
        } finally {
            UNDER_WAY.removeFirstOccurrence(activity);
        }
    }

    /** The current activity; if there is none, the program itself. */
    public static Activity current() {
        Activity innermost = UNDER_WAY.peek();
        return innermost == null ? new Activity(Kind.PROGRAM, "running") : innermost;
    }
}
