package io.docspace.auth.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in the manifests that show without an API server, which the profile {@code cluster} plays them against. */
class ManifestsTest {
    private static final Path FOLDER = Path.of("deploy", "kubernetes");
    /** What a namespace with a usual {@code LimitRange} admits. */
    private static final int MOST_MEMORY = 128;

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    static List<Path> kustomizations() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.endsWith("kustomization.yaml")).sorted().toList();
        }
    }

    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void a_kustomization_names_each_file_beside_it_and_nothing_that_is_not_there(Path kustomization) throws IOException {
        JsonNode root = YAML.readTree(kustomization.toFile());
        Path folder = kustomization.getParent();
        Set<Path> named = new TreeSet<>(Set.of(kustomization));
        Stream.of("resources", "components")
                .flatMap(list -> root.path(list).valueStream())
                .forEach(name -> named.add(folder.resolve(name.textValue()).normalize()));
        root.path("patches").findValues("path").forEach(path -> named.add(folder.resolve(path.textValue()).normalize()));

        assertEquals(List.of(), named.stream().filter(Files::notExists).toList());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(Set.of(), files.filter(file -> file.toString().endsWith(".yaml") && !named.contains(file))
                    .collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void a_limit_is_one_that_a_small_namespace_admits(Path manifest) throws IOException {
        for (JsonNode document : YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifest.toFile()).readAll()) {
            for (JsonNode resources : document.findValues("resources")) {
                String memory = resources.path("limits").path("memory").asText("0Mi");
                assertTrue(Integer.parseInt(memory.replace("Mi", "")) <= MOST_MEMORY, memory);
                assertEquals("", resources.path("limits").path("cpu").asText());
            }
        }
    }

    /** A container runtime refuses to start a pod with a group and no user beside it. */
    @ParameterizedTest
    @MethodSource("manifests")
    void a_group_is_never_without_a_user(Path manifest) throws IOException {
        for (JsonNode document : YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifest.toFile()).readAll()) {
            for (JsonNode context : document.findValues("securityContext")) {
                assertEquals(context.has("runAsGroup"), context.has("runAsUser"), context::toString);
            }
        }
    }

    /** Not every network enforces it, so its text is held, too. */
    @Test
    void the_policy_opens_dns_and_the_portal_alone() throws IOException {
        JsonNode spec = YAML.readTree(FOLDER.resolve("base/network-policy.yaml").toFile()).get("spec");

        assertEquals("[\"Egress\"]", spec.get("policyTypes").toString());
        assertEquals("{\"matchLabels\":{\"docspace-auth\":\"enabled\"}}", spec.get("podSelector").toString());
        assertEquals("[{\"ports\":[{\"protocol\":\"TCP\",\"port\":443}]},"
                + "{\"ports\":[{\"protocol\":\"UDP\",\"port\":53},{\"protocol\":\"TCP\",\"port\":53}]}]",
                spec.get("egress").toString());
    }

    @Test
    void the_readme_names_each_folder() throws IOException {
        String readme = Files.readString(FOLDER.resolve("README.md"));
        for (Path kustomization : kustomizations()) {
            String name = "`" + FOLDER.relativize(kustomization.getParent()) + "`";
            assertTrue(readme.contains(name), () -> name + " is missing");
        }
    }
}
