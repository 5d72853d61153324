package io.docspace.auth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One agent that keeps a token in a Secret: who mounts it, and what becomes of it when the API server says no. */
class SharedTokenInCluster {
    private static final String PASSWORD = "right-password";
    private static final String NAME = "app.kubernetes.io/name";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PODS = 10;

    static List<String> images() {
        return DeploymentsInCluster.images();
    }

    @ParameterizedTest
    @MethodSource("images")
    void ten_pods_that_mount_the_secret_cost_one_login_and_each_gets_the_next_token(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = Namespace.roomy(cluster, "shared-" + image)) {
            Overlay overlay = overlay(image, portal).replicas(PODS);
            namespace.apply(overlay);

            namespace.await("the token in each pod", PATIENCE, () -> holders(namespace, portal) == PODS);
            assertEquals(1, portal.logins().size());
            String token = token(namespace);
            namespace.apply(overlay);
            assertEquals(token, token(namespace), "a second apply leaves the token");

            portal.revokeAll();
            namespace.await("the next token in each pod", PATIENCE, () -> holders(namespace, portal) == PODS);
            assertEquals(2, portal.logins().size());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_role_or_a_secret_that_is_taken_away_costs_no_login_and_is_told(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = Namespace.small(cluster, "shared-trouble-" + image)) {
            Overlay overlay = overlay(image, portal);
            namespace.apply(overlay);
            String token = goodToken(namespace, portal);

            namespace.kubectl("delete", "secret", "docspace-token");
            namespace.await("the agent misses the Secret", PATIENCE, () -> told(namespace, "there is no Secret"));
            namespace.apply(overlay);
            namespace.await("the same token again", PATIENCE, () -> token(namespace).equals(token));
            assertEquals(1, portal.logins().size());

            namespace.kubectl("delete", "rolebinding", "docspace-auth");
            portal.revokeAll();
            namespace.await("the agent misses its right", PATIENCE, () -> told(namespace, "has no right to"));
            assertTrue(portal.logins().size() <= 2, () -> portal.logins().toString());
            namespace.apply(overlay);
            goodToken(namespace, portal);
            assertEquals(2, portal.logins().size());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_secret_that_was_made_immutable_costs_no_login_until_it_is_created_again(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = Namespace.small(cluster, "shared-immutable-" + image)) {
            Overlay overlay = overlay(image, portal);
            namespace.apply(overlay);
            goodToken(namespace, portal);
            namespace.kubectl("patch", "secret", "docspace-token", "--type=merge", "--patch", "{\"immutable\":true}");
            portal.revokeAll();
            namespace.await("the agent cannot write", PATIENCE, () -> told(namespace, "is immutable (422)"));
            assertEquals(1, portal.logins().size());

            namespace.kubectl("delete", "secret", "docspace-token");
            namespace.apply(overlay);
            goodToken(namespace, portal);
            assertEquals(2, portal.logins().size());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_api_server_that_is_away_for_a_minute_costs_no_login_and_no_restart(String image) {
        Cluster cluster = Cluster.get();
        assumeTrue(ApiServerRelay.isPossible(cluster.host()), "the API server is not at CLUSTER_HOST");
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                ApiServerRelay relay = new ApiServerRelay(cluster.host());
                Namespace namespace = Namespace.small(cluster, "shared-away-" + image)) {
            namespace.apply(overlay(image, portal).patch("Deployment", "docspace-auth", """
                    [{"op":"add","path":"/spec/template/spec/containers/0/env/-",
                      "value":{"name":"KUBERNETES_SERVICE_HOST","value":"%s"}},
                     {"op":"add","path":"/spec/template/spec/containers/0/env/-",
                      "value":{"name":"KUBERNETES_SERVICE_PORT","value":"%d"}}]""".formatted(cluster.host(), relay.port())));
            goodToken(namespace, portal);

            relay.goAway();
            portal.revokeAll();
            namespace.await("the agent misses the API server", PATIENCE, () -> told(namespace, "API server not reachable"));
            Namespace.pause(Duration.ofMinutes(1));
            assertEquals(1, portal.logins().size());
            relay.comeBack();
            goodToken(namespace, portal);
            assertEquals(2, portal.logins().size());
            assertEquals(0, agent(namespace).path("status").path("containerStatuses").path(0).path("restartCount").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_agent_that_logs_out_at_its_end_empties_the_secret(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = Namespace.small(cluster, "shared-logout-" + image)) {
            namespace.apply(overlay(image, portal).set("DOCSPACE_LOGOUT_ON_EXIT", "true"));
            String token = goodToken(namespace, portal);
            namespace.kubectl("delete", "deployment", "docspace-auth");
            namespace.await("the token is gone", PATIENCE, () -> token(namespace).isEmpty());
            assertFalse(portal.accepts(token));
        }
    }

    private static Overlay overlay(String image, ClusterPortal portal) {
        return Overlay.of("shared-token").image(image.equals("jvm")).portal(portal, PASSWORD).set("DOCSPACE_INTERVAL", "10s");
    }

    /** Pods of the application whose newest token the portal takes. */
    private static long holders(Namespace namespace, ClusterPortal portal) {
        return namespace.pods().stream()
                .filter(pod -> name(pod).equals("application"))
                .filter(pod -> pod.path("status").path("phase").asText().equals("Running"))
                .map(pod -> namespace.log(pod, "application"))
                .filter(log -> !log.isEmpty() && portal.accepts(log.get(log.size() - 1)))
                .count();
    }

    private static boolean told(Namespace namespace, String words) {
        return namespace.log(agent(namespace), "docspace-auth").stream().anyMatch(line -> line.contains(words));
    }

    private static JsonNode agent(Namespace namespace) {
        return namespace.pods().stream().filter(pod -> name(pod).equals("docspace-auth")).findFirst().orElseThrow();
    }

    private static String name(JsonNode pod) {
        return pod.path("metadata").path("labels").path(NAME).asText();
    }

    /** Waits until the Secret holds a token that the portal accepts. */
    private static String goodToken(Namespace namespace, ClusterPortal portal) {
        namespace.await("a good token", PATIENCE, () -> portal.accepts(token(namespace)));
        return token(namespace);
    }

    /** What the Secret holds; empty where there is no Secret. */
    private static String token(Namespace namespace) {
        String data = namespace.tryKubectl("get", "secret", "docspace-token", "--output", "jsonpath={.data.token}").out();
        return new String(Base64.getDecoder().decode(data.strip()), StandardCharsets.UTF_8);
    }
}
