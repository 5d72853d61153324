package io.docspace.auth.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.RawPortal;
import io.docspace.auth.containers.Podman.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The images, built from their Dockerfiles and run; the program's binary where one has been built, too. */
class ImagesInPodman {
    private static final String JVM = "localhost/docspace-auth:jvm";
    private static final String NATIVE = "localhost/docspace-auth:native";
    private static final String PASSWORD = "change-me";
    private static final Path BINARY = Path.of("target", "docspace-auth");

    private static final List<String> IMAGES = new ArrayList<>();
    private static Podman podman;

    @BeforeAll
    static void build() throws IOException {
        podman = new Podman(Path.of("target", "containers"));
        new RootFileSystems(podman).make();
        build("Dockerfile.jvm", JVM, Path.of("").toAbsolutePath());
        IMAGES.add(JVM);
        if (Files.exists(BINARY)) {
            build("Dockerfile.native-micro", NATIVE, Path.of("").toAbsolutePath());
            IMAGES.add(NATIVE);
        }
    }

    @AfterEach
    void removeContainers() {
        podman.succeed("rm", "--all", "--force", "--time", "1");
    }

    @AfterAll
    static void cleanUp() throws IOException {
        podman.close();
    }

    static List<String> images() {
        return IMAGES;
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_image_says_how_it_is_run(String image) {
        assertDeclarations(image);
    }

    /** Something else stands in for the binary: what the Dockerfile declares does not depend on it. */
    @Test
    void the_native_image_says_the_same() throws IOException {
        Path context = podman.folder().resolve("stand-in");
        Files.createDirectories(context.resolve("target"));
        Files.copy(Podman.program("busybox"), context.resolve(BINARY));

        build("Dockerfile.native-micro", "localhost/stand-in", context);

        assertDeclarations("localhost/stand-in");
    }

    @ParameterizedTest
    @MethodSource("images")
    void signs_in_read_only_without_capabilities_and_without_a_tmp(String image) throws IOException {
        try (RawPortal portal = RawPortal.good()) {
            Result result = run(image, portal, List.of("--memory", "80m", "--memory-swap", "80m"), "--output", "token");

            assertEquals(new Result(0, "abc=\n", ""), result);
            assertEquals(1, logins(portal).size());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void writes_the_token_as_any_user(String image) throws IOException {
        try (RawPortal portal = RawPortal.good()) {
            Path folder = Files.createTempDirectory(podman.folder(), "any-user");
            podman.execute(folder, "chown", "54321:54321", folder.toString());

            Result result = run(image, portal,
                    List.of("--user", "54321:54321", "--volume", folder + ":/var/run/docspace"),
                    "--token-file", "/var/run/docspace/token", "--token-file-mode", "0440");

            assertEquals("User is authenticated. Token written to /var/run/docspace/token.\n", result.out());
            assertEquals("440 54321:54321\n", podman.execute(folder, "stat", "-c", "%a %u:%g", "token").out());
            assertEquals("abc=", Files.readString(folder.resolve("token")));
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void names_may_hold_any_letters(String image) throws IOException {
        try (RawPortal portal = RawPortal.good()) {
            Result result = run(image, portal, List.of("--env", "DOCSPACE_USERNAME=жанна@example.com"), "--quiet");

            assertEquals(0, result.exit(), result.err());
            assertEquals(List.of("{\"userName\":\"жанна@example.com\",\"password\":\"" + PASSWORD + "\"}"),
                    logins(portal));
        }
    }

    /** Where its cache does not fit, Java runs on without it and says nothing: here it must fit or fail. */
    @Test
    void java_uses_its_cache() throws IOException {
        try (RawPortal portal = RawPortal.good()) {
            Result result = run(JVM, portal, List.of("--env", "JAVA_TOOL_OPTIONS=-XX:AOTMode=on"), "--output", "token");

            assertEquals(0, result.exit(), result.err());
            assertEquals("abc=\n", result.out());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_stop_ends_it_with_143_long_before_it_would_be_killed(String image) throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawPortal silent = RawPortal.doing(n -> (socket, out) -> {
            asked.countDown();
            Thread.sleep(300_000);
            return false;
        })) {
            podman.succeed(command(image, silent, List.of("--detach", "--name", "stopped")));
            asked.await();

            podman.succeed("stop", "--time", "120", "stopped");

            assertEquals("143", podman.succeed("inspect", "--format", "{{.State.ExitCode}}", "stopped"));
        }
    }

    private static void build(String dockerfile, String image, Path context) {
        Path file = Path.of("src", "main", "docker", dockerfile).toAbsolutePath();
        Result result = podman.run(context, "build", "--pull=never", "--file", file.toString(),
                "--build-arg", "BUILDER_IMAGE=" + RootFileSystems.BUILDER,
                "--build-arg", "RUNTIME_IMAGE=" + RootFileSystems.RUNTIME,
                "--build-arg", "VERSION=1.2.3", "--tag", image, ".");
        assertEquals(0, result.exit(), result.out() + result.err());
    }

    private static void assertDeclarations(String image) {
        assertEquals("[/opt/docspace-auth/docspace-auth] [] 10001:10001 map[]", podman.succeed("image", "inspect",
                "--format", "{{.Config.Entrypoint}} {{.Config.Cmd}} {{.Config.User}} {{.Config.ExposedPorts}}", image));
        assertTrue(podman.succeed("image", "inspect", "--format", "{{.Config.Env}}", image).contains("LANG=C.UTF-8"));
        Map.of("title", "docspace-auth", "licenses", "Apache-2.0", "version", "1.2.3")
                .forEach((name, value) -> assertEquals(value, podman.succeed("image", "inspect", "--format",
                        "{{index .Config.Labels \"org.opencontainers.image." + name + "\"}}", image)));
    }

    /** The bodies of all logins. */
    private static List<String> logins(RawPortal portal) {
        return portal.requests().stream().filter(request -> request.startsWith("POST"))
                .map(request -> request.substring(request.indexOf("\r\n\r\n") + 4)).toList();
    }

    private static Result run(String image, RawPortal portal, List<String> options, String... arguments) {
        return podman.run(command(image, portal, options, arguments));
    }

    /** As a cluster would run it; what {@code options} say last wins. */
    private static String[] command(String image, RawPortal portal, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of("run", "--pull=never", "--network=host", "--read-only",
                "--read-only-tmpfs=false", "--cap-drop=all", "--security-opt=no-new-privileges", "--user=10001:10001",
                "--env", "DOCSPACE_BASE_URL=" + portal.url(), "--env", "DOCSPACE_USERNAME=robot@example.com",
                "--env", "DOCSPACE_PASSWORD=" + PASSWORD));
        command.addAll(options);
        command.add(image);
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }
}
