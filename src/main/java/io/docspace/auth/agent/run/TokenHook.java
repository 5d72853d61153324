package io.docspace.auth.agent.run;

import io.docspace.auth.secret.ChildEnvironment;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells an application of a new token: runs a command, without a shell, on a thread of its own, so that the agent waits for
 * nobody. A command that takes too long, or is still running when the agent stops, is ended with its descendants. A failure is told
 * and changes nothing: the token is in its file.
 */
public final class TokenHook implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TokenHook.class);

    /** How often the descendants of a running command are looked at: one whose parent has gone is not found any more. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Duration limit;
    /** One more run is enough for whatever comes while one is under way. */
    private final BlockingQueue<Boolean> requests = new ArrayBlockingQueue<>(1);
    private final Thread thread = new Thread(this::serve, "hook");

    /**
     * @param command words; empty for nothing
     * @param environment of this process, of which the command gets what it needs
     * @param limit what a command may take
     */
    public TokenHook(List<String> command, Map<String, String> environment, Duration limit) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.limit = limit;
        if (!command.isEmpty()) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Runs the command soon. */
    public void run() {
        requests.offer(true);
    }

    private void serve() {
        try {
            while (requests.take()) {
                runOnce();
            }
        } catch (InterruptedException stopped) {
            // that is the end
        }
    }

    private void runOnce() throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT);
        // It is told of a token, not of what got it.
        ChildEnvironment.limit(builder, environment);
        try {
            finish(builder.start());
        } catch (IOException e) {
            LOG.warnf("%s cannot be run; check --exec", command.get(0));
        }
    }

    private void finish(Process process) throws InterruptedException {
        Set<ProcessHandle> family = new LinkedHashSet<>(List.of(process.toHandle()));
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                addDescendants(family);
                if (System.nanoTime() - end > 0) {
                    end(family);
                    LOG.warnf("%s took more than %d s and was killed", command.get(0), limit.toSeconds());
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            end(family);
            throw stopped;
        }
        if (process.exitValue() != 0) {
            LOG.warnf("%s failed with exit code %d", command.get(0), process.exitValue());
        }
    }

    private static void addDescendants(Set<ProcessHandle> family) {
        for (ProcessHandle member : new ArrayList<>(family)) {
            member.descendants().forEach(family::add);
        }
    }

    private static void end(Set<ProcessHandle> family) {
        int before;
        do {
            before = family.size();
            addDescendants(family);
            family.forEach(ProcessHandle::destroyForcibly);
        } while (family.size() > before);
    }

    /** Ends a command that is running, and waits for that a little. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(2 * LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
