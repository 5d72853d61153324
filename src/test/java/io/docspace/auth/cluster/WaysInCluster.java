package io.docspace.auth.cluster;

import static io.docspace.auth.cluster.ClusterPortal.Outcome.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way into Kubernetes as it stands, in a namespace with Pod Security "restricted", 100m and 128Mi, and no egress. */
class WaysInCluster {
    private static final String PASSWORD = "change-me";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Time for a node under load to start a pod; a start of the program at 100m takes 15 seconds on the JVM. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** The images that could be built. */
    static List<String> images() {
        List<String> images = new ArrayList<>(List.of("jvm"));
        if (Cluster.get().images().hasNative()) {
            images.add("native");
        }
        return images;
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_init_container_fetches_a_token_that_the_application_reads_as_another_user(String image, @TempDir Path folder) {
        play("init-container", image, folder);
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_sidecar_fetches_a_token_that_the_application_reads_as_another_user(String image, @TempDir Path folder) {
        play("sidecar", image, folder);
    }

    private static void play(String way, String image, Path folder) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = ClusterPortal.withTls(cluster.host(), PASSWORD, folder);
                Namespace namespace = Namespace.small(cluster, way + "-" + image)) {
            namespace.apply(Overlay.of(way).image(image.equals("jvm")).portal(portal, PASSWORD));

            namespace.awaitReady(1, PATIENCE);

            namespace.await("a token that the portal takes", MINUTE,
                    () -> portal.accepts(namespace.lastToken("application")));
            assertEquals(1, portal.logins().size());
            assertEquals(1, portal.logins(TOKEN));
            assertEquals(0, Namespace.ours(namespace.pod()).path("restartCount").asInt());
        }
    }

    /** The native manifests where no native image could be built: the API server's word, that of its admission included. */
    @ParameterizedTest
    @ValueSource(strings = {"init-container", "sidecar", "job"})
    void the_api_server_admits_the_native_manifests(String way) {
        Cluster cluster = Cluster.get();
        try (Namespace namespace = Namespace.small(cluster, "dry-run-" + way)) {
            String rendered = Overlay.of(way).render(cluster, namespace.name());

            Cluster.Result admitted = cluster.tryKubectl(rendered, "apply", "--dry-run=server", "--validate=strict",
                    "--namespace", namespace.name(), "-f", "-");

            assertEquals(0, admitted.exit(), admitted.err());
            assertEquals("", admitted.err());
            assertEquals(4, admitted.out().lines().count(), admitted.out());
            assertTrue(rendered.contains("image: localhost/docspace-auth:" + Images.NATIVE_TAG + "\n"), rendered);
        }
    }
}
