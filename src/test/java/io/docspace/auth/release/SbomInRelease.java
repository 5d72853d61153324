package io.docspace.auth.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The SBOM that profile {@code release} makes, against what Quarkus has put into the program. */
class SbomInRelease {
    private static final Path TARGET = Path.of("target");

    @Test
    void it_lists_each_jar_of_the_program_and_nothing_else() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (JsonNode component : sbom().get("components")) {
            listed.add(component.get("purl").textValue());
            assertTrue(component.path("licenses").size() > 0, component::toString);
        }

        assertEquals(program(), listed);
    }

    @Test
    void it_is_of_this_program_in_this_version() throws IOException {
        JsonNode program = sbom().at("/metadata/component");

        assertEquals("application", program.get("type").textValue());
        assertTrue(Files.exists(TARGET.resolve("docspace-auth-" + program.get("version").textValue() + ".jar")));
    }

    private static JsonNode sbom() throws IOException {
        return new ObjectMapper().readTree(TARGET.resolve("docspace-auth-sbom.json").toFile());
    }

    /** Package URLs of the lines {@code group:artifact:classifier:type:version}. */
    private static Set<String> program() throws IOException {
        return Files.readAllLines(TARGET.resolve("quarkus-app/quarkus-app-dependencies.txt")).stream()
                .map(line -> line.split(":"))
                .map(part -> "pkg:maven/" + part[0] + "/" + part[1] + "@" + part[4]
                        + (part[2].isEmpty() ? "?" : "?classifier=" + part[2] + "&") + "type=" + part[3])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
