package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.answerLogin;
import static io.docspace.auth.Portals.json;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        assertEquals(Set.of("token", "token.expires"), Set.of(folder.toFile().list()));
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

        assertEquals(List.of(), List.of(folder.toFile().list()));
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
    @CsvSource({"a folder, .", "a device, /dev/null", "the root folder, /"})
    void what_is_no_regular_file_is_left_alone_and_no_login_is_spent(String name, String path) {
        String there = folder.resolve(path).toString();

        Run run = signIn(portal, "--token-file", there).run();

        assertEquals(new Run(10, "", "docspace-auth: writing the token file " + there
                + " failed: it exists and is not a regular file; choose a path in an existing folder that this user may"
                + " write to\n"), run);
        portal.verify(0, postRequestedFor(urlEqualTo(AUTHENTICATION)));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void a_good_token_is_kept_without_a_login_and_its_file_is_not_touched() throws IOException {
        signIn(portal, "--token-file", file.toString()).run();
        Map<String, Object> before = Files.readAttributes(file, "unix:ino,mode,lastModifiedTime");
        Map<String, Object> expiryBefore = Files.readAttributes(folder.resolve("token.expires"), "unix:ino,lastModifiedTime");
        portal.resetRequests();

        Run run = signIn(portal, "--token-file", file.toString()).run();

        assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n",
                "docspace-auth: the token handed over before is still good, no login needed\n"), run);
        assertCost(0, 1);
        assertEquals(before, Files.readAttributes(file, "unix:ino,mode,lastModifiedTime"));
        assertEquals(expiryBefore, Files.readAttributes(folder.resolve("token.expires"), "unix:ino,lastModifiedTime"));
    }

    @Test
    void force_signs_in_although_the_token_is_good() throws IOException {
        Files.writeString(file, TOKEN);

        assertEquals(0, signIn(portal, "--token-file", file.toString(), "--force").run().exitCode());
        assertCost(1, 1);
    }

    @ParameterizedTest(name = "an hour left, --min-validity {0}")
    @CsvSource({", 0", "59m, 0", "61m, 1", "400d, 1"})
    void a_token_with_too_little_time_left_is_replaced(String minValidity, int logins) throws IOException {
        Files.writeString(file, TOKEN);
        Files.writeString(folder.resolve("token.expires"), Instant.now().plusSeconds(3600) + "\n");
        Program program = signIn(portal, "--token-file", file.toString());
        if (minValidity != null) {
            program.and("--min-validity", minValidity);
        }

        assertEquals(0, program.run().exitCode());
        portal.verify(logins, postRequestedFor(urlEqualTo(AUTHENTICATION)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "an empty file                | ''                                        | it is empty",
        "a blank file                 | ' '                                       | it holds nothing that this program writes",
        "two words                    | two words                                 | it holds nothing that this program writes",
        "an over-long file            | LONG                                      | it holds nothing that this program writes",
        "a control character          | 'foreign\u0007'                           | it holds nothing that this program writes",
        "JSON without a portal        | {\"token\":\"foreign\"}                   | it holds nothing that this program writes",
        "JSON with a token deep in it | {\"x\":{\"token\":\"foreign\"},\"baseUrl\":\"PORTAL\"} | it holds nothing that this program"
                + " writes",
        "JSON with a token in a list  | {\"x\":[{\"token\":\"foreign\"}],\"baseUrl\":\"PORTAL\"} | it holds nothing that this"
                + " program writes",
        "JSON that is cut             | {\"token\":\"foreign\",\"baseUrl\":\"PORTAL\" | it holds nothing that this program writes",
        "JSON with an odd expiry      | {\"token\":\"foreign\",\"baseUrl\":\"PORTAL\",\"expires\":\"soon\"} | it holds nothing that"
                + " this program writes"
    })
    void what_is_no_token_of_ours_is_replaced_and_not_shown_to_the_portal(String name, String content, String why)
            throws IOException {
        Files.writeString(file, content.replace("PORTAL", portal.baseUrl()).replace("LONG", "foreign".repeat(3000)));

        Run run = signIn(portal, "--token-file", file.toString()).run();

        assertEquals(
                new Run(0, "User is authenticated. Token written to " + file + ".\n", "docspace-auth: the token file " + file
                        + " is ignored and will be replaced: " + why + "\n"),
                run);
        assertEquals(TOKEN, Files.readString(file));
        assertCost(1, 1);
        assertNeverSent("foreign");
    }

    @Test
    void a_linked_token_is_not_read() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "foreign");
        Files.createSymbolicLink(file, target);

        Run run = signIn(portal, "--token-file", file.toString()).run();

        assertEquals("docspace-auth: the token file " + file + " is ignored and will be replaced: it is a link\n", run.err());
        assertEquals("foreign", Files.readString(target));
        assertCost(1, 1);
        assertNeverSent("foreign");
    }

    @ParameterizedTest(name = "JSON of another {0}")
    @CsvSource({"portal, anna@example.com, https://other.example.com", "user, bert@example.com, PORTAL"})
    void a_token_of_another_is_replaced_and_not_shown_to_the_portal(String name, String user, String url) throws IOException {
        Files.writeString(file, "{\"authenticated\":true,\"token\":\"foreign\",\"expires\":null,\"userName\":\"" + user
                + "\",\"baseUrl\":\"" + url.replace("PORTAL", portal.baseUrl()) + "\"}\n");

        Run run = signIn(portal, "--token-file", file.toString()).run();

        assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n",
                "docspace-auth: the token handed over before is of another user or portal and will be replaced\n"), run);
        assertCost(1, 1);
        assertNeverSent("foreign");
    }

    @Test
    void an_unknown_expiry_leaves_none_beside_the_token() throws IOException {
        Files.writeString(folder.resolve("token.expires"), "2027-01-01T00:00:00Z\n");
        answerLogin(portal, json("{\"response\":{\"token\":\"" + TOKEN + "\",\"expires\":\"0001-01-01T00:00:00\"}}"));

        assertEquals(0, signIn(portal, "--token-file", file.toString()).run().exitCode());
        assertAlone();
    }

    @Test
    void an_expiry_that_is_garbage_is_none() throws IOException {
        Files.writeString(file, TOKEN);
        Files.writeString(folder.resolve("token.expires"), "x".repeat(100_000));

        assertEquals(0, signIn(portal, "--token-file", file.toString()).run().exitCode());
        assertCost(0, 1);
        assertAlone();
    }

    @Test
    void an_expiry_that_cannot_be_noted_is_told_and_the_token_is_there() throws IOException {
        Files.createDirectories(folder.resolve("token.expires/x"));

        Run run = signIn(portal, "--token-file", file.toString()).run();

        assertEquals(0, run.exitCode());
        assertTrue(run.err().startsWith("docspace-auth: the token's expiry could not be noted in " + file + ".expires: "),
                run.err());
        assertEquals(TOKEN, Files.readString(file));
    }

    @Test
    void another_format_or_mode_is_written_without_a_login() throws IOException {
        Files.writeString(file, TOKEN);

        Run run = signIn(portal, "--token-file", file.toString(), "--token-format", "env", "--token-file-mode", "640").run();

        assertEquals(0, run.exitCode());
        assertEquals("DOCSPACE_AUTH_TOKEN=" + TOKEN + "\n", Files.readString(file));
        assertEquals("rw-r-----", permissions(file));
        assertCost(0, 1);
    }

    @ParameterizedTest(name = "folder of mode {0}")
    @CsvSource(delimiter = '|', value = {
        "1777 | ''",
        "0777 | 'docspace-auth: anybody can replace the token file FILE, since its folder is writable by all and not sticky\n'"
    })
    void a_folder_that_all_may_write_to_is_warned_of_unless_it_is_sticky(String mode, String told) throws IOException {
        Files.setAttribute(folder, "unix:mode", Integer.parseInt(mode, 8));

        Run run = signIn(portal, "--token-file", file.toString()).run();

        assertEquals(
                new Run(0, "User is authenticated. Token written to " + file + ".\n", told.replace("FILE", file.toString())),
                run);
    }

    private static void assertCost(int logins, int checks) {
        portal.verify(logins, postRequestedFor(urlEqualTo(AUTHENTICATION)));
        portal.verify(checks, getRequestedFor(urlEqualTo(AUTHENTICATION)));
    }

    private static void assertNeverSent(String token) {
        portal.getAllServeEvents().forEach(
                event -> assertFalse(event.getRequest().getHeaders().toString().contains(token), "sent to the portal"));
    }

    private void assertAlone() throws IOException {
        assertEquals(List.of("token"), List.of(folder.toFile().list()));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
