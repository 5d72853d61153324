package io.docspace.auth.cluster;

import static io.docspace.auth.cluster.ClusterPortal.Outcome.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way into Kubernetes as it stands, in a namespace with Pod Security "restricted", 100m and 128Mi, and no egress. */
class DeploymentsInCluster {
    private static final String PASSWORD = "change-me";

    /** What the admission of OpenShift sets. */
    private static final String AS_OPENSHIFT = """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"application"},"spec":{"template":{"spec":{
             "securityContext":{"fsGroup":1000730000},
             "initContainers":[{"name":"docspace-auth","securityContext":{"runAsUser":1000730000,"runAsGroup":0}}],
             "containers":[{"name":"application","securityContext":{"runAsUser":1000730000,"runAsGroup":0}}]}}}}""";

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
    void an_init_container_fetches_a_token_that_the_application_reads_as_another_user(String image) {
        play("init-container", image);
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_sidecar_fetches_a_token_that_the_application_reads_as_another_user(String image) {
        play("sidecar", image);
    }

    private static void play(String way, String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.encryptedPortal(PASSWORD);
                Namespace namespace = Namespace.small(cluster, way + "-" + image)) {
            namespace.apply(Overlay.of(way).image(image.equals("jvm")).portal(portal, PASSWORD));

            namespace.awaitReady(1, PATIENCE);

            namespace.await("a token that the portal takes", PATIENCE,
                    () -> portal.accepts(namespace.lastToken("application")));
            assertEquals(1, portal.logins().size());
            assertEquals(1, portal.logins(TOKEN));
            assertEquals(0, Namespace.ours(namespace.pod()).path("restartCount").asInt());
        }
    }

    /** As OpenShift admits it: ids of its own for all containers, group 0. Services whose names look like settings do no harm. */
    @ParameterizedTest
    @MethodSource("images")
    void an_arbitrary_user_of_group_0_signs_in_beside_services_with_our_names(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = Namespace.small(cluster, "arbitrary-" + image)) {
            for (String service : List.of("docspace", "docspace-auth", "proxy", "quarkus")) {
                namespace.kubectl("create", "service", "clusterip", service, "--tcp=80");
            }
            namespace.apply(Overlay.of("init-container").with("openshift").image(image.equals("jvm")).portal(portal, PASSWORD)
                    .patch("Deployment", "application", AS_OPENSHIFT));

            namespace.awaitReady(1, PATIENCE);

            namespace.await("a token that the portal takes", PATIENCE,
                    () -> portal.accepts(namespace.lastToken("application")));
            assertEquals(1, portal.logins().size());
            assertTrue(namespace.kubectl("exec", Namespace.nameOf(namespace.pod()), "--", "/bin/sh", "-c", "set")
                    .contains("DOCSPACE_PORT='tcp://"));
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void pods_become_ready_by_themselves_when_the_portal_comes_back(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = Namespace.roomy(cluster, "away-" + image)) {
            portal.goAway();
            for (String way : List.of("init-container", "sidecar")) {
                namespace.apply(Overlay.of(way).suffix("-" + way).image(image.equals("jvm")).portal(portal, PASSWORD)
                        .set("DOCSPACE_TIMEOUT", "20s"));
            }
            namespace.await("runs that have met nobody", PATIENCE, () -> namespace.pods().stream()
                    .anyMatch(pod -> Namespace.ended(pod).path("exitCode").asInt() == 7));

            assertFalse(namespace.areReady(2));
            portal.comeBack();

            namespace.awaitReady(2, PATIENCE);
            assertEquals(2, portal.logins().size());
            for (JsonNode pod : namespace.pods()) {
                List<String> log = namespace.log(pod, "docspace-auth");
                assertTrue(log.size() < 10, log::toString);
            }
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
