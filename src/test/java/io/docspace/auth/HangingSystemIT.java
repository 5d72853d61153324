package io.docspace.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name server of loopback that swallows questions, and what the kernel and the Java virtual machine write of a crash. */
class HangingSystemIT {
    private static final String MARKER = "MARKERpassword7319";

    /** Another than 127.0.0.1, where a name server of the machine may be. */
    private static final String NAME_SERVER = "127.0.0.77";

    @TempDir
    Path folder;

    private DatagramSocket silent;

    @AfterEach
    void close() {
        if (silent != null) {
            silent.close();
        }
    }

    @Test
    void a_name_server_that_swallows_questions_is_named_at_the_deadline() throws IOException {
        Run run = lookedUp("exec \"$0\" \"$@\"");

        assertEquals(7, run.exitCode(), run.err());
        assertTrue(run.err().matches("(?s).*looking up the host (name|portal\\.example\\.com).*"), run.err());
    }

    @Test
    void a_signal_during_a_look_up_ends_the_run_at_once() throws IOException {
        Run run = lookedUp("\"$0\" \"$@\" --timeout 10m & sleep 3; kill -TERM $!; wait $!");

        assertEquals(new Run(143, "", ""), run);
    }

    /** In a mount namespace of its own, where names are asked for at the server that says nothing, for longer than a run may take. */
    private Run lookedUp(String script) throws IOException {
        silent = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(NAME_SERVER), 53));
        Path resolver = Files.writeString(folder.resolve("resolv.conf"),
                "nameserver " + NAME_SERVER + "\noptions timeout:30 attempts:5\n");
        return Program.with("--base-url", "https://portal.example.com", "-u", "x", "--timeout", "15s")
                .env("DOCSPACE_PASSWORD", MARKER)
                .runInShell("exec unshare -m sh -c 'mount --bind " + resolver + " /etc/resolv.conf; " + script
                        + "' \"$0\" \"$@\"");
    }

    @ParameterizedTest(name = "SIG{0}")
    @ValueSource(strings = {"ABRT", "SEGV", "QUIT"})
    void a_crash_leaves_no_password_on_the_disk(String signal) throws Exception {
        try (RawPortal portal = silentPortal()) {
            Process process = asking(portal, program -> program.in(folder));
            assertEquals("00000000", Files.readString(Path.of("/proc/" + process.pid() + "/coredump_filter")).strip());
            assertEquals(0, new ProcessBuilder("prlimit", "--core=unlimited", "--pid", String.valueOf(process.pid())).start()
                    .waitFor());
            assertEquals(0, new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor());
            // The Java virtual machine answers SIGQUIT with its threads, and runs on.
            boolean hasEnded = process.waitFor(signal.equals("QUIT") ? 2 : 60, TimeUnit.SECONDS);
            assertTrue(hasEnded || signal.equals("QUIT"));
            // Unlike Process.destroyForcibly it leaves the streams open.
            process.toHandle().destroyForcibly();
            process.waitFor();
            assertFalse(new String(process.getInputStream().readAllBytes(), ISO_8859_1).contains(MARKER));
            assertFalse(new String(process.getErrorStream().readAllBytes(), ISO_8859_1).contains(MARKER));
            try (Stream<Path> left = Files.list(folder)) {
                for (Path file : left.toList()) {
                    assertFalse(Files.readString(file, ISO_8859_1).contains(MARKER), file.toString());
                }
            }
        }
    }

    @Test
    void no_thread_dump_reaches_stdout_in_the_images() throws Exception {
        String options = Files.readString(Path.of("src/main/docker/java.options"));
        assertTrue(options.contains("-XX:+DisplayVMOutputToStderr"));
        try (RawPortal portal = silentPortal()) {
            Process process = asking(portal, program -> program.jvm("-XX:+DisplayVMOutputToStderr"));
            new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid())).start().waitFor();
            Thread.sleep(1_000);
            // Unlike Process.destroyForcibly it leaves the streams open.
            process.toHandle().destroyForcibly();
            process.waitFor();

            assertEquals("", new String(process.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    private static RawPortal silentPortal() {
        return RawPortal.doing(n -> (socket, out) -> {
            Thread.sleep(60_000);
            return false;
        });
    }

    /** A process that has asked a portal and waits for its answer. */
    private static Process asking(RawPortal portal, UnaryOperator<Program> more) throws Exception {
        Process process = more.apply(
                Program.with("--base-url", portal.url(), "-u", "x").env("DOCSPACE_PASSWORD", MARKER)).start();
        while (portal.requests().isEmpty() && process.isAlive()) {
            Thread.sleep(20);
        }
        return process;
    }
}
