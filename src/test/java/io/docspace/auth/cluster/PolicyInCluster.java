package io.docspace.auth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The NetworkPolicy, where the network enforces one: kind's does. */
class PolicyInCluster {
    @Test
    void the_policy_opens_the_port_of_the_portal_and_no_other() {
        Cluster cluster = Cluster.get();
        String node = cluster.get("nodes").path("items").path(0).path("spec").path("providerID").asText();
        assumeTrue(node.startsWith("kind:"), "the network of this cluster enforces no policy");
        try (ClusterPortal portal = cluster.portal("change-me");
                ClusterPortal other = cluster.portal("change-me");
                Namespace namespace = Namespace.small(cluster, "policy")) {
            namespace.apply(Overlay.of("init-container").image(!cluster.images().hasNative()).portal(portal, "change-me"));
            namespace.awaitReady(1, Duration.ofMinutes(4));

            assertEquals(0, connect(namespace, portal), "the portal");
            assertNotEquals(0, connect(namespace, other), "another port");
        }
    }

    private static int connect(Namespace namespace, ClusterPortal portal) {
        String host = portal.url().replaceFirst("http://", "").replaceFirst(":.*", "");
        return namespace.tryKubectl("exec", Namespace.nameOf(namespace.pod()), "--", "/bin/nc", "-z", "-w", "5", host,
                String.valueOf(portal.port())).exit();
    }
}
