package io.docspace.auth.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A namespace of a test: Pod Security "restricted", and where asked for, small default and largest limits. */
final class Namespace implements AutoCloseable {
    private static final String RESTRICTED = """
            {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s","labels":{
             "pod-security.kubernetes.io/enforce":"restricted","pod-security.kubernetes.io/enforce-version":"latest"}}}""";
    private static final String SMALL = """
            {"apiVersion":"v1","kind":"LimitRange","metadata":{"name":"small"},"spec":{"limits":[{"type":"Container",
             "default":{"cpu":"100m","memory":"128Mi"},"max":{"cpu":"100m","memory":"128Mi"}}]}}""";
    private static final String NO_EGRESS = """
            {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"deny"},
             "spec":{"podSelector":{},"policyTypes":["Egress"]}}""";

    private final Cluster cluster;
    private final String name;

    private Namespace(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = unique(name);
        cluster.kubectlWith(RESTRICTED.formatted(this.name), "apply", "-f", "-");
        kubectlWith(NO_EGRESS, "apply", "-f", "-");
    }

    /** As much of a processor as there is. */
    static Namespace roomy(Cluster cluster, String name) {
        return new Namespace(cluster, name);
    }

    /** At most 100m of a processor and 128Mi of memory for each container. */
    static Namespace small(Cluster cluster, String name) {
        Namespace namespace = new Namespace(cluster, name);
        namespace.kubectlWith(SMALL, "apply", "-f", "-");
        return namespace;
    }

    String name() {
        return name;
    }

    /** What is left of an earlier run may still be about to go. */
    static String unique(String name) {
        return name + "-" + Long.toString(System.nanoTime() % 1_000_000, 36);
    }

    /** Applies what kustomize makes of it; an unknown or a doubled field is an error. */
    void apply(Overlay overlay) {
        kubectlWith(overlay.render(cluster, name), "apply", "--validate=strict", "-f", "-");
    }

    String kubectl(String... arguments) {
        return kubectlWith("", arguments);
    }

    String kubectlWith(String input, String... arguments) {
        return cluster.kubectlWith(input, inNamespace(arguments));
    }

    Cluster.Result tryKubectl(String... arguments) {
        return cluster.tryKubectl("", inNamespace(arguments));
    }

    List<JsonNode> get(String kind) {
        return elements(cluster.get(kind, "--namespace", name).path("items"));
    }

    /** The pods that are not being deleted. */
    List<JsonNode> pods() {
        return get("pods").stream().filter(pod -> !pod.path("metadata").has("deletionTimestamp")).toList();
    }

    /** The one pod. */
    JsonNode pod() {
        List<JsonNode> pods = pods();
        if (pods.size() != 1) {
            throw new AssertionError(pods.size() + " pods, not one\n" + describe());
        }
        return pods.get(0);
    }

    static String nameOf(JsonNode resource) {
        return resource.path("metadata").path("name").asText();
    }

    static boolean isReady(JsonNode pod) {
        return elements(pod.path("status").path("conditions")).stream()
                .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
    }

    /** The state of our container. */
    static JsonNode ours(JsonNode pod) {
        return elements(pod.path("status").path("initContainerStatuses")).stream()
                .filter(status -> status.path("name").asText().equals("docspace-auth"))
                .findFirst()
                .orElseGet(pod.path("status")::deepCopy);
    }

    /** How our container ended, now or the last time; missing where it has not. */
    static JsonNode ended(JsonNode pod) {
        return Stream.of("state", "lastState")
                .map(state -> ours(pod).path(state).path("terminated"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(() -> pod.path("none"));
    }

    boolean areReady(int count) {
        List<JsonNode> pods = pods();
        return pods.size() == count && pods.stream().allMatch(Namespace::isReady);
    }

    void awaitReady(int count, Duration limit) {
        await(count + " ready pods", limit, () -> areReady(count));
    }

    /** The lines of a container of the one pod. */
    List<String> log(String container) {
        return log(pod(), container);
    }

    /** The lines of a container since it started last. */
    List<String> log(JsonNode pod, String container) {
        return tryKubectl("logs", nameOf(pod), "--container", container).out().lines().toList();
    }

    /** The last line that the application printed: the token that it reads. */
    String lastToken(String container) {
        List<String> lines = log(container);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** What the agent of the one pod answers, through the API server; where that is no 200, what kubectl makes of it. */
    String health(String path) {
        Cluster.Result answer = cluster.tryKubectl("", "get", "--raw",
                "/api/v1/namespaces/" + name + "/pods/" + nameOf(pod()) + ":9490/proxy" + path);
        return answer.out() + answer.err();
    }

    boolean isTokenReady() {
        return !health("/readyz").contains("unable to handle the request");
    }

    /** How often the kubelet has started our container again. */
    int restarts() {
        return ours(pod()).path("restartCount").asInt();
    }

    /** Runs a program of our image in our container. */
    Cluster.Result exec(String... command) {
        return tryKubectl(Stream.concat(Stream.of("exec", nameOf(pod()), "--container", "docspace-auth", "--"),
                Stream.of(command)).toArray(String[]::new));
    }

    /** Asks every three seconds, since each question is a process; on failure it tells what the cluster shows. */
    void await(String what, Duration limit, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + limit + ": " + what + "\n" + describe());
            }
            pause(Duration.ofSeconds(3));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String describe() {
        StringBuilder text = new StringBuilder(tryKubectl("describe", "pods").out());
        text.append(tryKubectl("get", "events").out());
        for (JsonNode pod : pods()) {
            text.append(tryKubectl("logs", nameOf(pod), "--all-containers", "--prefix", "--ignore-errors", "--tail=40").out());
        }
        return text.toString();
    }

    private String[] inNamespace(String... arguments) {
        return Stream.concat(Stream.of("--namespace", name), Stream.of(arguments)).toArray(String[]::new);
    }

    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Override
    public void close() {
        tryKubectl("delete", "deployments,jobs", "--all", "--wait=false");
        cluster.tryKubectl("", "delete", "namespace", name, "--wait=false");
    }
}
