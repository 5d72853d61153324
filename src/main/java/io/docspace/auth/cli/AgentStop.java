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
 * Ends an agent on SIGTERM or SIGINT with code 0. The runtime would end it with 143, and close the way to the portal under it: so
 * its own thread is stopped first, has its time to finish, and then the process halts. SIGHUP, which would end it, too, asks for a
 * proof.
 */
@Singleton
final class AgentStop {
    /** For a file that is being written. */
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
     * @param agentTime in which the agent waits
     * @param lastWords what the calling thread may take on top of the grace that it has anyhow
     */
    void whenStopped(RealTimeline agentTime, Duration lastWords) {
        time = lastWords.plus(GRACE);
        timeline = agentTime;
        agent = Thread.currentThread();
        HangUp.handle(agentTime::ask);
    }

    /** The calling thread is past what a signal may interrupt: an interrupt ended what was under way, and would end what follows. */
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
