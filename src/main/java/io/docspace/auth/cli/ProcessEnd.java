package io.docspace.auth.cli;

import io.docspace.auth.secret.RedactingStream;
import io.docspace.auth.secret.Redactor;
import io.docspace.auth.time.Activity;
import io.docspace.auth.time.RunClock;
import io.docspace.auth.time.Sleeper;
import io.docspace.auth.time.Watchdog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one end of the process. Whoever comes first decides the exit code: the command, a signal, or the deadline. The process
 * then halts; nothing waits for a framework to close what the kernel closes.
 */
final class ProcessEnd implements RunEnd {
    /** The thread on which the virtual machine, and a native binary, ends by a signal: SIGTERM, SIGINT or SIGHUP. */
    private static final Pattern ENDER = Pattern.compile("SIG(TERM|INT|HUP) handler");

    /** What a shell says of a process that a signal has ended. */
    private static final Map<String, Integer> SIGNALLED = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    /** What hooks have after a signal: to delete a temporary file, and to show again what is typed. */
    private static final Duration MOMENT = Duration.ofMillis(700);

    /** What the last words have: whoever reads stderr may have stopped to. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    /** What hooks have after the deadline: it is kept to the second. */
    private static final Duration LAST_HOOKS = Duration.ofMillis(200);

    /** What a run has until its settings say otherwise: their own default. */
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(60);

    private static final int OPEN = -1;

    /** The exit code, once somebody has decided it. */
    private final AtomicInteger decided = new AtomicInteger(OPEN);
    private final RedactingStream stderr;
    private final Watchdog watchdog;
    private volatile boolean lasts;

    /**
     * @param clock of the run
     * @param stderr closed to all others once a signal or the deadline has decided
     */
    ProcessEnd(RunClock clock, RedactingStream stderr) {
        this.stderr = stderr;
        this.watchdog = new Watchdog(clock, FIRST_LIMIT, this::overdue);
    }

    /** Begins to watch the time, before anything else that could hang. */
    void watch() {
        watchdog.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::signalled, "signal"));
    }

    @Override
    public void limit(Duration time) {
        watchdog.limit(time);
    }

    @Override
    public void last() {
        lasts = true;
        watchdog.release();
    }

    /** Never returns. */
    @Override
    public void accept(int code) {
        if (!decided.compareAndSet(OPEN, code)) {
            waitForEnd();
        }
        flushQuietly();
        Runtime.getRuntime().halt(code);
    }

    /**
     * The process is about to end by a signal: all else ends by halting, which runs no hook. The other hooks run beside this one,
     * the framework's too, which would wait for what hangs.
     */
    private void signalled() {
        int code = SIGNALLED.get(signal());
        if (lasts || !decided.compareAndSet(OPEN, code)) {
            return;
        }
        stderr.mute();
        start(() -> {
            Sleeper.REAL.sleep(MOMENT);
            Runtime.getRuntime().halt(code);
        });
    }

    /** By the name of the thread that waits for the hooks: the one place that tells without a library of the runtime's own. */
    private static String signal() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[group.activeCount() + 64];
        return Arrays.stream(threads, 0, group.enumerate(threads))
                .map(thread -> ENDER.matcher(thread.getName()))
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .findFirst()
                .orElse("TERM");
    }

    private void overdue() {
        Overdue overdue = Overdue.of(Activity.current(), watchdog.time());
        int code = overdue.code().code();
        if (decided.compareAndSet(OPEN, code)) {
            stderr.mute();
            during(LAST_WORDS, () -> say(overdue.message()));
            during(LAST_HOOKS, () -> Runtime.getRuntime().exit(code));
        }
        Runtime.getRuntime().halt(decided.get());
    }

    /** On the descriptor itself: a thread that hangs may hold the lock of the stream. */
    private static void say(String message) {
        String line = "docspace-auth: " + Redactor.current().redact(message) + "\n";
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyReads) {
            // The code says it, too.
        }
    }

    /** Runs something that may hang, for so long at most. */
    private static void during(Duration time, Runnable task) {
        start(task).ifPresent(thread -> {
            try {
                thread.join(time.toMillis());
            } catch (InterruptedException e) {
                // Nothing is left to be stopped.
            }
        });
    }

    /** A process that may have no more threads ends without this one. */
    private static Optional<Thread> start(Runnable task) {
        try {
            Thread thread = new Thread(task, "end");
            thread.setDaemon(true);
            thread.start();
            return Optional.of(thread);
        } catch (OutOfMemoryError noMoreThreads) {
            return Optional.empty();
        }
    }

    private void flushQuietly() {
        try {
            stderr.flush();
        } catch (IOException nobodyReads) {
            // The code says it, too.
        }
    }

    /** For those who come second. */
    private static void waitForEnd() {
        while (true) {
            LockSupport.park();
        }
    }
}
