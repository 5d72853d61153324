package io.docspace.auth;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does, for at most two minutes: after that it counts as hung. */
final class Await {
    private static final long HUNG = TimeUnit.MINUTES.toNanos(2);

    private Await() {}

    /** Asks every 50 ms. */
    static void await(Callable<Boolean> condition) throws Exception {
        long hung = System.nanoTime() + HUNG;
        while (!condition.call()) {
            if (System.nanoTime() >= hung) {
                throw new AssertionError("hung");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
