package io.docspace.auth.cli;

import sun.misc.Signal;

/** SIGHUP. The only class with a way to signals: it is compiled by itself, since javac warns of that way whatever it is told. */
final class HangUp {
    private HangUp() {}

    /** Runs a task on each SIGHUP, which then no longer ends the process. */
    static void handle(Runnable task) {
        Signal.handle(new Signal("HUP"), signal -> task.run());
    }
}
