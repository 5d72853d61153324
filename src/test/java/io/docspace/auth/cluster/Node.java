package io.docspace.auth.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Root's shell on the node, for what happens to a pod from outside; by the API alone, so that any cluster will do. */
final class Node implements AutoCloseable {
    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"root"},"spec":{"hostPID":true,"terminationGracePeriodSeconds":0,
             "containers":[{"name":"root","image":"%s","imagePullPolicy":"Never","command":["/bin/sleep","3600"],
             "securityContext":{"privileged":true,"runAsUser":0}}]}}""";
    /** Runs a command for each process of a container: its cgroup has the container's id. */
    private static final String EACH_PROCESS = """
            for process in /proc/[0-9]*; do
                while read -r group; do
                    case $group in *%s*) pid=${process#/proc/}; %s; break ;; esac
                done 2>/dev/null <$process/cgroup
            done""";

    private final Cluster cluster;
    private final String namespace;

    /** @param name of a namespace of its own, made and deleted here */
    Node(Cluster cluster, String name) {
        this.cluster = cluster;
        this.namespace = Namespace.unique(name);
        cluster.kubectl("create", "namespace", namespace);
        // Its service account comes a moment later.
        for (int tries = 0; tries < 60 && cluster.tryKubectl("", "--namespace", namespace, "get", "serviceaccount", "default")
                .exit() != 0; tries++) {
            Namespace.pause(Duration.ofSeconds(1));
        }
        cluster.kubectlWith(POD.formatted(Images.APPLICATION), "--namespace", this.namespace, "apply", "-f", "-");
        cluster.kubectl("--namespace", namespace, "wait", "--for=condition=Ready", "pod/root", "--timeout=100s");
    }

    /** Ends all processes of our container with SIGKILL. */
    void kill(JsonNode pod) {
        each(pod, "kill -9 $pid");
    }

    /** Runs a script in the file system of our container: {@code $root} is its root. */
    void inFileSystem(JsonNode pod, String script) {
        each(pod, "root=/proc/$pid/root; " + script);
    }

    private void each(JsonNode pod, String command) {
        String id = Namespace.ours(pod).path("containerID").asText().replaceFirst(".*//", "");
        if (id.length() < 32) {
            throw new AssertionError("no container id: " + Namespace.ours(pod));
        }
        cluster.kubectl("--namespace", namespace, "exec", "root", "--", "/bin/sh", "-c", EACH_PROCESS.formatted(id, command));
    }

    @Override
    public void close() {
        cluster.tryKubectl("", "delete", "namespace", namespace, "--wait=false");
    }
}
