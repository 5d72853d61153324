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
 * The one way in which the process ends. The first of command, signal and deadline decides the exit code. The process then
 * halts; nothing waits for the framework to close what the kernel closes.
 */
final class ProcessEnd implements RunEnd {
    /** The thread on which a JVM or a native binary handles SIGTERM, SIGINT or SIGHUP. */
    private static final Pattern ENDER = Pattern.compile("SIG(TERM|INT|HUP) handler");

    /** The exit status by which a shell reports a signal. */
    private static final Map<String, Integer> SIGNALLED = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    /** Time for shutdown hooks after a signal, which delete a temporary file and switch the terminal's echo on again. */
    private static final Duration MOMENT = Duration.ofMillis(700);

    /** Time for the last message: the reader of stderr may have stopped reading. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    /** Time for shutdown hooks after the deadline, which is kept to the second. */
    private static final Duration LAST_HOOKS = Duration.ofMillis(200);

    /** Time limit of a run until its settings are known; the same as their default. */
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(60);

    private static final int OPEN = -1;

    /** The exit code, once it is decided. */
    private final AtomicInteger decided = new AtomicInteger(OPEN);
    private final RedactingStream stderr;
    private final Watchdog watchdog;
    private volatile boolean lasts;
    private volatile Runnable beforeHalt = () -> {};

    /**
     * @param clock of the run
     * @param stderr muted for everyone else once a signal or the deadline has decided
     */
    ProcessEnd(RunClock clock, RedactingStream stderr) {
        this.stderr = stderr;
        this.watchdog = new Watchdog(clock, FIRST_LIMIT, this::overdue);
    }

    /** Starts the watchdog, before anything else can hang. */
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

    @Override
    public void beforeHalt(Runnable task) {
        beforeHalt = task;
    }

    /** Never returns. */
    @Override
    public void accept(int code) {
        if (!decided.compareAndSet(OPEN, code)) {
            waitForEnd();
        }
        flushQuietly();
        beforeHalt.run();
        Runtime.getRuntime().halt(code);
    }

    /**
     * Runs when a signal ends the process; every other end halts, which runs no hook. The other hooks, including the
     * framework's, run in parallel, and the framework's would wait for what hangs.
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

    /** Finds the signal by the name of the thread that waits for the hooks, since there is no public API for it. */
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
        TimeoutMessage overdue = TimeoutMessage.of(Activity.current(), watchdog.time());
        int code = overdue.code().code();
        if (decided.compareAndSet(OPEN, code)) {
            stderr.mute();
            during(LAST_WORDS, () -> say(overdue.message()));
            during(LAST_HOOKS, () -> Runtime.getRuntime().exit(code));
        }
        Runtime.getRuntime().halt(decided.get());
    }

    /** Writes to the descriptor itself: a hanging thread may hold the lock of the stream. */
    private static void say(String message) {
        String line = "docspace-auth: " + Redactor.current().redact(message) + "\n";
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyReads) {
            // The exit code tells it as well.
        }
    }

    /** Runs a task that may hang, and waits for at most this time. */
    private static void during(Duration time, Runnable task) {
        start(task).ifPresent(thread -> {
            try {
                thread.join(time.toMillis());
            } catch (InterruptedException e) {
                // There is nothing left to stop.
            }
        });
    }

    /** Starts a thread; a process at its thread limit ends without it. */
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
            // The exit code tells it as well.
        }
    }

    /** Blocks threads that came too late to decide. */
    private static void waitForEnd() {
        while (true) {
            LockSupport.park();
        }
    }
}
