package io.docspace.auth;

import static io.docspace.auth.RawPortal.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import io.docspace.auth.RawPortal.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token file where mounts, other users, flags and file systems are against it, and where a run dies half-way. */
class TokenFileFaultsSystemIT {
    private static final String OLD = "old-token=";
    private static final Reply GOOD = json("{\"response\":{\"token\":\"abc=\",\"expires\":\"2099-01-01T00:00:00Z\"}}");
    private static final Reply YES = json("{\"response\":true}");
    private static final int NOBODY = 65534;

    /** Root without its privileges: refused what any other user is refused. */
    private static final String UNPRIVILEGED = "exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs \"$0\" \"$@\"";

    /** Changes what lies in a folder; which of them there are depends on the processor. */
    private static final List<String> CHANGES = List.of("rename", "renameat", "renameat2", "unlink", "unlinkat", "write",
            "pwrite64", "fchmod", "fsync");

    @TempDir
    Path temp;

    Path folder;
    Path file;
    boolean mounted;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(temp.resolve("folder"));
        file = folder.resolve("token");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            sh("umount " + folder);
        }
    }

    // A login is not spent before the file turns out unwritable

    @Test
    void a_single_mounted_file_is_found_out_before_a_login_is_spent() throws Exception {
        Path mount = Files.writeString(temp.resolve("elsewhere"), OLD);
        Files.writeString(file, "");
        sh("mount --bind " + mount + " " + file);
        try {
            assertFoundOut("this is a single mounted file, which cannot be replaced; mount its folder, or set"
                    + " --token-file-in-place", login("--force"));
        } finally {
            sh("umount " + file);
        }
        assertEquals(OLD, Files.readString(mount));
    }

    @Test
    void an_immutable_file_is_found_out_before_a_login_is_spent() throws Exception {
        Files.writeString(file, OLD);
        for (String flag : List.of("i", "a")) {
            sh("chattr +" + flag + " " + file);
            try {
                assertFoundOut("the file is immutable or append-only (chattr); remove the flag with chattr -i or chattr -a, or"
                        + " choose another path", login("--force"));
                own(folder);
                assertFoundOut("the file is immutable or append-only (chattr); remove the flag with chattr -i or chattr -a, or"
                        + " choose another path", login("--force"));
            } finally {
                sh("chattr -" + flag + " " + file);
            }
        }
    }

    @Test
    void another_s_file_or_link_in_a_sticky_folder_is_found_out_before_a_login_is_spent() throws Exception {
        own(folder);
        sh("chmod 1777 " + folder);
        String why = "it is another user's file in a sticky folder, which only its owner can replace; remove it as its owner, or"
                + " choose a path in a folder of this user's own";
        own(Files.writeString(file, OLD));
        assertFoundOut(why, login(), UNPRIVILEGED);
        Files.delete(file);
        sh("ln -s elsewhere " + file + " && chown -h " + NOBODY + " " + file);
        assertFoundOut(why, login(), UNPRIVILEGED);
    }

    @Test
    void a_name_of_256_bytes_is_found_out_before_a_login_is_spent() throws Exception {
        file = folder.resolve("n".repeat(256));

        assertFoundOut("File name too long; choose a path in an existing folder that this user can write to", login());
    }

    @Test
    void a_volume_that_refuses_the_mode_is_found_out_before_a_login_is_spent() throws Exception {
        assertFoundOut(
                "this volume does not support setting the mode, its files have 0600; set --token-file-mode 0600, or choose a"
                        + " path on another volume",
                login("--token-file-mode", "0640"), injecting("fchmod:error=EPERM"));
    }

    @Test
    void a_volume_of_a_fixed_mode_is_written_where_that_is_the_mode_asked_for() throws Exception {
        try (RawPortal portal = portal()) {
            assertEquals(0, at(login(), portal).runInShell(injecting("fchmod:error=EPERM")).exitCode());
        }
    }

    // File systems

    @ParameterizedTest
    @ValueSource(strings = {"EINVAL", "EOPNOTSUPP", "ENOSYS"})
    void a_file_system_without_fsync_is_written(String error) throws Exception {
        try (RawPortal portal = portal()) {
            Run run = at(login(), portal).runInShell(injecting("fsync:error=" + error));

            assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n", ""), run);
            assertEquals("abc=", Files.readString(file));
        }
    }

    @Test
    void an_fsync_that_fails_is_found_out_before_a_login_is_spent() throws Exception {
        assertFoundOut("Input/output error; choose a path in an existing folder that this user can write to", login(),
                injecting("fsync:error=EIO:when=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2777", "0777"})
    void the_mode_of_a_volume_is_no_warning(String mode) throws Exception {
        sh("mount -t tmpfs -o mode=" + mode + " tmpfs " + folder);
        mounted = true;
        try (RawPortal portal = portal()) {
            assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n", ""), at(login(), portal).run());
        }
    }

    @Test
    void dev_stdout_is_not_replaced_by_a_file() throws Exception {
        String devices = "mount -t tmpfs tmpfs /dev && ln -s /proc/self/fd /dev/fd && ln -s /proc/self/fd/1 /dev/stdout"
                + " && mknod -m 666 /dev/null c 1 3 && mknod -m 666 /dev/random c 1 8 && mknod -m 666 /dev/urandom c 1 9"
                + " && \"$0\" \"$@\" > " + folder + "/out; code=$?; readlink /dev/stdout; exit $code";
        file = Path.of("/dev/stdout");
        try (RawPortal portal = portal()) {
            Run run = at(login(), portal).runInShell("exec unshare -m sh -c '" + devices + "' \"$0\" \"$@\"");

            assertEquals(10, run.exitCode(), run.err());
            assertEquals("/proc/self/fd/1\n", run.out());
            assertTrue(
                    run.err().endsWith("docspace-auth: writing the token file /dev/stdout failed: it is a link to an open file"
                            + " or a device; remove --token-file and redirect the output of -o token\n"),
                    run.err());
            assertEquals(0, portal.requests().size());
        }
    }

    // Whose it is

    @ParameterizedTest(name = "{0}")
    @CsvSource({"login", "agent"})
    void a_token_that_another_user_planted_is_neither_shown_nor_handed_on(String command) throws Exception {
        sh("chmod 1777 " + folder);
        try (RawPortal portal = portal()) {
            String companion = "{\"tokenSha256\":\"" + sha256("planted=")
                    + "\",\"expires\":null,\"userName\":\"x\",\"baseUrl\":\""
                    + portal.url() + "\",\"authMethod\":\"password\",\"version\":1}";
            own(Files.writeString(file, "planted="));
            own(Files.writeString(folder.resolve("token.meta"), companion));
            Process process = at(Program.with(command), portal).start();
            while (!Files.readString(file).equals("abc=") && process.isAlive()) {
                Thread.sleep(20);
            }
            process.destroy();
            process.waitFor();

            assertEquals("abc=", Files.readString(file));
            assertTrue(portal.requests().stream().noneMatch(request -> request.contains("planted=")));
        }
    }

    @Test
    void a_mounted_secret_is_checked_by_another_user() throws Exception {
        Path data = Files.createDirectory(folder.resolve("..data"));
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? GOOD : YES)) {
            file = data.resolve("token");
            assertEquals(0, at(login("--token-file-mode", "0444"), portal).run().exitCode());
            file = Files.createSymbolicLink(folder.resolve("token"), Path.of("..data/token"));
            Files.createSymbolicLink(folder.resolve("token.meta"), Path.of("..data/token.meta"));
            sh("chmod 755 " + temp + " " + folder + " " + data);

            Run run = Program.with("check", "--base-url", portal.url(), "--token-file", file.toString(), "--min-validity", "1h")
                    .runInShell("exec setpriv --reuid=" + NOBODY + " --clear-groups \"$0\" \"$@\"");

            assertEquals(new Run(0, "Token is good until 2099-01-01T00:00:00Z.\n", ""), run);
        }
    }

    // A run that dies half-way

    @Test
    void a_kill_at_any_change_of_a_run_leaves_no_token_with_the_companion_of_another() throws Exception {
        int kills = 0;
        for (String change : CHANGES) {
            int code = 137;
            for (int n = 1; code == 137 && n < 100; n++) {
                try (RawPortal portal = RawPortal.doing(request -> request % 2 == 0 ? answer("first=") : YES)) {
                    assertEquals(0, at(login("--force"), portal).run().exitCode());
                }
                assertEquals("first=", assertPair());
                try (RawPortal portal = RawPortal.doing(request -> request % 2 == 0 ? answer("second=") : YES)) {
                    code = at(login("--force"), portal).runInShell(injecting("?" + change + ":signal=KILL:when=" + n))
                            .exitCode();
                }
                kills += code == 137 ? 1 : 0;
                String there = assertPair();
                assertTrue(code == 137 || there.equals("second="), there);
                assertTrue(Set.of("first=", "second=").contains(there), there);
            }
        }
        System.out.println("TokenFileFaultsSystemIT: kills " + kills);
        assertTrue(kills >= 12, "two temporary files, three renames and removals at the least: " + kills);
    }

    /** The token that is there, whole, and with its own companion or none. */
    private String assertPair() throws Exception {
        String token = Files.readString(file);
        Path companion = folder.resolve("token.meta");
        if (Files.exists(companion)) {
            var digest = Pattern.compile("\"tokenSha256\":\"(\\w+)\"").matcher(Files.readString(companion));
            assertTrue(digest.find());
            assertEquals(sha256(token), digest.group(1));
        }
        return token;
    }

    private Program login(String... more) {
        return Program.with(more);
    }

    private Program at(Program program, RawPortal portal) {
        return program.and("--base-url", portal.url(), "-u", "x", "--token-file", file.toString())
                .env("DOCSPACE_PASSWORD", "y-y-y-y").once();
    }

    private static RawPortal portal() throws IOException {
        return RawPortal.doing(n -> n % 2 == 0 ? GOOD : YES);
    }

    private static Reply answer(String token) {
        return json("{\"response\":{\"token\":\"" + token + "\"}}");
    }

    private void assertFoundOut(String why, Program program) throws IOException {
        assertFoundOut(why, program, "exec \"$0\" \"$@\"");
    }

    private void assertFoundOut(String why, Program program, String shell) throws IOException {
        try (RawPortal portal = portal()) {
            Run run = at(program, portal).runInShell(shell);

            assertEquals(10, run.exitCode(), run.err());
            assertEquals("", run.out());
            // Before it there may be a line on a file that is not reused.
            assertTrue(run.err().endsWith("docspace-auth: writing the token file " + file + " failed: " + why + "\n"),
                    run.err());
            assertEquals(0, portal.requests().size(), "no login");
        }
        try (Stream<Path> there = Files.list(folder)) {
            assertFalse(there.anyMatch(path -> path.toString().endsWith(".tmp")), "nothing is left");
        }
    }

    private static String injecting(String what) {
        return "exec strace -f -qq -o /dev/null -e trace=" + what.replaceFirst(":.*", "") + " -e inject=" + what
                + " \"$0\" \"$@\"";
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    /** Gives a file to another user. */
    private static void own(Path path) throws IOException {
        Files.setPosixFilePermissions(path,
                PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxrwxrwx" : "rw-r--r--"));
        Files.setAttribute(path, "unix:uid", NOBODY);
    }

    private static void sh(String command) throws IOException {
        try {
            Process process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
            assertEquals(0, process.waitFor(), command);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
