package io.docspace.auth.cluster;

import static io.docspace.auth.cluster.ClusterPortal.Outcome.LOCKED;
import static io.docspace.auth.cluster.ClusterPortal.Outcome.REFUSED;
import static io.docspace.auth.cluster.ClusterPortal.Outcome.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A kubelet that starts a refused login again and again must not lock its user out. */
class RefusalsInCluster {
    private static final int REPLICAS = 3;
    private static final Duration WRONG = Duration.ofMinutes(3);

    /** A kubelet hands a changed Secret over within 80 seconds, and waits up to five minutes before it starts a container. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    static List<String> images() {
        return DeploymentsInCluster.images();
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_wrong_password_in_an_init_container_locks_nobody_out_and_is_put_right_in_the_secret_alone(String image) {
        play("init-container", image);
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_wrong_password_in_a_sidecar_locks_nobody_out_and_is_put_right_in_the_secret_alone(String image) {
        play("sidecar", image);
    }

    private static void play(String way, String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal("right");
                Namespace namespace = Namespace.roomy(cluster, "refused-" + way + "-" + image)) {
            namespace.apply(Overlay.of(way).image(image.equals("jvm")).replicas(REPLICAS).portal(portal, "wrong"));
            namespace.await("a login of each pod", Duration.ofMinutes(2), () -> portal.logins(REFUSED) >= REPLICAS);

            Instant end = Instant.now().plus(WRONG);
            while (Instant.now().isBefore(end)) {
                Namespace.pause(Duration.ofSeconds(5));
            }

            assertTrue(portal.logins().size() <= 2 * REPLICAS, () -> portal.logins().toString());
            assertTrue(portal.mostFailuresInAMinute() < 5, () -> portal.logins().toString());
            assertEquals(0, portal.logins(LOCKED));
            for (JsonNode pod : namespace.pods()) {
                JsonNode ended = Namespace.ended(pod);
                assertEquals(3, ended.path("exitCode").asInt());
                String message = ended.path("message").asText();
                assertTrue(message.contains("password"), message);
            }
            namespace.kubectl("patch", "secret", "docspace-auth", "--patch", "{\"stringData\":{\"password\":\"right\"}}");

            namespace.awaitReady(REPLICAS, PATIENCE);
            assertEquals(0, portal.logins(LOCKED));
            assertEquals(REPLICAS, portal.logins(TOKEN));
        }
    }
}
