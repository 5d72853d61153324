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
 * Notifies an application of a new token: runs a command, without a shell, on its own thread, so that the agent does not wait
 * for it. A command that takes too long, or still runs when the agent stops, is killed with its descendants. A failure is only
 * logged: the token is in its file.
 */
public final class TokenHook implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TokenHook.class);

    /** How often the descendants of a running command are recorded: one whose parent has exited can no longer be found. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Duration limit;
    /** One pending run is enough, however many tokens arrive during a run. */
    private final BlockingQueue<Boolean> requests = new ArrayBlockingQueue<>(1);
    private final Thread thread = new Thread(this::serve, "hook");

    /**
     * @param command words; empty for nothing
     * @param environment this process's environment, of which the command gets a part
     * @param limit the time limit of a command
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
            // the agent stops
        }
    }

    private void runOnce() throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT);
        // The command gets no password or other secret.
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

    /** Kills a running command, and waits a short time for that. */
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
