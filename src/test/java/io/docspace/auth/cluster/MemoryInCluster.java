package io.docspace.auth.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a run, the agent and a probe take of their limits, by their cgroups: written to {@code target/cluster/memory.md}, from
 * where {@code bench/memory} takes it. It reads the node's cgroups, so the node has to be this machine.
 */
class MemoryInCluster {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup/memory/kubepods");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int PROBES = 20;

    /** Two of our processes in one container: on the JVM they do not fit the limit of the manifests. */
    private static final String ROOM_FOR_CHECK = """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"application"},"spec":{"template":{"spec":{
             "initContainers":[{"name":"docspace-auth","resources":{"limits":{"memory":"256Mi"}}}]}}}}""";

    /** Bytes of a control group: all that is charged to it, and of that what no file backs. */
    private record Memory(long charged, long anonymous) {
        Memory max(Memory other) {
            return new Memory(Math.max(charged, other.charged), Math.max(anonymous, other.anonymous));
        }

        @Override
        public String toString() {
            return "%d (%d)".formatted(charged >> 20, anonymous >> 20);
        }
    }

    @Test
    void each_fits_its_limit() throws IOException {
        Cluster cluster = Cluster.get();
        assumeTrue(Files.isDirectory(CGROUPS), "the node's cgroups are not here");
        List<String> rows = new ArrayList<>(List.of("| image | a login | the agent | with %d probes | with a `check` |"
                .formatted(PROBES), "| --- | --- | --- | --- | --- |"));
        for (String image : DeploymentsInCluster.images()) {
            rows.add(measure(cluster, image));
        }
        Files.write(Cluster.FOLDER.resolve("memory.md"), rows);
    }

    private static String measure(Cluster cluster, String image) {
        try (ClusterPortal portal = cluster.portal("change-me");
                Namespace namespace = Namespace.roomy(cluster, "memory-" + image)) {
            Overlay job = Overlay.of("job").image(image.equals("jvm")).portal(portal, "change-me");
            namespace.apply(job);
            Memory login = peakUntil(namespace, () -> !portal.logins().isEmpty()
                    && namespace.pods().stream().allMatch(pod -> Namespace.ended(pod).isObject()));
            namespace.kubectl("delete", "job", "task", "--wait=true");

            namespace.apply(Overlay.of("sidecar").image(image.equals("jvm")).portal(portal, "change-me")
                    .patch("Deployment", "application", ROOM_FOR_CHECK));
            namespace.awaitReady(1, PATIENCE);
            Namespace.pause(Duration.ofSeconds(30));
            Memory agent = memory(namespace.pod());
            String pod = Namespace.nameOf(namespace.pod());
            Memory probed = during(namespace, () -> {
                for (int probe = 0; probe < PROBES; probe++) {
                    namespace.kubectl("exec", pod, "--container", "application", "--", "/bin/sh", "-c",
                            "printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' | nc 127.0.0.1 9490");
                }
            });
            Memory checked = during(namespace,
                    () -> namespace.exec("/opt/docspace-auth/docspace-auth", "check").orFail("check"));
            assertTrue(login.anonymous() > 0 && checked.charged() > agent.charged(), login + " " + agent + " " + checked);
            return "| %s | %s | %s | %s | %s |".formatted(image.equals("jvm") ? "JVM" : "native", login, agent, probed,
                    checked);
        }
    }

    private static Memory during(Namespace namespace, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        Thread actor = new Thread(() -> {
            action.run();
            done.set(true);
        });
        actor.start();
        Memory peak = peakUntil(namespace, () -> done.get() || !actor.isAlive());
        assertTrue(done.get());
        return peak;
    }

    /** The most of it while something happens, looked at ten times a second; what it peaks at is asked now and then. */
    private static Memory peakUntil(Namespace namespace, java.util.function.BooleanSupplier end) {
        Memory peak = new Memory(0, 0);
        Instant last = Instant.now().plus(PATIENCE);
        JsonNode pod = null;
        for (int look = 0; Instant.now().isBefore(last); look++) {
            if (look % 10 == 0) {
                if (end.getAsBoolean()) {
                    return peak;
                }
                pod = namespace.pods().stream().findFirst().orElse(null);
            }
            if (pod != null) {
                peak = peak.max(memory(pod));
            }
            Namespace.pause(Duration.ofMillis(100));
        }
        throw new AssertionError("not within " + PATIENCE);
    }

    private static Memory memory(JsonNode pod) {
        String uid = pod.path("metadata").path("uid").asText();
        String id = Namespace.ours(pod).path("containerID").asText().replaceFirst(".*//", "");
        try (Stream<Path> folders = Files.walk(CGROUPS, 3)) {
            Path container = folders.filter(folder -> folder.endsWith(Path.of("pod" + uid, id))).findFirst().orElse(null);
            if (id.isEmpty() || container == null) {
                return new Memory(0, 0);
            }
            long anonymous = Files.readString(container.resolve("memory.stat")).lines()
                    .filter(line -> line.startsWith("total_rss "))
                    .mapToLong(line -> Long.parseLong(line.substring(10)))
                    .findFirst().orElse(0);
            return new Memory(Long.parseLong(Files.readString(container.resolve("memory.usage_in_bytes")).strip()), anonymous);
        } catch (IOException | java.io.UncheckedIOException gone) {
            return new Memory(0, 0);
        }
    }
}
