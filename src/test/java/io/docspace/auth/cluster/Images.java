package io.docspace.auth.cluster;

import io.docspace.auth.containers.Podman;
import io.docspace.auth.containers.RootFileSystems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The project's images as archives, and those of the applications that read the token. */
final class Images {
    /** The one of the manifests, without its tag. */
    static final String PROGRAM = "localhost/docspace-auth";
    static final String NATIVE_TAG = "1.0.0";
    static final String JVM_TAG = "1.0.0-jvm";

    /** Prints each token that it finds, when it changes. */
    static final String APPLICATION = "localhost/application:1.0.0";
    /** Prints the token and ends. */
    static final String TASK = "localhost/task:1.0.0";
    /** Ends when it has seen a second token. */
    static final String LONG_TASK = "localhost/task:long";

    private static final Path BINARY = Path.of("target", "docspace-auth");
    private static final String READ = "token=; read -r token </var/run/docspace/token || [ -n \"$token\" ] || exit 1\n";
    private static final Map<String, String> SCRIPTS = Map.of(
            APPLICATION, """
                    trap 'exit 0' TERM
                    last=
                    while :; do
                        token=
                        read -r token </var/run/docspace/token 2>/dev/null || [ -n "$token" ] || token=missing
                        [ "$token" = "$last" ] || echo "$token"
                        last=$token
                        sleep 1 &
                        wait $!
                    done
                    """,
            TASK, READ + "echo \"$token\"\n",
            LONG_TASK, READ + """
                    first=$token
                    while [ "$token" = "$first" ]; do
                        sleep 1
                        read -r token </var/run/docspace/token || [ -n "$token" ] || exit 1
                    done
                    echo "$token"
                    """);

    private final List<Path> archives = new ArrayList<>();

    private Images() {}

    /** @param folder made anew */
    static Images build(Path folder) {
        Images images = new Images();
        try (Podman podman = new Podman(folder.resolve("podman"))) {
            new RootFileSystems(podman).make();
            images.program(podman, "Dockerfile.jvm", JVM_TAG, folder);
            if (images.hasNative()) {
                images.program(podman, "Dockerfile.native-micro", NATIVE_TAG, folder);
            }
            for (Map.Entry<String, String> script : SCRIPTS.entrySet()) {
                images.application(podman, script.getKey(), script.getValue(), folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return images;
    }

    /** Whether {@code package -Dnative} has left a binary, so that the native image could be built. */
    boolean hasNative() {
        return Files.exists(BINARY);
    }

    List<Path> archives() {
        return archives;
    }

    private void program(Podman podman, String dockerfile, String tag, Path folder) throws IOException {
        build(podman, Path.of("src", "main", "docker", dockerfile), Path.of(""), PROGRAM + ":" + tag, folder);
    }

    private void application(Podman podman, String name, String script, Path folder) throws IOException {
        Path context = Files.createTempDirectory(podman.folder(), "application");
        Files.writeString(context.resolve("run"), script);
        Path dockerfile = Files.writeString(context.resolve("Dockerfile"),
                "FROM " + RootFileSystems.APPLICATION + "\nCOPY run /run\nENTRYPOINT [\"/bin/sh\", \"/run\"]\n");
        build(podman, dockerfile, context, name, folder);
    }

    private void build(Podman podman, Path dockerfile, Path context, String name, Path folder) throws IOException {
        Podman.Result built = podman.run(context.toAbsolutePath(), "build", "--pull=never", "--network=host", "--file",
                dockerfile.toAbsolutePath().toString(), "--build-arg", "BUILDER_IMAGE=" + RootFileSystems.BUILDER,
                "--build-arg",
                "RUNTIME_IMAGE=" + RootFileSystems.RUNTIME, "--tag", name, ".");
        if (built.exit() != 0) {
            throw new AssertionError(name + " cannot be built: " + built.out() + built.err());
        }
        Path archive = folder.resolve(name.replaceAll("[/:]", "-") + ".tar");
        Files.deleteIfExists(archive);
        podman.succeed("save", "--format", "docker-archive", "--output", archive.toString(), name);
        archives.add(archive);
    }
}
