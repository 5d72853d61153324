package io.docspace.auth.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.containers.Podman.Result;
import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** As the manifest has it: podman 4.3 hands secrets over as they stand, not decoded. */
    private static final String PASSWORD = "Y2hhbmdlLW1l";
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
        podman.succeed("pod", "rm", "--all", "--force", "--time", "1");
        podman.succeed("rm", "--all", "--force", "--time", "1");
        podman.succeed("volume", "rm", "--all", "--force");
        podman.run("secret", "rm", "docspace-auth");
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
        try (StubPortal portal = new StubPortal(PASSWORD)) {
            Result result = run(image, portal, List.of("--memory", "80m", "--memory-swap", "80m"), "--output", "token");

            assertEquals(new Result(0, StubPortal.TOKEN + "\n", ""), result);
            assertEquals(1, portal.logins().size());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void writes_the_token_as_any_user(String image) throws IOException {
        try (StubPortal portal = new StubPortal(PASSWORD)) {
            Path folder = Files.createTempDirectory(podman.folder(), "any-user");
            podman.execute(folder, "chown", "54321:54321", folder.toString());

            Result result = run(image, portal,
                    List.of("--user", "54321:54321", "--volume", folder + ":/var/run/docspace"),
                    "--token-file", "/var/run/docspace/token", "--token-file-mode", "0440");

            assertEquals("User is authenticated. Token written to /var/run/docspace/token.\n", result.out());
            assertEquals("440 54321:54321\n", podman.execute(folder, "stat", "-c", "%a %u:%g", "token").out());
            assertTrue(StubPortal.accepts(Files.readString(folder.resolve("token"))));
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void names_may_hold_any_letters(String image) throws IOException {
        try (StubPortal portal = new StubPortal(PASSWORD)) {
            Result result = run(image, portal, List.of("--env", "DOCSPACE_USERNAME=жанна@example.com"), "--quiet");

            assertEquals(0, result.exit(), result.err());
            assertEquals(List.of("{\"userName\":\"жанна@example.com\",\"password\":\"" + PASSWORD + "\"}"),
                    portal.logins());
        }
    }

    /** Where its cache does not fit, Java runs on without it and says nothing: here it must fit or fail. */
    @Test
    void java_uses_its_cache() throws IOException {
        try (StubPortal portal = new StubPortal(PASSWORD)) {
            Result result = run(JVM, portal, List.of("--env", "JAVA_TOOL_OPTIONS=-XX:AOTMode=on"), "--output", "token");

            assertEquals(0, result.exit(), result.err());
            assertEquals(StubPortal.TOKEN + "\n", result.out());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void ends_with_143_within_a_second_of_a_stop(String image) throws IOException, InterruptedException {
        try (StubPortal silent = new StubPortal(null)) {
            podman.succeed(command(image, silent, List.of("--detach", "--name", "stopped")));
            silent.awaitRequest();

            long start = System.nanoTime();
            podman.succeed("stop", "--time", "10", "stopped");
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertEquals("143", podman.succeed("inspect", "--format", "{{.State.ExitCode}}", "stopped"));
            assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, "the stop took " + took);
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_application_starts_with_a_token_that_the_portal_accepts(String image)
            throws IOException, InterruptedException {
        try (StubPortal portal = new StubPortal(PASSWORD)) {
            Result play = play(image, portal);

            assertEquals(0, play.exit(), play.err());
            assertTrue(StubPortal.accepts(printedBy("application-pod-0-application")));
            assertEquals("10002:10001 true [] 67108864", podman.succeed("inspect", "--format",
                    "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.EffectiveCaps}} {{.HostConfig.Memory}}",
                    "application-pod-0-application"));
            assertEquals(1, portal.logins().size());
            assertNobodyElseReadsTheToken();
        }
    }

    /** With the line in the settings that is a comment, and the ConfigMap that it speaks of. */
    @ParameterizedTest
    @MethodSource("images")
    void an_application_starts_where_the_portal_has_an_authority_of_its_own(String image) throws Exception {
        Path folder = Files.createTempDirectory(podman.folder(), "tls");
        try (StubPortal portal = StubPortal.withTls(PASSWORD, folder)) {
            String authority = Files.readString(folder.resolve("ca.crt")).indent(4);
            Result play = podman.play(Files.writeString(folder.resolve("play.yaml"), manifest(image, portal)
                    .replace("# DOCSPACE_CA_FILE", "DOCSPACE_CA_FILE")
                    + "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: docspace-ca\n"
                    + "data:\n  ca.crt: |\n" + authority));

            assertEquals(0, play.exit(), play.err());
            assertTrue(StubPortal.accepts(printedBy("application-pod-0-application")));
        }
    }

    /** Podman knows no sidecars: the command, the probes and the limit of the manifest, in a container of their own. */
    @ParameterizedTest
    @MethodSource("images")
    void a_sidecar_answers_its_probes_renews_a_revoked_token_and_ends_well(String image)
            throws IOException, InterruptedException {
        Container sidecar = ManifestsTest.pod("sidecar").getInitContainers().get(0);
        String limit = sidecar.getResources().getLimits().get("memory").getNumericalAmount().toPlainString();
        List<String> probe = new ArrayList<>(List.of("exec", "sidecar"));
        probe.addAll(sidecar.getLivenessProbe().getExec().getCommand());
        try (StubPortal portal = new StubPortal(PASSWORD)) {
            podman.succeed(command(image, portal, List.of("--detach", "--name", "sidecar", "--memory", limit,
                    "--memory-swap", limit, "--volume", "docspace-token:/var/run/docspace",
                    "--env", "DOCSPACE_TOKEN_FILE=/var/run/docspace/token", "--env", "DOCSPACE_TOKEN_FILE_MODE=0440",
                    "--env", "DOCSPACE_INTERVAL=1s"), sidecar.getArgs().toArray(String[]::new)));

            Result answer = podman.run(probe.toArray(String[]::new));
            for (int tries = 0; answer.exit() == 5 && tries < 20; tries++) {
                answer = podman.run(probe.toArray(String[]::new));
            }

            assertEquals(new Result(0, "Token is good.\n", ""), answer);
            assertEquals(StubPortal.TOKEN, readByAnApplication());
            portal.revoke();
            String read = readByAnApplication();
            for (int tries = 0; !read.equals(StubPortal.NEXT_TOKEN) && tries < 20; tries++) {
                read = readByAnApplication();
            }
            assertEquals(StubPortal.NEXT_TOKEN, read);
            assertEquals(2, portal.logins().size());
            podman.succeed("stop", "--time", "10", "sidecar");
            assertEquals("0 false", podman.succeed("inspect", "--format", "{{.State.ExitCode}} {{.State.OOMKilled}}",
                    "sidecar"));
        }
    }

    /** Another user, of the token's group, on the same volume. */
    private static String readByAnApplication() {
        return podman.succeed("run", "--rm", "--pull=never", "--user=10002:10001", "--read-only", "--cap-drop=all",
                "--volume", "docspace-token:/var/run/docspace:ro", RootFileSystems.APPLICATION);
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_application_does_not_start_on_a_wrong_password(String image) throws IOException {
        try (StubPortal portal = new StubPortal("another")) {
            Result play = play(image, portal);

            assertEquals(125, play.exit());
            assertTrue(play.err().strip().endsWith("exited with code 3"), play.err());
            assertEquals("3", podman.succeed("inspect", "--format", "{{.State.ExitCode}}",
                    "application-pod-0-docspace-auth"));
            assertEquals("created", podman.succeed("inspect", "--format", "{{.State.Status}}",
                    "application-pod-0-application"));
            assertEquals(1, portal.logins().size());
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

    private static Result run(String image, StubPortal portal, List<String> options, String... arguments) {
        return podman.run(command(image, portal, options, arguments));
    }

    /** As a cluster would run it; what {@code options} say last wins. */
    private static String[] command(String image, StubPortal portal, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of("run", "--pull=never", "--network=host", "--read-only",
                "--read-only-tmpfs=false", "--cap-drop=all", "--security-opt=no-new-privileges", "--user=10001:10001",
                "--env", "DOCSPACE_BASE_URL=" + portal.url(), "--env", "DOCSPACE_USERNAME=robot@example.com",
                "--env", "DOCSPACE_PASSWORD=" + PASSWORD));
        command.addAll(options);
        command.add(image);
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static Result play(String image, StubPortal portal) throws IOException {
        return podman.play(Files.writeString(podman.folder().resolve("play.yaml"), manifest(image, portal)));
    }

    /** The manifest with nothing changed in it but the images and the portal. */
    private static String manifest(String image, StubPortal portal) throws IOException {
        StringBuilder manifest = new StringBuilder();
        for (Path file : ManifestsTest.resources("init-container")) {
            manifest.append("---\n").append(Files.readString(file));
        }
        return manifest.toString()
                .replace("image: docspace-auth\n", "image: " + image + "\n")
                .replace("image: application\n", "image: " + RootFileSystems.APPLICATION + "\n")
                .replace("https://portal.example.com", portal.url());
    }

    /** What a container prints first. */
    private static String printedBy(String container) throws InterruptedException {
        String printed = "";
        for (int tries = 0; printed.isEmpty() && tries < 50; tries++) {
            Thread.sleep(100);
            printed = podman.succeed("logs", container);
        }
        return printed;
    }

    private static void assertNobodyElseReadsTheToken() {
        Result other = podman.run("run", "--pull=never", "--user=10003:10003",
                "--volume=docspace-token:/var/run/docspace", RootFileSystems.APPLICATION);
        assertFalse(other.out().contains(StubPortal.TOKEN));
        assertEquals(1, other.exit());
        assertTrue(other.err().contains("Permission denied"), other.err());
    }
}
