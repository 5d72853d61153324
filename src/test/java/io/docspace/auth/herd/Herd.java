package io.docspace.auth.herd;

import io.docspace.auth.herd.Policy.Waits;
import java.util.Arrays;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Clients that start at random moments of an outage, evenly spread over it, and each sign in and have the token checked, as long
 * as it takes. Events by a driven clock, in milliseconds; the same seed gives the same run.
 */
final class Herd {
    static final long OUTAGE = 600_000;

    /** How long after the portal is back a run is given up. */
    static final long PATIENCE = 3_600_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final PortalModel portal = new PortalModel(OUTAGE);
    private final int[] inSecond = new int[(int) ((OUTAGE + PATIENCE) / 1_000)];
    private final long[] in;
    private final Random random;
    private long now;
    private long planned;
    private int arrived;

    /**
     * @param in when each client was in, in milliseconds since the portal was back, in their order; of those that were at all
     * @param down requests a client before the portal was back
     * @param back requests a client since then
     * @param peak requests in the busiest second
     * @param logins that a limit of the day would have counted, at its harshest
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(long[] in, double down, double back, int peak, int logins) {}

    private record Event(long at, long order, Runnable reply) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private Herd(int clients, Function<DoubleSupplier, Waits> policy, long seed) {
        in = new long[clients];
        random = new Random(seed);
        for (int i = 0; i < clients; i++) {
            Client client = new Client(policy.apply(new Random(random.nextLong())::nextDouble));
            plan((long) (random.nextDouble() * OUTAGE), client::ask);
        }
    }

    static Outcome run(int clients, Function<DoubleSupplier, Waits> policy, long seed) {
        return new Herd(clients, policy, seed).run();
    }

    private Outcome run() {
        while (arrived < in.length && events.peek().at < OUTAGE + PATIENCE) {
            Event event = events.remove();
            now = event.at;
            event.reply.run();
        }
        int back = (int) (OUTAGE / 1_000);
        return new Outcome(Arrays.copyOf(in, arrived), requests(0, back), requests(back, inSecond.length),
                Arrays.stream(inSecond).max().orElseThrow(), portal.logins());
    }

    private double requests(int from, int to) {
        return (double) Arrays.stream(inSecond, from, to).sum() / in.length;
    }

    private void plan(long at, Runnable reply) {
        events.add(new Event(at, planned++, reply));
    }

    /** What {@link io.docspace.auth.portal.retry.RetryingPortal} does, cut where it waits. {@link HerdTest} holds the two together. */
    private final class Client {
        private final Waits waits;
        private final Runnable ask = this::ask;
        private Step step = Step.LOGIN;
        private int tries;
        private int windows;
        private int atOnce;

        Client(Waits waits) {
            this.waits = waits;
        }

        void ask() {
            inSecond[(int) (now / 1_000)]++;
            Optional<Failure> failure = portal.start(step, now);
            if (failure.isEmpty()) {
                plan(now + step.shortest + random.nextInt(step.longest - step.shortest + 1), this::answered);
            } else {
                tries++;
                boolean isLimit = failure.get() != Failure.UNANSWERED;
                windows = isLimit ? windows + (failure.get() == Failure.WINDOW ? 1 : 0) : 0;
                atOnce = isLimit ? atOnce + (failure.get() == Failure.AT_ONCE ? 1 : 0) : 0;
                plan(now + waits.after(failure.get(), tries, failure.get() == Failure.WINDOW ? windows : atOnce).toMillis(),
                        ask);
            }
        }

        private void answered() {
            portal.end(step);
            if (step == Step.CHECK) {
                in[arrived++] = now - OUTAGE;
                return;
            }
            step = Step.CHECK;
            tries = 0;
            windows = 0;
            atOnce = 0;
            ask();
        }
    }
}
