package io.docspace.auth.cli;

import sun.misc.Signal;

/**
 * Handles SIGHUP. The only class that uses sun.misc.Signal. It is compiled separately, since javac's warning about that class
 * cannot be suppressed.
 */
final class HangUp {
    private HangUp() {}

    /** Runs a task on each SIGHUP, which then no longer ends the process. */
    static void handle(Runnable task) {
        Signal.handle(new Signal("HUP"), signal -> task.run());
    }
}
