package io.docspace.auth.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A kustomization as a platform team writes it: one of the folders of the project, with other images and settings. */
final class Overlay {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MANIFESTS = Path.of("deploy", "kubernetes").toAbsolutePath();
    private static final String REGISTRY = "registry.example.com/";

    private final String folder;
    private final List<String> components = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<ObjectNode> patches = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private String suffix = "";
    private String authority;
    private int replicas = 1;

    private Overlay(String folder) {
        this.folder = folder;
    }

    /** @param folder of {@code deploy/kubernetes} */
    static Overlay of(String folder) {
        return new Overlay(folder);
    }

    /** Adds a component; the order counts. */
    Overlay with(String component) {
        components.add(component);
        return this;
    }

    /** The JVM image where {@code jvm} is set, else the native one. */
    Overlay image(boolean jvm) {
        return jvm ? with("jvm") : this;
    }

    /** The portal, in the settings and in the policy. */
    Overlay portal(ClusterPortal portal, String password) {
        set("DOCSPACE_BASE_URL", portal.url());
        if (portal.isEncrypted()) {
            authority = portal.authority();
            set("DOCSPACE_CA_FILE", "/etc/docspace/ca/ca.crt");
        } else {
            set("DOCSPACE_ALLOW_HTTP", "true");
        }
        patch("NetworkPolicy", "docspace-auth",
                "[{\"op\":\"replace\",\"path\":\"/spec/egress/0/ports/0/port\",\"value\":" + portal.port() + "}]");
        return password(password);
    }

    Overlay password(String password) {
        return patch("Secret", "docspace-auth", """
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"docspace-auth"},"data":{"password":null},\
                "stringData":{"password":"%s"}}""".formatted(password));
    }

    Overlay set(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    Overlay replicas(int replicas) {
        this.replicas = replicas;
        return this;
    }

    /** @param image one of the manifests, {@code application} or {@code task} */
    Overlay tag(String image, String tag) {
        tags.put(image, tag);
        return this;
    }

    /** Another copy in the same namespace. */
    Overlay suffix(String suffix) {
        this.suffix = suffix;
        return this;
    }

    /** @param patch a strategic merge patch or a list of JSON patches, as JSON */
    Overlay patch(String kind, String name, String patch) {
        ObjectNode node = JSON.createObjectNode().put("patch", patch);
        node.putObject("target").put("kind", kind).put("name", name);
        patches.add(node);
        return this;
    }

    /** Writes the kustomization and lets kubectl render it. */
    String render(Cluster cluster, String namespace) {
        try {
            Path target = Files.createDirectories(Cluster.FOLDER.resolve(namespace + suffix));
            Files.writeString(target.resolve("kustomization.yaml"), kustomization(target, namespace));
            return cluster.kubectl("kustomize", target.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON is YAML. */
    private String kustomization(Path target, String namespace) {
        ObjectNode root = JSON.createObjectNode().put("namespace", namespace).put("nameSuffix", suffix);
        root.putArray("resources").add(target.relativize(MANIFESTS.resolve(folder)).toString());
        ArrayNode list = root.putArray("components");
        components.forEach(name -> list.add(target.relativize(MANIFESTS.resolve("components").resolve(name)).toString()));
        ArrayNode images = root.putArray("images");
        for (String name : List.of("docspace-auth", "application", "task")) {
            ObjectNode image = images.addObject().put("name", REGISTRY + name).put("newName", "localhost/" + name);
            if (tags.containsKey(name)) {
                image.put("newTag", tags.get(name));
            }
        }
        if (replicas > 1) {
            root.putArray("replicas").addObject().put("name", "application").put("count", replicas);
        }
        ObjectNode config = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        config.putObject("metadata").put("name", "docspace-auth");
        ObjectNode data = config.putObject("data");
        settings.forEach(data::put);
        patch("ConfigMap", "docspace-auth", config.toString());
        if (authority != null) {
            ObjectNode generator = root.putArray("configMapGenerator").addObject().put("name", "docspace-ca");
            generator.putArray("literals").add("ca.crt=" + authority);
            root.putObject("generatorOptions").put("disableNameSuffixHash", true);
        }
        root.putArray("patches").addAll(patches);
        return root.toPrettyString();
    }
}
