package io.docspace.auth.cli;

import io.docspace.auth.agent.run.RealTimeline;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends an agent with code 0 on SIGTERM or SIGINT. The runtime would end it with 143, and close the REST client while the agent
 * uses it. So the agent's thread is stopped first and gets time to finish, then the process halts. SIGHUP, which would also end
 * the agent, requests a check instead.
 */
@Singleton
final class AgentStop {
    /** Time for finishing a file that is being written. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Invocation invocation;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Thread agent;
    private volatile RealTimeline timeline;
    private volatile Duration time = Duration.ZERO;
    private boolean isInLoop = true;

    AgentStop(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Lets signals stop the calling thread.
     *
     * @param agentTime the agent's clock and waits
     * @param lastWords extra time for the calling thread, in addition to the usual grace period
     */
    void whenStopped(RealTimeline agentTime, Duration lastWords) {
        time = lastWords.plus(GRACE);
        timeline = agentTime;
        agent = Thread.currentThread();
        HangUp.handle(agentTime::ask);
    }

    /**
     * The calling thread has left the loop, which is all that a signal may interrupt. A pending interrupt is cleared, since it
     * would end what follows.
     */
    synchronized void loopEnded() {
        isInLoop = false;
        Thread.interrupted();
    }

    private synchronized void endLoop() {
        if (isInLoop) {
            timeline.stop();
            agent.interrupt();
        }
    }

    /** The agent has nothing left to do. */
    void done() {
        done.countDown();
    }

    void onShutdown(@Observes ShutdownEvent event) throws InterruptedException {
        if (agent == null || !ApplicationLifecycleManager.isVmShuttingDown()) {
            return;
        }
        endLoop();
        done.await(time.toMillis(), TimeUnit.MILLISECONDS);
        invocation.err().flush();
        Runtime.getRuntime().halt(ExitCode.OK.code());
    }
}
