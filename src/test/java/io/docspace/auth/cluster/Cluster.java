package io.docspace.auth.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.docspace.auth.Authority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** The cluster that the environment names, with the project's images on its nodes. */
final class Cluster {
    /** Where the tests keep their files. */
    static final Path FOLDER = Path.of("target", "cluster").toAbsolutePath();

    private static final String HELP = """
             is not set. The profile "cluster" plays the manifests on a real Kubernetes. As root, with Go 1.26:
              .ci/cluster/cluster up
              eval "$(.ci/cluster/cluster env)"
              CLUSTER_LOAD="$PWD/.ci/cluster/cluster load" CLUSTER_HOST=10.200.0.1 .ci/cluster/cluster in ./mvnw -o verify -Pcluster
              .ci/cluster/cluster down
            KUBECONFIG names the cluster, CLUSTER_LOAD is the command that hands image archives to its nodes (such as
            "kind load image-archive"), CLUSTER_HOST the address at which its pods reach this machine.""";
    /** Seconds for one command. */
    private static final int PATIENCE = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Cluster started;

    private final String host;
    private final Images images;
    private final SSLContext tls;
    private final String authority;

    /** What a command printed, and how it ended. */
    record Result(int exit, String out, String err) {
        Result orFail(String what) {
            if (exit != 0) {
                throw new AssertionError(what + " ended with " + exit + "\n" + out + err);
            }
            return this;
        }
    }

    private Cluster() {
        variable("KUBECONFIG");
        String load = variable("CLUSTER_LOAD");
        host = variable("CLUSTER_HOST");
        run("", List.of("kubectl", "version")).orFail("kubectl version");
        try {
            Authority own = new Authority(Files.createDirectories(FOLDER.resolve(Namespace.unique("authority"))));
            tls = own.issue("ip:" + host);
            authority = Files.readString(own.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        images = Images.build(FOLDER.resolve("images"));
        for (Path archive : images.archives()) {
            List<String> command = new ArrayList<>(List.of(load.split(" ")));
            command.add(archive.toString());
            run("", command).orFail(load);
        }
    }

    /** A portal of the tests with plain http. */
    ClusterPortal portal(String password) {
        return ClusterPortal.plain(host, password);
    }

    /** A portal of the tests with https, whose authority is the tests' own. */
    ClusterPortal encryptedPortal(String password) {
        return ClusterPortal.withTls(host, password, tls, authority);
    }

    /** The address at which pods reach the tests. */
    String host() {
        return host;
    }

    /** The one cluster of all tests: its images are built and loaded once. */
    static synchronized Cluster get() {
        if (started == null) {
            started = new Cluster();
        }
        return started;
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new AssertionError(name + HELP);
        }
        return value;
    }

    Images images() {
        return images;
    }

    /** What kubectl prints; it has to succeed. */
    String kubectl(String... arguments) {
        return kubectlWith("", arguments);
    }

    /** @param input what it reads where an argument is {@code -} */
    String kubectlWith(String input, String... arguments) {
        return tryKubectl(input, arguments).orFail("kubectl " + String.join(" ", arguments)).out();
    }

    Result tryKubectl(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        return run(input, command);
    }

    /** What {@code kubectl get} finds, as JSON. */
    JsonNode get(String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "get";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[arguments.length + 1] = "--output";
        command[arguments.length + 2] = "json";
        try {
            return JSON.readTree(kubectl(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result run(String input, List<String> command) {
        try {
            Files.createDirectories(FOLDER);
            Path in = Files.writeString(Files.createTempFile(FOLDER, "in", null), input);
            Path out = Files.createTempFile(FOLDER, "out", null);
            Path err = Files.createTempFile(FOLDER, "err", null);
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " took more than " + PATIENCE + " seconds");
            }
            Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            for (Path file : List.of(in, out, err)) {
                Files.delete(file);
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
