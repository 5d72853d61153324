package io.docspace.auth;

import static io.docspace.auth.RawPortal.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import io.docspace.auth.RawPortal.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ways of hanging: each run ends at its deadline, whatever it waits for, and says what that is. Each of these waits lasts for
 * longer than {@link Program} waits for a run, so that one that ends has not waited for it; how soon it ends is seen with a clock
 * of its own in {@code WatchdogTest}. What takes a name server is in {@code HangingSystemIT}.
 */
class HangingIT {
    private static final long DEADLINE = 8_000;

    /** The answer decides or the deadline does, whichever comes first. */
    private static final int EITHER = 0;

    private static final Reply TOKEN = json("{\"response\":{\"token\":\"MARKERtoken\"}}");

    @TempDir
    static Path folder;

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static final Map<String, CompletableFuture<Run>> RUNS = new LinkedHashMap<>();
    private static ExecutorService runs;

    /** A way of hanging, the code that it ends with, and words of its message. */
    private record Way(String name, int code, String told, Program program, String script) {}

    private static final List<Way> WAYS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        requests();
        proxies();
        files();
        streams();
        // Few at a time, so that they do not wait for each other.
        runs = Executors.newFixedThreadPool(6);
        for (Way way : WAYS) {
            RUNS.put(way.name(), CompletableFuture.supplyAsync(() -> run(way), runs));
        }
    }

    @AfterAll
    static void close() throws Exception {
        runs.shutdownNow();
        for (AutoCloseable open : OPEN) {
            open.close();
        }
        // The class may be run again.
        OPEN.clear();
        WAYS.clear();
        RUNS.clear();
    }

    static Stream<String> ways() {
        return Stream.concat(
                Stream.of("connect", "no answer", "half a status line", "a head without end", "a head that drips",
                        "an empty body that was announced", "a body that drips",
                        "chunks without end", "half a chunk size", "interim answers for ever", "503 and Retry-After",
                        "429 for ever", "connections that are closed", "connections that are reset", "the check gets no answer",
                        "a check that drips", "the settings get no answer", "the dearest hash that is taken",
                        "TLS without an answer", "TLS with half a record"),
                Stream.of("an HTTP proxy", "a proxy that drips", "a proxy and then TLS", "a proxy of plain HTTP",
                        "a pipe as password file", "a pipe as CA file", "a pipe as token file", "a pipe beside the token file",
                        "a pipe as configuration file",
                        "a pipe as file of the address", "stdin that never ends", "stdin that drips", "a full pipe at stdout",
                        "a full pipe at stderr", "a child that hangs"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void a_run_ends_at_its_deadline(String name) throws Exception {
        Way way = WAYS.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();

        Run ended = RUNS.get(name).get();

        assertTrue(way.code() == ended.exitCode() || (way.code() == EITHER && Set.of(6, 7, 9).contains(ended.exitCode())),
                ended.toString());
        assertTrue(ended.err().contains(way.told()), ended.toString());
        assertTrue(ended.err().isEmpty() || ended.err().endsWith("\n"), ended.toString());
        assertTrue(!ended.err().contains("MARKER") && !ended.out().contains("MARKER"), ended.toString());
    }

    private static void requests() throws Exception {
        ServerSocket full = open(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
        for (int i = 0; i < 4; i++) {
            Socket waiting = open(new Socket());
            try {
                waiting.connect(new InetSocketAddress("127.0.0.1", full.getLocalPort()), 200);
            } catch (IOException itIsFull) {
                break;
            }
        }
        at("connect", 7, "timed out", "http://127.0.0.1:" + full.getLocalPort());
        portal("no answer", 7, n -> silence(""));
        portal("half a status line", 7, n -> silence("HTTP/1.1 2"));
        portal("a head without end", 7, n -> silence("HTTP/1.1 200 OK\r\nX: y\r\n"));
        portal("a head that drips", 7, n -> drip("HTTP/1.1 200 OK\r\n", "X: y\r\n"));
        portal("an empty body that was announced", 7, n -> silence("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"));
        portal("a body that drips", 7, n -> drip("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", " "));
        portal("chunks without end", 7, n -> drip("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"));
        portal("half a chunk size", 7, n -> silence("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1"));
        portal("interim answers for ever", EITHER, n -> drip("", "HTTP/1.1 102 Processing\r\n\r\n"));
        portal("503 and Retry-After", EITHER,
                n -> RawPortal.bytes("HTTP/1.1 503 No\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"));
        portal("429 for ever", 7, n -> RawPortal.bytes("HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n"));
        portal("connections that are closed", 7, n -> RawPortal.bytes(""));
        portal("connections that are reset", 7, n -> (socket, out) -> {
            socket.setSoLinger(true, 0);
            return false;
        });
        portal("the check gets no answer", 7, n -> n == 0 ? TOKEN : silence(""));
        portal("a check that drips", 7, n -> n == 0 ? TOKEN : drip("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", " "));
        portal("the settings get no answer", 7, n -> silence(""), "--hash-password");
        portal("the dearest hash that is taken", 7, n -> n == 0
                ? json("{\"response\":{\"passwordHash\":{\"size\":512,\"iterations\":1000000,\"salt\":\"s\"}}}")
                : silence(""), "--hash-password");
        portal("TLS without an answer", "https", 7, n -> silence(""));
        ServerSocket half = open(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
        greet(half, "\u0016\u0003\u0003@");
        at("TLS with half a record", 7, "", "https://127.0.0.1:" + half.getLocalPort());
    }

    private static void proxies() throws Exception {
        throughProxy("an HTTP proxy", "https", silence(""));
        throughProxy("a proxy that drips", "https", drip("HTTP/1.1 200 OK\r\n", "X: y\r\n"));
        throughProxy("a proxy and then TLS", "https", silence("HTTP/1.1 200 OK\r\n\r\n"));
        throughProxy("a proxy of plain HTTP", "http", silence(""));
    }

    private static void files() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        String url = portal(RawPortal::goodAnswer);
        add("a pipe as password file", 2, "DOCSPACE_PASSWORD_FILE",
                login(url).env("DOCSPACE_PASSWORD", "").env("DOCSPACE_PASSWORD_FILE", pipe.toString()));
        add("a pipe as CA file", 2, "--ca-file", login("https://127.0.0.1:1", "--ca-file", pipe.toString()));
        add("a pipe as token file", 10, "not a regular file", login(url, "--token-file", pipe.toString()));
        Path token = Files.writeString(folder.resolve("token"), "MARKERold");
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("token.expires").toString()).start().waitFor());
        add("a pipe beside the token file", 5, "", Program.with("check", "--timeout", DEADLINE + "ms", "--base-url",
                portal(n -> json("{\"response\":false}")), "--token-file", token.toString()));
        add("a pipe as configuration file", 2, "--config-file", login(url, "--config-file", pipe.toString()));
        add("a pipe as file of the address", 2, "--base-url-file", Program.with("--timeout", DEADLINE + "ms", "-u", "anna",
                "--base-url-file", pipe.toString()).env("DOCSPACE_PASSWORD", "MARKERpassword"));
    }

    private static void streams() throws Exception {
        String url = portal(RawPortal::goodAnswer);
        String ofStdin = "waiting for the end of standard input (--password-stdin)";
        shell("stdin that never ends", 2, ofStdin, login(url, "--password-stdin").env("DOCSPACE_PASSWORD", ""),
                "mkfifo held; exec 3<>held; \"$0\" \"$@\" <held");
        shell("stdin that drips", 2, ofStdin, login(url, "--password-stdin").env("DOCSPACE_PASSWORD", ""),
                "(while sleep 0.2; do printf M || exit; done) 2>/dev/null | \"$0\" \"$@\"");
        String full = "mkfifo held; exec 3<>held; dd if=/dev/zero of=held bs=4096 oflag=nonblock 2>/dev/null; ";
        shell("a full pipe at stdout", 10, "writing the result to stdout", login(url), full + "\"$0\" \"$@\" >held");
        shell("a full pipe at stderr", EITHER, "", login(portal(n -> json(""))), full + "\"$0\" \"$@\" 2>held");
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path stty = Files.writeString(bin.resolve("stty"), "#!/bin/sh\nexec sleep 300\n");
        assertTrue(stty.toFile().setExecutable(true));
        add("a child that hangs", 2, "looking for a terminal",
                login(url).env("DOCSPACE_PASSWORD", "").env("PATH", bin + ":/usr/bin:/bin"));
    }

    private static Program login(String url, String... more) {
        return Program.with("--timeout", DEADLINE + "ms", "-u", "anna", "-o", "token", "--base-url", url).and(more)
                .env("DOCSPACE_PASSWORD", "MARKERpassword");
    }

    private static Reply silence(String beginning) {
        return (socket, out) -> {
            out.write(beginning.getBytes(ISO_8859_1));
            out.flush();
            Thread.sleep(300_000);
            return false;
        };
    }

    private static Reply drip(String beginning, String drop) {
        return (socket, out) -> {
            out.write(beginning.getBytes(ISO_8859_1));
            for (int i = 0; i < 3_000; i++) {
                out.write(drop.getBytes(ISO_8859_1));
                out.flush();
                Thread.sleep(100);
            }
            return false;
        };
    }

    /** Says something before anybody asks, and then nothing. */
    private static void greet(ServerSocket server, String bytes) {
        Thread acceptor = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = open(server.accept());
                    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
                    socket.getOutputStream().flush();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private static void portal(String name, int code, IntFunction<Reply> replies, String... more) {
        portal(name, "http", code, replies, more);
    }

    private static void portal(String name, String scheme, int code, IntFunction<Reply> replies,
            String... more) {
        String url = portal(replies).replaceFirst("^http", scheme);
        add(name, code, "", login(url, more));
    }

    private static void at(String name, int code, String told, String url) {
        add(name, code, told, login(url));
    }

    private static void throughProxy(String name, String scheme, Reply reply) {
        String proxy = portal(n -> reply);
        add(name, 7, "", login(scheme + "://portal.example.com", "--allow-http")
                .env(scheme.toUpperCase(Locale.ROOT) + "_PROXY", proxy));
    }

    private static String portal(IntFunction<Reply> replies) {
        return open(RawPortal.doing(replies)).url();
    }

    private static synchronized <T extends AutoCloseable> T open(T closeable) {
        OPEN.add(closeable);
        return closeable;
    }

    private static void add(String name, int code, String told, Program program) {
        WAYS.add(new Way(name, code, told, program, ""));
    }

    private static void shell(String name, int code, String told, Program program, String script) {
        WAYS.add(new Way(name, code, told, program, script));
    }

    private static Run run(Way way) {
        Run run = runOnce(way);
        // A machine that stands still may spend the time of a run before it comes to where it hangs.
        boolean isExpected = way.code() == EITHER || (run.exitCode() == way.code() && run.err().contains(way.told()));
        return !isExpected && run.err().contains(" passed while ") ? runOnce(way) : run;
    }

    private static Run runOnce(Way way) {
        try {
            Program program = way.program().in(Files.createTempDirectory(folder, way.name().replace(' ', '-')));
            return way.script().isEmpty() ? program.run() : program.runInShell(way.script());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
