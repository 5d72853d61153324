package io.docspace.auth.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Base images made of what this machine has installed, since tests reach no image registry. */
public final class RootFileSystems {
    /** The C library alone: no shell, no {@code /tmp}, no Java. */
    public static final String RUNTIME = "localhost/base-runtime";
    /** A JDK 25 and a shell. */
    public static final String BUILDER = "localhost/base-builder";
    /** An application that prints the token that it finds. */
    public static final String APPLICATION = "localhost/application";

    private static final List<String> JAVA_PARTS = List.of("bin/java", "lib/server/libjvm.so", "lib/libjava.so",
            "lib/libjimage.so", "lib/libnet.so", "lib/libnio.so", "lib/libzip.so");
    private static final List<String> TOOLS = List.of("sh", "cat", "chmod", "mkdir", "rm", "sed", "sleep", "nc");

    private final Podman podman;
    private final Path jdk;

    public RootFileSystems(Podman podman) throws IOException {
        this.podman = podman;
        this.jdk = jdk25();
    }

    public void make() throws IOException {
        Path runtime = folder("runtime");
        for (Path library : libraries()) {
            Path target = runtime.resolve(Path.of("/").relativize(library));
            Files.createDirectories(target.getParent());
            Files.copy(library, target);
        }
        // What LANG=C.UTF-8 means to the C library.
        execute("cp", "-r", "--parents", "/usr/lib/locale/C.utf8", runtime.toString());
        importImage(RUNTIME, runtime);

        Path application = folder("application");
        Path busybox = Files.createDirectory(application.resolve("bin")).resolve("busybox");
        Files.copy(Podman.program("busybox"), busybox);
        for (String tool : TOOLS) {
            Files.createSymbolicLink(busybox.resolveSibling(tool), busybox.getFileName());
        }
        importImage(APPLICATION, application, "ENTRYPOINT [\"/bin/cat\",\"/var/run/docspace/token\"]");

        Path builder = folder("builder");
        Files.createDirectory(builder.resolve("tmp"));
        execute("cp", "-r", "--no-dereference", runtime + "/.", application + "/.", builder.toString());
        // Debian links parts of a JDK to elsewhere.
        execute("cp", "-r", "--dereference", jdk.toString(), builder.resolve("jdk").toString());
        Files.deleteIfExists(builder.resolve("jdk/lib/src.zip"));
        importImage(BUILDER, builder, "ENV PATH=/jdk/bin:/bin");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(podman.folder().resolve(name));
    }

    private void importImage(String name, Path root, String... changes) throws IOException {
        Path archive = podman.folder().resolve("image.tar");
        execute("tar", "--create", "--file", archive.toString(), "--directory", root.toString(), ".");
        List<String> command = new ArrayList<>(List.of("import"));
        for (String change : changes) {
            command.addAll(List.of("--change", change));
        }
        command.addAll(List.of(archive.toString(), name));
        podman.succeed(command.toArray(String[]::new));
        Files.delete(archive);
    }

    private void execute(String... command) {
        Podman.Result result = podman.execute(podman.folder(), command);
        if (result.exit() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + result.err());
        }
    }

    /** What Java needs of the system, by the dynamic linker's own word. */
    private Set<Path> libraries() {
        List<String> command = new ArrayList<>(List.of("ldd"));
        JAVA_PARTS.forEach(part -> command.add(jdk.resolve(part).toString()));
        String said = podman.execute(podman.folder(), command.toArray(String[]::new)).out();
        Matcher found = Pattern.compile("(?:=> |\t)(/\\S+) \\(").matcher(said);
        Set<Path> libraries = new TreeSet<>();
        while (found.find()) {
            Path library = Path.of(found.group(1)).normalize();
            if (!library.startsWith(jdk)) {
                libraries.add(library);
            }
        }
        return libraries;
    }

    /** The JDK 25 that {@code JAVA_25_HOME} names, or one beside the JDK that runs the tests. */
    private static Path jdk25() throws IOException {
        Path running = Path.of(System.getProperty("java.home"));
        try (Stream<Path> beside = Files.list(running.getParent())) {
            return Stream.concat(Stream.ofNullable(System.getenv("JAVA_25_HOME")).map(Path::of),
                    Stream.concat(Stream.of(running), beside))
                    .filter(home -> !Files.isSymbolicLink(home) && Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS))
                    .filter(home -> Files.isExecutable(home.resolve("bin/jlink")))
                    .filter(home -> isRelease25(home.resolve("release")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the profile \"containers\" needs a JDK 25;"
                            + " name its folder in JAVA_25_HOME"));
        }
    }

    private static boolean isRelease25(Path release) {
        try {
            return Files.readString(release).contains("JAVA_VERSION=\"25");
        } catch (IOException noJdk) {
            return false;
        }
    }
}
