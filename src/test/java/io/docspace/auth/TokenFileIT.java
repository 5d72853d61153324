package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token file: what lies on the disk after good runs and bad ones. */
class TokenFileIT {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("token");
    }

    @ParameterizedTest(name = "token format {0}")
    @CsvSource(delimiter = '|', value = {
        "text   | 'User is authenticated with token " + TOKEN + ".\n'",
        "token  | " + TOKEN,
        "env    | 'DOCSPACE_AUTH_TOKEN=" + TOKEN + "\n'",
        "header | 'Authorization: " + TOKEN + "'"
    })
    void the_file_holds_the_format(String format, String content) throws IOException {
        Run run = signIn(portal, "--token-file", file.toString(), "--token-format", format).run();

        assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n", ""), run);
        assertEquals(content, Files.readString(file));
        assertEquals("2027-11-24T00:00:00Z\n", Files.readString(folder.resolve("token.expires")));
        assertEquals(Set.of(file, folder.resolve("token.expires")), Files.list(folder).collect(Collectors.toSet()));
    }

    @Test
    void the_file_holds_the_format_json() throws IOException {
        signIn(portal, "--token-file", file.toString(), "--token-format", "json").run();

        assertEquals("{\"authenticated\":true,\"token\":\"" + TOKEN + "\",\"expires\":\"2027-11-24T00:00:00Z\","
                + "\"userName\":\"anna@example.com\",\"baseUrl\":\"" + portal.baseUrl() + "\"}\n", Files.readString(file));
        assertAlone();
    }

    @Test
    void stdout_and_the_file_have_formats_of_their_own() throws IOException {
        Run run = signIn(portal, "--token-file", file.toString(), "-o", "env").run();

        assertEquals(new Run(0, "DOCSPACE_AUTH_TOKEN=" + TOKEN + "\n", ""), run);
        assertEquals(TOKEN, Files.readString(file));
    }

    @ParameterizedTest(name = "mode {0} under umask {1}")
    @CsvSource({", 000, rw-------", ", 777, rw-------", "640, 077, rw-r-----", "0640, 000, rw-r-----", "0444, 777, r--r--r--",
        "777, 022, rwxrwxrwx"})
    void the_mode_is_exact_whatever_the_umask(String mode, String umask, String permissions) throws IOException {
        Program program = signIn(portal, "--token-file", file.toString());
        if (mode != null) {
            program.and("--token-file-mode", mode);
        }

        assertEquals(0, program.runInShell("umask " + umask + "; exec \"$0\" \"$@\"").exitCode());
        assertEquals(permissions, permissions(file));
    }

    @Test
    void the_mode_replaces_that_of_an_older_file() throws IOException {
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        signIn(portal, "--token-file", file.toString()).run();

        assertEquals("rw-------", permissions(file));
        assertEquals(TOKEN, Files.readString(file));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a wrong password, anna@example.com, wrong, 3", "a second factor, app@example.com, right-password, 4",
        "a token that is not accepted, stranger@example.com, right-password, 5"})
    void a_failed_run_leaves_the_old_file_as_it_was(String name, String user, String password, int code) throws IOException {
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        Run run = Program.with("--base-url", portal.baseUrl(), "-u", user, "--token-file", file.toString())
                .env("DOCSPACE_PASSWORD", password).run();

        assertEquals(code, run.exitCode());
        assertEquals("old", Files.readString(file));
        assertEquals("rw-r-----", permissions(file));
        assertAlone();
    }

    @Test
    void a_failed_run_makes_no_file() throws IOException {
        signIn(portal, "-u", "stranger@example.com", "--token-file", file.toString()).run();

        assertEquals(List.of(), Files.list(folder).toList());
    }

    @Test
    void a_link_at_the_path_is_replaced_and_not_followed() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "mine");
        Files.createSymbolicLink(file, target);

        signIn(portal, "--token-file", file.toString()).run();

        assertEquals("mine", Files.readString(target));
        assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        assertEquals(TOKEN, Files.readString(file));
    }

    @Test
    void a_relative_path_is_of_the_working_folder() throws IOException {
        Run run = signIn(portal, "--token-file", "token").in(folder).run();

        assertEquals("User is authenticated. Token written to token.\n", run.out());
        assertEquals(TOKEN, Files.readString(file));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a folder, .", "a device, /dev/null"})
    void what_is_no_regular_file_is_left_alone_and_no_login_is_spent(String name, String path) {
        String there = folder.resolve(path).toString();

        Run run = signIn(portal, "--token-file", there).run();

        assertEquals(new Run(10, "", "docspace-auth: writing the token file " + there
                + " failed: it exists and is not a regular file; choose a path in an existing folder that this user may"
                + " write to\n"), run);
        portal.verify(0, postRequestedFor(urlEqualTo(AUTHENTICATION)));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    private void assertAlone() throws IOException {
        assertEquals(List.of(file), Files.list(folder).toList());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
