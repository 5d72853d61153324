package io.docspace.auth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Job: done, refused, tried again; and what a person reads in the status of its pod. */
class JobsInCluster {
    private static final String PASSWORD = "change-me";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    static List<String> images() {
        return DeploymentsInCluster.images();
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_task_is_done_with_a_token_that_the_portal_takes(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.encryptedPortal(PASSWORD);
                Namespace namespace = Namespace.small(cluster, "job-" + image)) {
            namespace.apply(Overlay.of("job").image(image.equals("jvm")).portal(portal, PASSWORD));

            namespace.await("a job that is done", PATIENCE, () -> isTrue(namespace, "Complete"));

            assertTrue(portal.accepts(namespace.lastToken("task")));
            assertEquals(1, portal.logins().size());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_task_that_outlives_its_token_is_done_with_the_sidecar(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = Namespace.small(cluster, "job-long-" + image)) {
            namespace.apply(Overlay.of("job").with("sidecar").image(image.equals("jvm")).tag("task", "long")
                    .portal(portal, PASSWORD).set("DOCSPACE_INTERVAL", "5s"));
            namespace.await("a task that runs", PATIENCE, () -> namespace.pods().stream().anyMatch(Namespace::isReady));

            portal.revokeAll();

            namespace.await("a job that is done", PATIENCE, () -> isTrue(namespace, "Complete"));
            assertTrue(portal.accepts(namespace.lastToken("task")));
            assertEquals(2, portal.logins().size());
            assertEquals(0, Namespace.ended(namespace.pod()).path("exitCode").asInt(-1));
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_job_that_meets_no_portal_is_tried_again(String image) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = cluster.portal(PASSWORD);
                Namespace namespace = Namespace.roomy(cluster, "job-away-" + image)) {
            portal.goAway();
            namespace.apply(Overlay.of("job").image(image.equals("jvm")).portal(portal, PASSWORD)
                    .set("DOCSPACE_TIMEOUT", "20s"));
            namespace.await("a pod that met nobody", PATIENCE, () -> namespace.pods().stream()
                    .anyMatch(pod -> Namespace.ended(pod).path("exitCode").asInt() == 7));

            portal.comeBack();

            namespace.await("a job that is done", PATIENCE, () -> isTrue(namespace, "Complete"));
            assertEquals(1, portal.logins().size());
        }
    }

    /** Each code that another try does not heal: failed at once, and the cause is the last line of the message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2  | DOCSPACE_BASE_URL  | nonsense            | 0 | DOCSPACE_BASE_URL",
        "3  | DOCSPACE_LANGUAGE  | en                  | 1 | password",
        "4  | DOCSPACE_USERNAME  | app@example.com     | 1 | code",
        "5  | DOCSPACE_USERNAME  | stranger@example.com | 1 | token",
        "6  | DOCSPACE_USERNAME  | disabled@example.com | 1 | disabled",
        "8  | DOCSPACE_CA_FILE   |                     | 0 | certificate",
        "9  | DOCSPACE_BASE_URL  | /elsewhere          | 0 | portal",
        "10 | DOCSPACE_TOKEN_FILE | /var/run/docspace/missing/token | 0 | token"
    })
    void a_job_fails_at_once_with_its_cause_in_the_status(int code, String variable, String value, int logins, String cause) {
        Cluster cluster = Cluster.get();
        try (ClusterPortal portal = code == 8 ? cluster.encryptedPortal(PASSWORD) : cluster.portal(PASSWORD);
                Namespace namespace = Namespace.roomy(cluster, "code-" + code)) {
            Overlay job = Overlay.of("job").image(!cluster.images().hasNative())
                    .portal(portal, code == 3 ? "wrong" : PASSWORD);
            if (code == 10) {
                job.patch("Job", "task", """
                        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"task"},"spec":{"template":{"spec":{
                         "initContainers":[{"name":"docspace-auth","env":[{"name":"%s","value":"%s"}]}]}}}}"""
                        .formatted(variable, value));
            } else {
                job.set(variable, code == 9 ? portal.url() + value : value == null ? "" : value);
            }
            namespace.apply(job);

            namespace.await("a job that failed", PATIENCE, () -> isTrue(namespace, "Failed"));

            assertEquals("PodFailurePolicy", condition(namespace, "Failed").path("reason").asText());
            JsonNode ended = Namespace.ended(namespace.pod());
            assertEquals(code, ended.path("exitCode").asInt());
            String message = ended.path("message").asText().strip();
            String last = message.substring(message.lastIndexOf('\n') + 1);
            assertTrue(last.startsWith("docspace-auth: ") && last.contains(cause), message);
            assertEquals(logins, portal.logins().size());
        }
    }

    private static boolean isTrue(Namespace namespace, String type) {
        return condition(namespace, type).path("status").asText().equals("True");
    }

    private static JsonNode condition(Namespace namespace, String type) {
        JsonNode job = namespace.get("jobs").get(0);
        return Namespace.elements(job.path("status").path("conditions")).stream()
                .filter(condition -> condition.path("type").asText().equals(type))
                .findFirst()
                .orElseGet(() -> job.path("none"));
    }
}
