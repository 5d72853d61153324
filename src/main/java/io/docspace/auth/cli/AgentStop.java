package io.docspace.auth.cli;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends an agent on a signal with code 0. The runtime would end it with 143, and close the way to the portal under it: so its
 * own thread is stopped first, has its time to finish, and then the process halts.
 */
@Singleton
final class AgentStop {
    /** For a file that is being written. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Invocation invocation;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Thread agent;
    private volatile boolean stopping;
    private volatile Duration time = Duration.ZERO;

    AgentStop(Invocation invocation) {
        this.invocation = invocation;
    }

    /** @param lastWords what the calling thread may take on top of the grace that it has anyhow */
    void whenStopped(Duration lastWords) {
        time = lastWords.plus(GRACE);
        agent = Thread.currentThread();
    }

    boolean isStopping() {
        return stopping;
    }

    /** The agent has nothing left to do. */
    void done() {
        done.countDown();
    }

    void onShutdown(@Observes ShutdownEvent event) throws InterruptedException {
        if (agent == null || !ApplicationLifecycleManager.isVmShuttingDown()) {
            return;
        }
        stopping = true;
        agent.interrupt();
        done.await(time.toMillis(), TimeUnit.MILLISECONDS);
        invocation.err().flush();
        Runtime.getRuntime().halt(ExitCode.OK.code());
    }
}
