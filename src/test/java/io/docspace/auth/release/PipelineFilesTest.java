package io.docspace.auth.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What GitHub and JReleaser read, and what cannot run here: held against its schema; the workflows are linted by .ci/lint. */
class PipelineFilesTest {
    private static final Path SCHEMAS = Path.of("src", "test", "resources", "schemas");

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build());

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(".github", "workflows"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({".github/dependabot.yml, dependabot", "jreleaser.yml, jreleaser"})
    void a_configuration_has_only_what_its_schema_knows(Path file, String schema) throws IOException {
        assertEquals(List.of(), errors(schema, Files.readString(file)));
    }

    @ParameterizedTest
    @CsvSource({
        ".github/dependabot.yml, dependabot, cooldown:, cool-down:, /updates/0 additionalProperties cool-down",
        ".github/dependabot.yml, dependabot, weekly, fortnightly, /updates/0/schedule/interval enum null",
        "jreleaser.yml, jreleaser, fileSets:, filesets:, /assemble/archive/native additionalProperties filesets",
        "jreleaser.yml, jreleaser, SHA_256, SHA256, /checksum/algorithms/0 enum null"
    })
    void what_is_misspelt_is_found(Path file, String schema, String right, String misspelt, String told) throws IOException {
        List<String> errors = errors(schema, Files.readString(file).replaceFirst(right, misspelt));

        assertTrue(errors.contains(told), errors::toString);
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_workflow_may_do_little_and_not_for_long(Path workflow) throws IOException {
        JsonNode root = YAML.readTree(Files.readString(workflow));

        assertEquals("{\"contents\":\"read\"}", root.path("permissions").toString());
        assertTrue(root.has("concurrency"));
        for (JsonNode job : root.get("jobs")) {
            assertTrue(job.path("timeout-minutes").isInt(), job::toString);
            for (JsonNode action : job.findValues("uses")) {
                assertTrue(action.textValue().matches("\\S+@(v\\d+|[0-9a-f]{40})"), action::textValue);
            }
        }
    }

    @Test
    void the_schema_of_jreleaser_is_that_of_the_plugin() throws IOException {
        String version = Files.readString(Path.of("pom.xml"))
                .replaceFirst("(?s).*<artifactId>jreleaser-maven-plugin</artifactId>\\s*<version>(.*?)<.*", "$1");

        assertTrue(schema("jreleaser").contains("\"JReleaser " + version + "\""),
                () -> "make " + SCHEMAS + "/jreleaser.json anew: its README says how");
    }

    @Test
    void the_gate_of_a_release_reads_the_version_of_the_project() throws IOException {
        Process version = new ProcessBuilder(".ci/version").start();

        assertEquals(
                Files.readString(Path.of("target", "classes", "version.txt")),
                new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Places and keywords: the validator's messages are mixed up by WireMock, which brings those of an older one. */
    private static List<String> errors(String schema, String yaml) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema(schema))
                .validate(YAML.readTree(yaml))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword() + " " + error.getProperty())
                .toList();
    }

    private static String schema(String name) throws IOException {
        return Files.readString(SCHEMAS.resolve(name + ".json"));
    }
}
