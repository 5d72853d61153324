package io.docspace.auth.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManPageTest {
    @TempDir
    static Path folder;

    private static String page;

    @BeforeAll
    static void write() throws IOException {
        Path file = folder.resolve("man/docspace-auth.1");
        ManPage.main("src/main/man/docspace-auth.1", file.toString());
        page = Files.readString(file);
    }

    static Stream<String> settings() {
        return Stream.of(Setting.values()).map(Setting::key);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_setting_is_there_as_a_variable_and_as_a_key(String name) {
        String variable = "DOCSPACE_" + name.replace('-', '_').toUpperCase(Locale.ROOT);

        assertTrue(page.contains(variable + ", docspace." + name.replace("-", "\\-") + "\n")
                || page.contains(variable + "\\fR, \\fBdocspace." + name.replace("-", "\\-") + "\n"), page);
    }

    @Test
    void an_option_tells_its_commands_and_its_spellings() {
        assertTrue(page.contains("""
                .TP
                \\fB\\-u\\fR, \\fB\\-\\-username\\fR=\\fINAME\\fR
                E\\-mail address, user GUID or LDAP login.
                (login, agent)
                .br
                DOCSPACE_USERNAME, docspace.username
                """), page);
    }

    @Test
    void nothing_is_left_of_the_template() {
        assertEquals(0, page.lines().filter(line -> line.matches("@[A-Z_]+@")).count());
        assertTrue(page.contains(".TH DOCSPACE\\-AUTH 1 \"\" \"docspace\\-auth 1.0.0\""), page);
    }
}
