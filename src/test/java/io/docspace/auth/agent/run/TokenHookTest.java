package io.docspace.auth.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenHookTest {
    @TempDir
    Path folder;

    @Test
    void a_command_that_takes_too_long_is_ended_with_its_descendants() throws Exception {
        Path pid = folder.resolve("pid");
        // A machine that stands still may spend the second before the command has begun.
        while (Files.notExists(pid)) {
            try (LogCapture lines = LogCapture.by(TokenHook.class);
                    TokenHook hook = hook(Duration.ofSeconds(1), family(pid))) {
                hook.run();
                await(() -> !lines.lines().isEmpty());
                assertEquals(List.of("sh took more than 1 s and was killed"), lines.lines());
            }
        }
        awaitEnd(pid);
    }

    @Test
    void a_command_that_runs_when_the_agent_stops_is_ended_with_its_descendants() throws Exception {
        Path pid = folder.resolve("pid");
        TokenHook hook = hook(Duration.ofMinutes(10), family(pid));
        hook.run();
        await(() -> Files.exists(pid));
        TimeUnit.MILLISECONDS.sleep(500);
        hook.close();

        awaitEnd(pid);
    }

    @Test
    void a_failure_is_told() throws Exception {
        try (LogCapture lines = LogCapture.by(TokenHook.class);
                TokenHook failing = hook(Duration.ofSeconds(60), "exit 3");
                TokenHook missing = new TokenHook(List.of("/no/such program"), Map.of(), Duration.ofSeconds(60))) {
            failing.run();
            await(() -> lines.lines().contains("sh failed with exit code 3"));
            missing.run();
            await(() -> lines.lines().contains("/no/such program cannot be run; check --exec"));
        }
    }

    @Test
    void it_runs_once_more_for_whatever_comes_while_it_runs() throws Exception {
        Path runs = folder.resolve("runs");
        Path go = folder.resolve("go");
        try (TokenHook hook = hook(Duration.ofSeconds(60),
                "echo x >> " + runs + "; while [ ! -e " + go + " ]; do sleep 0.05; done")) {
            hook.run();
            await(() -> Files.exists(runs));
            for (int i = 0; i < 10; i++) {
                hook.run();
            }
            Files.createFile(go);
            await(() -> lines(runs) == 2);
        }
    }

    @Test
    void nothing_runs_without_a_command() {
        try (TokenHook hook = new TokenHook(List.of(), Map.of(), Duration.ofSeconds(60))) {
            hook.run();
        }
    }

    /** A child that has a child of its own, in the background, that would live for minutes. */
    private static String family(Path pid) {
        return "sh -c 'sleep 300 & echo $! > " + pid + ".new; mv " + pid + ".new " + pid + "; wait'";
    }

    private static TokenHook hook(Duration limit, String script) {
        return new TokenHook(List.of("sh", "-c", script), System.getenv(), limit);
    }

    private static void awaitEnd(Path pid) throws Exception {
        long number = Long.parseLong(Files.readString(pid).strip());
        await(() -> ProcessHandle.of(number).filter(ProcessHandle::isAlive).isEmpty());
    }

    private static long lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long hung = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < hung, "hung");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
