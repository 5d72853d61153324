package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.answerLogin;
import static io.docspace.auth.Portals.json;
import static io.docspace.auth.Portals.signIn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token file: what lies on the disk after good runs and bad ones. */
class TokenFileIT {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    Path file;
    Path companion;

    @BeforeEach
    void name() {
        file = folder.resolve("token");
        companion = folder.resolve("token.meta");
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
        assertEquals("{\"tokenSha256\":\"" + sha256(TOKEN) + "\",\"expires\":\"2027-11-24T00:00:00Z\","
                + "\"userName\":\"anna@example.com\",\"baseUrl\":\"" + portal.baseUrl() + "\",\"authMethod\":\"password\","
                + "\"oauthClientId\":null,\"scope\":null,\"version\":1}\n", Files.readString(companion));
        assertEquals(permissions(file), permissions(companion));
        assertEquals(Set.of("token", "token.meta"), Set.of(folder.toFile().list()));
    }

    @Test
    void the_file_holds_the_format_json() throws IOException {
        signIn(portal, "--token-file", file.toString(), "--token-format", "json").run();

        assertEquals("{\"authenticated\":true,\"token\":\"" + TOKEN + "\",\"expires\":\"2027-11-24T00:00:00Z\","
                + "\"userName\":\"anna@example.com\",\"baseUrl\":\"" + portal.baseUrl() + "\",\"authMethod\":\"password\","
                + "\"oauthClientId\":null,\"scope\":null,\"version\":1}\n", Files.readString(file));
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
        "775, 022, rwxrwxr-x"})
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
        assertEquals(Set.of("token", "token.refused"), Set.of(folder.toFile().list()));
    }

    @Test
    void a_failed_run_makes_no_token_file() {
        signIn(portal, "-u", "stranger@example.com", "--token-file", file.toString()).run();

        assertEquals(List.of("token.refused"), List.of(folder.toFile().list()));
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
                + " failed: it exists and is not a regular file; choose a path in an existing folder that this user can write"
                + " to\n"), run);
        portal.verify(0, postRequestedFor(urlEqualTo(AUTHENTICATION)));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void a_good_token_is_kept_without_a_login_and_its_file_is_not_touched() throws IOException {
        signIn(portal, "--token-file", file.toString()).run();
        Map<String, Object> before = Files.readAttributes(file, "unix:ino,mode,lastModifiedTime");
        Map<String, Object> companionBefore = Files.readAttributes(companion, "unix:ino,lastModifiedTime");
        portal.resetRequests();

        Run run = signIn(portal, "--token-file", file.toString()).run();

        assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n",
                "docspace-auth: the stored token is still good, no login needed\n"), run);
        assertCost(0, 1);
        assertEquals(before, Files.readAttributes(file, "unix:ino,mode,lastModifiedTime"));
        assertEquals(companionBefore, Files.readAttributes(companion, "unix:ino,lastModifiedTime"));
    }

    @Test
    void a_kept_token_wakes_nobody_who_watches_the_folder() throws Exception {
        signIn(portal, "--token-file", file.toString()).run();
        try (WatchService watcher = folder.getFileSystem().newWatchService()) {
            folder.register(watcher, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            for (String command : List.of("login", "check", "whoami")) {
                Program program = Program.with(command, "--base-url", portal.baseUrl(), "--token-file", file.toString());
                if (command.equals("login")) {
                    program.and("-u", Portals.USER).env("DOCSPACE_PASSWORD", Portals.PASSWORD);
                }
                assertEquals(0, program.run().exitCode());
            }
            Files.writeString(folder.resolve("last"), "");

            assertEquals(List.of("last"), watcher.take().pollEvents().stream().map(event -> event.context().toString())
                    .distinct().toList());
        }
    }

    @ParameterizedTest(name = "token format {0}")
    @ValueSource(strings = {"text", "token", "json", "env", "header"})
    void another_user_with_a_wrong_password_gets_code_3_and_no_token(String format) throws IOException {
        signIn(portal, "--token-file", file.toString(), "--token-format", format).run();

        Run run = Program.with("--base-url", portal.baseUrl(), "-u", "bert@example.com", "-o", "json", "--token-file",
                file.toString(), "--token-format", format).env("DOCSPACE_PASSWORD", "wrong").run();

        assertEquals(3, run.exitCode(), run.err());
        assertEquals("", run.out());
    }

    @Test
    void a_user_name_beside_an_api_key_or_a_token_is_not_told_as_the_key_s() throws IOException {
        Run run = Program.with("--base-url", portal.baseUrl(), "-u", "anna@example.com", "-o", "json", "--token-file",
                file.toString()).env("DOCSPACE_AUTH_TOKEN", TOKEN).run();

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("\"userName\":null"), run.out());
        assertTrue(Files.readString(companion).contains("\"userName\":null"));
    }

    @ParameterizedTest(name = "{0} with a pipe at {1}")
    @CsvSource({"login, token, 10", "check, token, 5", "whoami, token, 5", "logout, token, 0", "login, token.meta, 0",
        "check, token.meta, 0", "whoami, token.meta, 0", "logout, token.meta, 0", "login, token.refused, 0"})
    void a_pipe_stops_nobody(String command, String name, int code) throws Exception {
        if (!name.equals("token")) {
            Files.writeString(file, TOKEN);
        }
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().waitFor());
        Program program = Program.with(command, "--base-url", portal.baseUrl(), "--token-file", file.toString());
        if (command.equals("login")) {
            program.and("-u", Portals.USER).env("DOCSPACE_PASSWORD", Portals.PASSWORD);
        }

        Run run = program.run();

        assertEquals(code, run.exitCode(), run.err());
        portal.resetScenarios();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "whoami", "logout"})
    void who_only_uses_the_token_does_not_say_that_a_foreign_file_will_be_replaced(String command) throws IOException {
        Files.writeString(file, "a shopping list");

        Run run = Program.with(command, "--base-url", portal.baseUrl(), "--token-file", file.toString()).run();

        assertTrue(run.err().startsWith("docspace-auth: the token file " + file
                + " is ignored: its format is unknown\n"), run.err());
        assertEquals("a shopping list", Files.readString(file));
    }

    @Test
    void a_token_that_a_shell_would_run_is_none_whoever_gives_it() throws IOException {
        String hostile = "x;touch${IFS}X";
        answerLogin(portal, json("{\"response\":{\"token\":\"" + hostile + "\"}}"));

        assertEquals(9, signIn(portal, "--token-file", file.toString(), "--token-format", "env").run().exitCode());
        assertEquals(2, Program.with("--base-url", portal.baseUrl(), "-o", "env").env("DOCSPACE_AUTH_TOKEN", hostile).run()
                .exitCode());
        Files.writeString(file, "DOCSPACE_AUTH_TOKEN=" + hostile + "\n");
        assertEquals(5, Program.with("check", "--base-url", portal.baseUrl(), "--token-file", file.toString()).run()
                .exitCode());
        assertNeverSent(hostile);
    }

    @Test
    void force_signs_in_although_the_token_is_good() throws IOException {
        Files.writeString(file, TOKEN);

        assertEquals(0, signIn(portal, "--token-file", file.toString(), "--force").run().exitCode());
        assertCost(1, 1);
    }

    @ParameterizedTest(name = "an hour left, --min-validity {0}")
    @CsvSource({", 0", "59m, 0", "61m, 1", "365d, 1"})
    void a_token_with_too_little_time_left_is_replaced(String minValidity, int logins) throws IOException {
        answerLogin(portal, json("{\"response\":{\"token\":\"" + TOKEN + "\",\"expires\":\""
                + Instant.now().plusSeconds(3600) + "\"}}"));
        signIn(portal, "--token-file", file.toString()).run();
        portal.resetRequests();
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
        "a blank file                 | ' '                                       | its format is unknown",
        "two words                    | two words                                 | its format is unknown",
        "an over-long file            | LONG                                      | its format is unknown",
        "a control character          | 'foreign\u0007'                           | its format is unknown",
        "JSON without a portal        | {\"token\":\"foreign\"}                   | its format is unknown",
        "JSON with a token deep in it | {\"x\":{\"token\":\"foreign\"},\"baseUrl\":\"PORTAL\"} | its format is unknown"
                + "",
        "JSON with a token in a list  | {\"x\":[{\"token\":\"foreign\"}],\"baseUrl\":\"PORTAL\"} | its format is unknown"
                + "",
        "JSON that is cut             | {\"token\":\"foreign\",\"baseUrl\":\"PORTAL\" | its format is unknown",
        "JSON with an odd expiry      | {\"token\":\"foreign\",\"baseUrl\":\"PORTAL\",\"expires\":\"soon\"} | its format is"
                + " unknown"
    })
    void what_is_no_token_of_ours_is_replaced_and_not_shown_to_the_portal(String name, String content, String why)
            throws IOException {
        Files.writeString(file, content.replace("PORTAL", portal.baseUrl()).replace("LONG", "foreign".repeat(3000)));

        Run run = signIn(portal, "--token-file", file.toString()).run();

        assertEquals(
                new Run(0, "User is authenticated. Token written to " + file + ".\n", "docspace-auth: the token file " + file
                        + " is not reused: " + why + "\n"),
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

        assertEquals("docspace-auth: the token file " + file + " is not reused: it is a link\n", run.err());
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
                "docspace-auth: the stored token belongs to another user, portal or sign-in method and will be replaced\n"),
                run);
        assertCost(1, 1);
        assertNeverSent("foreign");
    }

    @Test
    void an_unknown_expiry_is_null_beside_the_token() throws IOException {
        answerLogin(portal, json("{\"response\":{\"token\":\"" + TOKEN + "\",\"expires\":\"0001-01-01T00:00:00\"}}"));

        assertEquals(0, signIn(portal, "--token-file", file.toString()).run().exitCode());
        assertTrue(Files.readString(companion).contains("\"expires\":null"));
    }

    @Test
    void a_companion_that_is_garbage_costs_a_login() throws IOException {
        Files.writeString(file, TOKEN);
        Files.writeString(companion, "x".repeat(100_000));

        assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n",
                "docspace-auth: the owner of the stored token is unknown, so it will be replaced\n"),
                signIn(portal, "--token-file", file.toString()).run());
        assertCost(1, 1);
    }

    @Test
    void a_companion_that_cannot_be_written_is_told_and_the_token_is_there() throws IOException {
        Files.createDirectories(companion.resolve("x"));

        Run run = signIn(portal, "--token-file", file.toString()).run();

        assertEquals(0, run.exitCode());
        assertTrue(run.err().startsWith("docspace-auth: " + companion + ", which describes the token, cannot be written, so the"
                + " next run signs in again: "), run.err());
        assertEquals(TOKEN, Files.readString(file));
    }

    @Test
    void another_format_or_mode_is_written_without_a_login() throws IOException {
        signIn(portal, "--token-file", file.toString()).run();
        portal.resetRequests();

        Run run = signIn(portal, "--token-file", file.toString(), "--token-format", "env", "--token-file-mode", "640").run();

        assertEquals(0, run.exitCode());
        assertEquals("DOCSPACE_AUTH_TOKEN=" + TOKEN + "\n", Files.readString(file));
        assertEquals("rw-r-----", permissions(file));
        assertEquals("rw-r-----", permissions(companion));
        assertCost(0, 1);
    }

    @ParameterizedTest(name = "folder of mode {0}")
    @CsvSource(delimiter = '|', value = {
        "1777 | ''",
        "0777 | 'docspace-auth: anybody can replace the token file FILE, since its folder is writable for everyone and not sticky\n'"
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

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
