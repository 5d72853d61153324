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

/** The sidecar in trouble: no login for nothing, and the application keeps a good token. */
class SidecarInCluster {
    private static final String PASSWORD = "change-me";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration OUTAGE = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(5);

    static List<String> images() {
        return DeploymentsInCluster.images();
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_killed_agent_and_a_deleted_token_file_cost_no_login(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Node node = new Node(cluster, "node-for-sidecar-killed-" + image);
                Namespace namespace = start(cluster, portal, "sidecar-killed-" + image)) {
            String token = namespace.lastToken("application");

            node.kill(namespace.pod());
            namespace.await("a restart", PATIENCE, () -> namespace.restarts() == 1 && namespace.areReady(1));
            assertEquals(1, portal.logins().size());

            assertTrue(namespace.isTokenReady());
            // The agent may look at the very moment.
            boolean isMissed = false;
            for (int i = 0; i < 5 && !isMissed; i++) {
                node.inFileSystem(namespace.pod(), "rm -f $root/var/run/docspace/token");
                isMissed = !namespace.isTokenReady();
            }
            assertTrue(isMissed, "/readyz tells of the missing file");
            namespace.await("the file is missed", PATIENCE, () -> namespace.log("application").contains("missing"));
            namespace.await("the same token again", PATIENCE, () -> namespace.lastToken("application").equals(token));

            assertEquals(1, portal.logins().size());
            assertEquals(1, namespace.restarts());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_outage_costs_no_login_and_a_revoked_token_costs_one(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = start(cluster, portal, "sidecar-outage-" + image)) {
            String token = namespace.lastToken("application");

            portal.goAway();
            Instant end = Instant.now().plus(OUTAGE);
            while (Instant.now().isBefore(end)) {
                assertEquals(token, namespace.lastToken("application"));
                Namespace.pause(Duration.ofSeconds(5));
            }
            assertTrue(namespace.isTokenReady(), "the token is still good");
            assertTrue(namespace.health("/metrics").contains("docspace_auth_checks_total{outcome=\"unreachable\"}"),
                    () -> namespace.health("/metrics"));
            int checks = portal.checks();
            portal.comeBack();
            namespace.await("a check", PATIENCE, () -> portal.checks() > checks);
            assertEquals(1, portal.logins().size());
            assertEquals(token, namespace.lastToken("application"));

            portal.revokeAll();
            namespace.await("a new token", PATIENCE, () -> portal.accepts(namespace.lastToken("application")));
            assertEquals(2, portal.logins().size());
            assertEquals(0, namespace.restarts());
            assertTrue(namespace.log("docspace-auth").size() < 12, () -> namespace.log("docspace-auth").toString());
        }
    }

    /** The portal ends the sessions of a user whose password changes. */
    @ParameterizedTest
    @MethodSource("images")
    void a_rotated_password_is_found_and_locks_nobody_out(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = start(cluster, portal, "sidecar-rotated-" + image)) {
            portal.changePassword("rotated");
            portal.revokeAll();
            namespace.kubectl("patch", "secret", "docspace-auth", "--patch", "{\"stringData\":{\"password\":\"rotated\"}}");

            namespace.await("/readyz tells of the lost token", PATIENCE, () -> !namespace.isTokenReady());
            namespace.await("a new token", PATIENCE, () -> portal.accepts(namespace.lastToken("application")));
            namespace.await("ready again", PATIENCE, namespace::isTokenReady);
            assertTrue(namespace.health("/metrics").contains("docspace_auth_logins_total{outcome=\"granted\"} 2"),
                    () -> namespace.health("/metrics"));

            assertEquals(2, portal.logins(TOKEN));
            assertTrue(portal.logins(REFUSED) <= 2, () -> portal.logins().toString());
            assertEquals(0, portal.logins(LOCKED));
            assertEquals(0, namespace.restarts());
        }
    }

    /** The quickest of three: a node under load says nothing about the program. */
    @ParameterizedTest
    @MethodSource("images")
    void a_deleted_pod_goes_at_once(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = start(cluster, portal, "sidecar-deleted-" + image)) {
            Duration quickest = Duration.ofHours(1);
            for (int round = 0; round < 3 && quickest.compareTo(STOP) > 0; round++) {
                JsonNode pod = namespace.pod();
                long start = System.nanoTime();
                namespace.kubectl("delete", "pod", Namespace.nameOf(pod), "--wait=true", "--timeout=60s");
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                quickest = took.compareTo(quickest) < 0 ? took : quickest;
                namespace.awaitReady(1, PATIENCE);
            }

            assertTrue(quickest.compareTo(STOP) <= 0, quickest::toString);
        }
    }

    private static Namespace start(Cluster cluster, ClusterPortal portal, String name) {
        Namespace namespace = Namespace.small(cluster, name);
        namespace.apply(Overlay.of("sidecar").image(name.endsWith("jvm")).portal(portal, PASSWORD)
                .set("DOCSPACE_INTERVAL", "10s"));
        namespace.awaitReady(1, PATIENCE);
        namespace.await("a token", PATIENCE, () -> portal.accepts(namespace.lastToken("application")));
        return namespace;
    }
}
