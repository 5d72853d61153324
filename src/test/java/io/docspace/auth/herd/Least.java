package io.docspace.auth.herd;

/** The least time in which clients can be in, in milliseconds since the portal is back. */
final class Least {
    private Least() {}

    /** Of clients who know when the portal is back and are let in one after the other: its limits alone decide. */
    static double knowing(int clients) {
        return asking(clients, 0);
    }

    /** Of clients who cannot know: each asks once in so many milliseconds, in turn, until it is answered, and is never refused. */
    static double asking(int clients, double interval) {
        double[] start = new double[clients];
        for (int i = 0; i < clients; i++) {
            start[i] = interval * i / clients;
            if (i >= Step.LOGIN.atOnce) {
                start[i] = Math.max(start[i], start[i - Step.LOGIN.atOnce] + Step.LOGIN.mean());
            }
            if (i >= Limiter.PERMITS) {
                start[i] = Math.max(start[i], start[i - Limiter.PERMITS] + Limiter.WINDOW);
            }
        }
        // A check never waits: at this pace none meets a limit of its own.
        return start[clients - 1] + Step.LOGIN.mean() + Step.CHECK.mean();
    }
}
