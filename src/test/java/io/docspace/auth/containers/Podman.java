package io.docspace.auth.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Podman with a storage of its own, so that nothing is left and nobody else's images are touched. It works as root, on
 * a machine without systemd and with small limits, too.
 */
public final class Podman implements AutoCloseable {
    /** Seconds for one command; building an image takes the longest. */
    private static final int PATIENCE = 180;

    private static final String CONFIGURATION = """
            [containers]
            default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            """;

    private final Path folder;
    private final Path work;
    private final Path configuration;

    /** What a command printed, and how it ended. */
    public record Result(int exit, String out, String err) {}

    /** @param folder where everything is kept, made anew and deleted at the end */
    public Podman(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath();
        this.work = this.folder.resolve("work");
        this.configuration = this.folder.resolve("containers.conf");
        close();
        Files.createDirectories(work);
        Files.writeString(configuration, CONFIGURATION);
        program("runc");
        program("catatonit");
    }

    /** A file name in the path that programs are found by. */
    public static Path program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(part -> Path.of(part, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the profile \"containers\" runs real containers and misses "
                        + name + "; on Debian: apt-get install podman runc catatonit buildah busybox-static"));
    }

    public Path folder() {
        return folder;
    }

    /** Runs podman and expects it to succeed; gives what it printed on stdout. */
    public String succeed(String... arguments) {
        Result result = run(arguments);
        if (result.exit() != 0) {
            throw new AssertionError("podman " + String.join(" ", arguments) + " ended with " + result.exit() + "\n"
                    + result.out() + result.err());
        }
        return result.out().strip();
    }

    public Result run(String... arguments) {
        return run(work, arguments);
    }

    /** @param where the working folder */
    public Result run(Path where, String... arguments) {
        return execute(where, configuration, podman(arguments));
    }

    /** Runs any program; stdin is empty. */
    public Result execute(Path where, String... command) {
        return execute(where, configuration, List.of(command));
    }

    private List<String> podman(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program("podman").toString(),
                "--root", folder.resolve("root").toString(), "--runroot", folder.resolve("run").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Result execute(Path where, Path configuration, List<String> command) {
        try {
            Path out = Files.createTempFile("out", null);
            Path err = Files.createTempFile("err", null);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("CONTAINERS_CONF", configuration.toString());
            Process process = builder.start();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " took more than " + PATIENCE + " seconds");
            }
            Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends all containers and deletes everything. */
    @Override
    public void close() throws IOException {
        if (Files.exists(folder)) {
            if (Files.exists(configuration)) {
                run(folder, "rm", "--all", "--force", "--time", "1");
            }
            // The storage is a mount of its own.
            execute(folder, "umount", folder.resolve("root").resolve("overlay").toString());
            execute(folder, "rm", "-rf", "--one-file-system", folder.toString());
        }
    }
}
