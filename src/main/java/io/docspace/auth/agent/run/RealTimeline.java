package io.docspace.auth.agent.run;

import io.docspace.auth.time.Sleeper.StoppedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Real time by {@link System#nanoTime()}, since the host's clock may be changed while an agent runs. */
public final class RealTimeline implements Timeline {
    private final long start = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean asked;
    private boolean stopped;

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Requests a check now; from any thread. */
    public void ask() {
        lock.lock();
        try {
            asked = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the next wait, and all later ones; from any thread. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean waitUntil(Duration moment) {
        lock.lock();
        try {
            while (true) {
                if (stopped) {
                    throw new StoppedException();
                }
                if (asked) {
                    asked = false;
                    return true;
                }
                Duration left = moment.minus(now());
                if (left.isNegative() || left.isZero()) {
                    return false;
                }
                // Waits at most a day at once, since a year in nanoseconds may overflow.
                changed.await(Math.min(left.toMillis() + 1, TimeUnit.DAYS.toMillis(1)), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw new StoppedException();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void verifyRunning() {
        lock.lock();
        try {
            if (stopped) {
                throw new StoppedException();
            }
        } finally {
            lock.unlock();
        }
    }
}
