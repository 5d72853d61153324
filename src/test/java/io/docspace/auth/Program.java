package io.docspace.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program, jar or native binary, run as a user runs it: with its own arguments, environment and folder.
 *
 * <p>{@link #run} starts a process where only a process will do, in a test marked {@link AsProcess}, and for the first row of
 * each class. Else the jar runs within this JVM, by {@link InProcess}, which takes a tenth of the time.
 * {@code -Dprogram.as=process} makes every run a process; a native binary always is one.
 */
public final class Program {
    /** Seconds after which a run counts as hung; not a statement about speed. */
    private static final int HUNG = 120;

    /** Whether every logger of the framework talks, in a program that was built to let it: {@code .ci/trace}. */
    static final boolean IS_TRACED = "TRACE".equals(System.getProperty("program.log"));

    private final List<String> arguments;
    // A machine that stands still for a while between a request and its answer is no portal that does not answer.
    private final Map<String, String> environment = new TreeMap<>(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8",
            "DOCSPACE_REQUEST_TIMEOUT", "2m", "DOCSPACE_CONNECT_TIMEOUT", "2m"));
    private byte[] input = {};
    private final List<String> jvmOptions = new ArrayList<>();
    private List<String> heapOptions = List.of();
    private boolean isCached = true;
    private Path folder;
    private Path errors;

    /** What a run left: its exit code, stdout to the byte, and stderr. */
    public record Run(int exitCode, String out, String err) {}

    private Program(String... arguments) {
        this.arguments = new ArrayList<>(Arrays.asList(arguments));
        if (IS_TRACED) {
            for (String category : List.of("", "_CATEGORY__IO_NETTY_", "_CATEGORY__IO_VERTX_",
                    "_CATEGORY__IO_QUARKUS_CONFIG_")) {
                environment.put("QUARKUS_LOG" + category + "_LEVEL", "TRACE");
            }
            environment.put("SMALLRYE_CONFIG_LOG_VALUES", "true");
            environment.put("QUARKUS_REST_CLIENT_LOGGING_SCOPE", "request-response");
            environment.put("QUARKUS_REST_CLIENT_LOGGING_BODY_LIMIT", "100000");
        }
    }

    public static Program with(String... arguments) {
        return new Program(arguments);
    }

    /** The words that start the program; a Java virtual machine is told to start soon, as those of the tests are. */
    public static List<String> command() {
        Properties artifact = new Properties();
        Path target = Path.of("target").toAbsolutePath();
        try (InputStream in = Files.newInputStream(target.resolve("quarkus-artifact.properties"))) {
            artifact.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the program is not packaged", e);
        }
        String path = target.resolve(artifact.getProperty("path")).toString();
        return artifact.getProperty("type").startsWith("native")
                ? List.of(path)
                : java(path);
    }

    private static List<String> java(String jar) {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        if (RunningTest.ALL_AS_PROCESSES) {
            words.addAll(AotCache.option(words, Path.of(jar)));
        }
        words.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote", "-jar", jar));
        return words;
    }

    public Program and(String... more) {
        arguments.addAll(Arrays.asList(more));
        return this;
    }

    public Program env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Without retries. */
    public Program once() {
        return env("DOCSPACE_TIMEOUT", "0");
    }

    public Program input(String text) {
        input = text.getBytes(UTF_8);
        return this;
    }

    public Program in(Path workingFolder) {
        folder = workingFolder;
        return this;
    }

    /** Options of the Java virtual machine; a native binary is run without them. */
    public Program jvm(String... options) {
        jvmOptions.addAll(Arrays.asList(options));
        return this;
    }

    /** From class files, where a Java virtual machine would take them from its cache. */
    public Program uncached() {
        isCached = false;
        return this;
    }

    /** Standard error goes to the end of a file, so that it can be read while the program runs. */
    public Program stderrTo(Path file) {
        errors = file;
        return this;
    }

    /** At most this heap, where it is a process of a Java virtual machine. */
    public Program heap(String most) {
        heapOptions = List.of("-Xmx" + most);
        return this;
    }

    /** Starts it and leaves the rest to the caller. */
    public Process start() throws IOException {
        return start(words());
    }

    /** The same through a shell: {@code $0} and {@code "$@"} are the program and its arguments. */
    public Run runInShell(String script) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", script));
        words.addAll(words());
        return finish(words);
    }

    public Run run() {
        Path jar = jar();
        return jar != null && fitsThisJvm() && InProcess.isPossible(jar) && !RunningTest.wantsProcess()
                ? InProcess.run(jar, arguments, environment, input, HUNG)
                : finish(words());
    }

    /** The JVM of the tests has one working folder, its own options, and the locale of a run without a setting of it. */
    private boolean fitsThisJvm() {
        return folder == null && jvmOptions.isEmpty() && "C.UTF-8".equals(environment.get("LC_ALL"))
                && environment.keySet().stream().noneMatch(name -> name.startsWith("JAVA_") || name.startsWith("JDK_"));
    }

    /** The jar; null for a native binary. */
    private static Path jar() {
        List<String> command = command();
        return command.contains("-jar") ? Path.of(command.get(command.size() - 1)) : null;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(command());
        words.removeIf(word -> !isCached && word.startsWith("-XX:AOTCache="));
        if (words.contains("-jar")) {
            words.addAll(words.indexOf("-jar"), heapOptions);
            words.addAll(words.indexOf("-jar"), jvmOptions);
        }
        words.addAll(arguments);
        return words;
    }

    private Process start(List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder == null ? null : folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (errors != null) {
            builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        }
        return builder.start();
    }

    private Run finish(List<String> words) {
        try {
            Process process = start(words);
            CompletableFuture<byte[]> out = read(process.getInputStream());
            CompletableFuture<byte[]> err = read(process.getErrorStream());
            try (var stdin = process.getOutputStream()) {
                stdin.write(input);
            } catch (IOException ended) {
                // it may end without reading
            }
            if (!process.waitFor(HUNG, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("hung: " + arguments);
            }
            return new Run(process.exitValue(), new String(out.join(), UTF_8), new String(err.join(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<byte[]> read(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
