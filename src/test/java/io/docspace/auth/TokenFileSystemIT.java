package io.docspace.auth;

import static io.docspace.auth.RawPortal.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import io.docspace.auth.RawPortal.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token file under faults that it takes root to make: file systems of a test's own, other users' files, SIGKILL. */
class TokenFileSystemIT {
    private static final String OLD = "old-token=";
    private static final String GOOD = "{\"response\":{\"token\":\"abc=\",\"expires\":\"2099-01-01T00:00:00Z\"}}";
    private static final Reply YES = json("{\"response\":true}");
    private static final int NOBODY = 65534;

    /** Root without its privileges: refused what any other user is refused. */
    private static final String UNPRIVILEGED = "exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs \"$0\" \"$@\"";

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

    @Test
    void a_full_disk_is_found_out_before_a_login_is_spent() throws Exception {
        mount("size=64k");
        Files.writeString(file, OLD);
        fill(0);
        try (RawPortal portal = RawPortal.good()) {
            Run run = login(portal).run();

            assertEquals(failed("No space left on device"), run);
            assertEquals(0, portal.requests().size());
            assertUntouched(file, folder.resolve("filler"));
        }
    }

    @Test
    void a_disk_that_fills_up_during_the_login_keeps_the_old_token() throws Exception {
        mount("size=64k");
        Files.writeString(file, OLD);
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? filling(0, json(GOOD)) : YES)) {
            Run run = login(portal).run();

            assertEquals(failed("No space left on device"), run);
            assertEquals(2, portal.requests().size());
            assertUntouched(file, folder.resolve("filler"));
        }
    }

    @Test
    void a_disk_with_room_for_the_token_but_not_for_its_companion_gets_the_token() throws Exception {
        mount("size=64k");
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? filling(1, json(GOOD)) : YES)) {
            Run run = login(portal).run();

            assertEquals(
                    new Run(0, "User is authenticated. Token written to " + file + ".\n", "docspace-auth: " + file
                            + ".meta, which"
                            + " describes the token, cannot be written, so the next run signs in again: No space left on"
                            + " device\n"),
                    run);
            assertEquals("abc=", Files.readString(file));
            assertFiles(file, folder.resolve("filler"));
        }
    }

    @Test
    void a_disk_without_room_for_another_file_is_found_out_before_a_login_is_spent() throws Exception {
        mount("size=64k,nr_inodes=2");
        Files.writeString(file, OLD);
        try (RawPortal portal = RawPortal.good()) {
            assertEquals(failed("No space left on device"), login(portal).run());
            assertEquals(0, portal.requests().size());
            assertUntouched(file);
        }
    }

    @Test
    void a_read_only_file_system_is_found_out_before_a_login_is_spent() throws Exception {
        mount("size=64k");
        Files.writeString(file, OLD);
        sh("mount -o remount,ro " + folder);
        try (RawPortal portal = RawPortal.good()) {
            assertEquals(failed("Read-only file system"), login(portal).run());
            assertEquals(0, portal.requests().size());
            assertUntouched(file);
        }
    }

    @Test
    void a_file_system_that_turns_read_only_during_the_login_keeps_the_old_token() throws Exception {
        mount("size=64k");
        Files.writeString(file, OLD);
        Reply turns = (socket, out) -> {
            sh("mount -o remount,ro " + folder);
            return json(GOOD).answer(socket, out);
        };
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? turns : YES)) {
            assertEquals(failed("Read-only file system"), login(portal).run());
            assertUntouched(file);
        }
    }

    @Test
    void a_folder_that_is_gone_before_the_write_is_told() throws Exception {
        Reply removes = (socket, out) -> {
            Files.delete(folder);
            return json(GOOD).answer(socket, out);
        };
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? removes : YES)) {
            assertEquals(failed("the folder " + folder + " does not exist"), login(portal).run());
            assertFalse(Files.exists(folder));
        }
    }

    @Test
    void a_folder_without_rights_is_found_out_before_a_login_is_spent() throws Exception {
        Files.writeString(file, OLD);
        own(folder, "rwxr-xr-x");
        try (RawPortal portal = RawPortal.good()) {
            assertEquals(failed("permission denied"), login(portal).runInShell(UNPRIVILEGED));
            assertEquals(0, portal.requests().size());
            assertUntouched(file);
        }
    }

    @Test
    void another_s_file_in_a_folder_of_this_user_s_own_is_told_and_replaced() throws Exception {
        Files.writeString(file, OLD);
        own(file, "rw-------");
        try (RawPortal portal = RawPortal.doing(n -> n == 0 ? json("{\"response\":{\"token\":\"abc=\"}}") : YES)) {
            Run run = Program.with("--base-url", portal.url(), "-u", "x", "--token-file", file.toString())
                    .env("DOCSPACE_PASSWORD", "y-y-y-y").runInShell(UNPRIVILEGED);

            assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n", "docspace-auth: the token file "
                    + file + " is not reused: it belongs to another user\n"), run);
            assertEquals("abc=", Files.readString(file));
            assertEquals(0, Files.getAttribute(file, "unix:uid"));
        }
    }

    @Test
    void another_s_file_in_a_sticky_folder_stays() throws Exception {
        Files.writeString(file, OLD);
        own(file, "rw-------");
        own(folder, "rwxrwxrwx");
        sh("chmod 1777 " + folder);
        try (RawPortal portal = RawPortal.good()) {
            assertEquals(new Run(10, "", "docspace-auth: writing the token file " + file
                    + " failed: it is another user's file in"
                    + " a sticky folder, which only its owner can replace; remove it as its owner, or choose a path in a folder of"
                    + " this user's own\n"), login(portal).runInShell(UNPRIVILEGED));
            assertEquals(0, portal.requests().size());
            assertUntouched(file);
        }
    }

    /** Microseconds at most from the answer to the check to the kill. */
    private int untilKill = 30_000;

    @Test
    void who_reads_while_programs_are_killed_sees_whole_tokens_alone() throws Exception {
        long seed = Long.getLong("test.seed", 20261124);
        System.out.println("TokenFileSystemIT: -Dtest.seed=" + seed);
        Random random = new Random(seed);
        Files.writeString(file, token(0));
        int killedInTime = 0;
        try (Reader reader = new Reader(file)) {
            for (int n = 1; n <= 100; n++) {
                killedInTime += killed(n, random) ? 1 : 0;
            }
            reader.assertWholeTokens();
            System.out.println("TokenFileSystemIT: killed before the end: " + killedInTime + ", contents seen: "
                    + reader.seen.size() + ", temporary files left: " + leftBehind().size());
            assertTrue(killedInTime > 25, "moments before the end: " + killedInTime);
            assertTrue(reader.seen.size() > 10, "the file changed: " + reader.seen.size());
        }
        for (Path temporary : leftBehind()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)));
        }
    }

    /**
     * A quarter at any moment of the run, the others around the write, which follows the answer to the check: the time until the
     * kill grows where the last came in time, and shrinks where the run was over, however fast it is.
     */
    private boolean killed(int n, Random random) throws Exception {
        boolean anyMoment = n % 4 == 0;
        Process[] process = new Process[1];
        Reply kills = (socket, out) -> {
            YES.answer(socket, out);
            TimeUnit.MICROSECONDS.sleep(random.nextInt(untilKill));
            process[0].destroyForcibly();
            return false;
        };
        try (RawPortal portal = RawPortal.doing(request -> request == 0 ? json(answer(n)) : anyMoment ? YES : kills)) {
            process[0] = login(portal).start();
            if (anyMoment) {
                Thread.sleep(random.nextInt(1500));
                process[0].destroyForcibly();
            }
            boolean inTime = process[0].waitFor() == 137;
            untilKill = anyMoment ? untilKill : Math.max(1, Math.min(60_000, inTime ? untilKill * 2 : untilKill / 2));
            return inTime;
        }
    }

    @Test
    void of_two_programs_that_write_at_once_one_wins_whole() throws Exception {
        Files.writeString(file, token(0));
        try (Reader reader = new Reader(file)) {
            for (int n = 1; n <= 10; n++) {
                int first = 2 * n;
                int second = 2 * n + 1;
                try (RawPortal one = RawPortal.doing(request -> request == 0 ? json(answer(first)) : YES);
                        RawPortal two = RawPortal.doing(request -> request == 0 ? json(answer(second)) : YES)) {
                    Process firstRun = login(one).start();
                    Process secondRun = login(two).start();
                    assertEquals(0, firstRun.waitFor());
                    assertEquals(0, secondRun.waitFor());
                }
                assertTrue(Set.of(token(first), token(second)).contains(Files.readString(file)));
            }
            reader.assertWholeTokens();
        }
        assertEquals(List.of(), leftBehind());
    }

    /** Reads a file in a loop, as another process would. */
    private static final class Reader implements AutoCloseable {
        private final Set<String> seen = new ConcurrentSkipListSet<>();
        private final Thread thread;
        private volatile boolean ends;
        private volatile IOException failure;

        Reader(Path file) {
            thread = new Thread(() -> {
                while (!ends) {
                    try {
                        seen.add(Files.readString(file));
                        Thread.sleep(1);
                    } catch (IOException e) {
                        failure = e;
                        return;
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }, "reader");
            thread.start();
        }

        void assertWholeTokens() {
            assertEquals(null, failure, "the file was there all the time");
            for (String content : seen) {
                assertTrue(content.matches("[0-9]{8000}"), content.length() + " characters");
                assertEquals(token(Integer.parseInt(content.substring(0, 4))), content);
            }
        }

        @Override
        public void close() {
            ends = true;
        }
    }

    /** Long enough that half a one would be seen. */
    private static String token(int n) {
        return String.format("%04d", n).repeat(2000);
    }

    private static String answer(int n) {
        return "{\"response\":{\"token\":\"" + token(n) + "\"}}";
    }

    private Program login(RawPortal portal) {
        return Program.with("--base-url", portal.url(), "-u", "x", "--force", "--token-file", file.toString())
                .env("DOCSPACE_PASSWORD", "y-y-y-y").once();
    }

    private Run failed(String why) {
        return new Run(10, "", "docspace-auth: writing the token file " + file + " failed: " + why
                + "; choose a path in an existing folder that this user can write to\n");
    }

    private void assertUntouched(Path... files) throws IOException {
        assertEquals(OLD, Files.readString(file));
        assertFiles(files);
    }

    private void assertFiles(Path... files) throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            assertEquals(Set.of(files), new TreeSet<>(there.toList()));
        }
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            return new ArrayList<>(there.filter(path -> path.getFileName().toString().endsWith(".tmp")).toList());
        }
    }

    private void mount(String options) throws IOException {
        sh("mount -t tmpfs -o " + options + " tmpfs " + folder);
        mounted = true;
    }

    /** Gives a file to another user. */
    private static void own(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        Files.setAttribute(path, "unix:uid", NOBODY);
    }

    private Reply filling(int pagesLeft, Reply then) {
        return (socket, out) -> {
            fill(pagesLeft);
            return then.answer(socket, out);
        };
    }

    /** Leaves so many pages of the file system free. */
    private void fill(int pagesLeft) throws IOException {
        Path filler = folder.resolve("filler");
        long size = 0;
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (; size < 1024 * 1024; size += 4096) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            try (var channel = Files.newByteChannel(filler, StandardOpenOption.WRITE)) {
                channel.truncate(size - 4096L * pagesLeft);
            }
        }
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
