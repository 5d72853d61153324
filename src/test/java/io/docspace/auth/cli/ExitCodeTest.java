package io.docspace.auth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void the_readme_has_the_table_of_the_enum() throws IOException {
        String table = Arrays.stream(ExitCode.values())
                .map(code -> "| " + code.code() + " | " + code.meaning() + " |\n")
                .collect(Collectors.joining());

        assertTrue(Files.readString(Path.of("README.md")).contains("| code | meaning |\n| --- | --- |\n" + table), table);
    }

    @Test
    void what_nobody_foresaw_is_a_defect() {
        assertEquals(1, ExitCode.of(new IllegalStateException()).code());
    }
}
