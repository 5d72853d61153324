package io.docspace.auth;

import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one configuration file: where it is, who may write it, and what it may not say. */
class ConfigFileIT {
    private static final Run GOOD = new Run(0, TOKEN + "\n", "");

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("docspace-auth"));
        file = Files.writeString(folder.resolve("docspace-auth/application.properties"), settings());
    }

    private static String settings() {
        return "docspace.base-url=" + portal.baseUrl() + "\ndocspace.username=" + USER + "\ndocspace.output=token\n"
                + "docspace.password=" + PASSWORD + "\n";
    }

    @Test
    void it_is_found_where_it_belongs_or_is_named() throws IOException {
        assertEquals(GOOD, Program.with().env("XDG_CONFIG_HOME", folder.toString()).run());
        assertEquals(GOOD, Program.with("--config-file", file.toString()).run());
        assertEquals(GOOD, Program.with().env("DOCSPACE_CONFIG_FILE", file.toString()).run());
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve(".config"));
        Files.move(folder.resolve("docspace-auth"), home.resolve(".config/docspace-auth"));
        assertEquals(GOOD, Program.with().env("HOME", home.toString()).run());
    }

    @Test
    void the_one_that_is_named_is_the_only_one() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "docspace.base-url=" + portal.baseUrl() + "\n");

        assertEquals(2, Program.with("--config-file", other.toString()).env("XDG_CONFIG_HOME", folder.toString()).run()
                .exitCode(), "it has no user name");
    }

    @Test
    void one_that_is_named_and_not_there() {
        assertUsage("--config-file " + folder + "/none cannot be read: no such file",
                Program.with("--config-file", folder + "/none").run());
    }

    @Test
    void an_empty_one_and_one_of_comments_say_nothing() throws IOException {
        for (String content : new String[]{"", "# nothing\n! \\\n\n"}) {
            Files.writeString(file, content);
            assertEquals(2, Program.with().env("XDG_CONFIG_HOME", folder.toString()).run().exitCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "rw-----w-"})
    void a_file_that_others_may_write_is_not_read(String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertUsage(file + " is not safe to use: other users can write to it; run chmod go-w",
                Program.with().env("XDG_CONFIG_HOME", folder.toString()).run());
    }

    @Test
    void a_folder_that_others_may_write_to() throws IOException {
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertUsage(file + " is not safe to use: other users can write to its folder " + file.getParent() + "; run chmod go-w",
                Program.with().env("XDG_CONFIG_HOME", folder.toString()).run());
    }

    @Test
    void a_link_into_a_folder_that_others_may_write_to() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path target = Files.move(file, open.resolve("target"));
        Files.createSymbolicLink(file, target);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertUsage(file + " is not safe to use: other users can write to its folder " + open + "; run chmod go-w",
                Program.with().env("XDG_CONFIG_HOME", folder.toString()).run());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "docspace.user=\\u12          | 5 | \\u must be followed by four hexadecimal digits",
        "docspace.usernmae=x         | 5 | unknown setting docspace.usernmae; see docs/settings.md",
        "docspace:                   | 5 | this is not a line of a properties file; write key=value"
    })
    void a_line_that_cannot_be_read_has_a_number(String line, int number, String told) throws IOException {
        Files.writeString(file, settings() + line + "\n");

        assertUsage(file + ", line " + number + ": " + told, Program.with().env("XDG_CONFIG_HOME", folder.toString()).run());
    }

    @Test
    void it_neither_ranks_itself_nor_names_others_nor_sets_a_profile() throws IOException {
        Path other = Files.writeString(folder.resolve("other.properties"), "docspace.username=else\n");
        Files.writeString(file, settings() + "config_ordinal=5000\nquarkus.profile=dev\n%prod.docspace.username=else\n"
                + "smallrye.config.locations=" + other + "\nquarkus.config.locations=" + other + "\n");

        assertEquals(GOOD, Program.with("-u", USER).env("XDG_CONFIG_HOME", folder.toString()).run());
        assertEquals(GOOD, Program.with().env("XDG_CONFIG_HOME", folder.toString()).run());
    }

    private static void assertUsage(String message, Run run) {
        assertEquals(new Run(2, "", "docspace-auth: " + message + "\n"), run);
    }
}
