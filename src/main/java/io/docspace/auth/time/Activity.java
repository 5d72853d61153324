package io.docspace.auth.time;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * Something that a run waits for, for the message of a deadline that has passed. The innermost one is the one that
 * counts.
 *
 * @param kind decides the exit code
 * @param doing such as {@code looking up the host portal.example.com}
 */
public record Activity(Kind kind, String doing) {
    /** What a run depends on meanwhile. */
    public enum Kind {
        /** The program itself, such as its start or a computation. */
        PROGRAM,
        /** A file or stream that the user named. */
        INPUT,
        /** The portal, and the network on the way to it. */
        PORTAL,
        /** What takes the result. */
        OUTPUT
    }

    // One for the process, as its end is one. Waits begin in places that the framework calls, too.
    private static final Deque<Activity> UNDER_WAY = new ConcurrentLinkedDeque<>();

    /** Waits, and gives what is waited for. */
    public static <T> T during(Kind kind, String doing, Supplier<T> wait) {
        Activity activity = new Activity(kind, doing);
        UNDER_WAY.push(activity);
        try {
            return wait.get();
        } finally {
            UNDER_WAY.removeFirstOccurrence(activity);
        }
    }

    /** What is being waited for; the start of the program where nothing is. */
    public static Activity current() {
        Activity innermost = UNDER_WAY.peek();
        return innermost == null ? new Activity(Kind.PROGRAM, "running") : innermost;
    }
}
