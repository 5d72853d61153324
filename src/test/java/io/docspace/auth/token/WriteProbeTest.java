package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the probe decides by itself; {@code TokenFileSystemIT} shows it with other users, mounts and flags. */
class WriteProbeTest {
    private static final int SELF = 1000;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "a file of {0} in a folder of {1} with mode {2}")
    @CsvSource({"0, 0, 1777, true", "0, 0, 0777, false", "1000, 0, 1777, false", "0, 1000, 1777, false",
        "1001, 0, 3777, true", "1001, 0, 6777, false"})
    void in_a_sticky_folder_only_owners_rename_over_a_file(int ofFile, int ofFolder, String mode, boolean isKept) {
        assertEquals(isKept, WriteProbe.isKeptForItsOwner(Map.of("uid", ofFile),
                Map.of("uid", ofFolder, "mode", 040000 | Integer.parseInt(mode, 8)), SELF));
    }

    @Test
    void links_are_followed_up_to_forty_times() throws IOException {
        Path link = Path.of("/proc/self/fd/1");
        for (int n = 1; n <= 40; n++) {
            link = Files.createSymbolicLink(folder.resolve("link" + n), link);
        }
        Path longest = Files.createSymbolicLink(folder.resolve("longest"), link);
        Path fortieth = link;

        assertTrue(
                assertThrows(IOException.class, () -> probe(fortieth).run()).getMessage().contains("a link to an open file"));
        probe(longest).run();
    }

    @Test
    void a_link_of_the_kernel_to_an_open_file_is_not_replaced() throws IOException {
        Path file = folder.resolve("open");
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            Path descriptor = descriptors.filter(fd -> leadsTo(fd, file)).findFirst().orElseThrow();

            assertTrue(assertThrows(IOException.class, () -> probe(descriptor).run()).getMessage()
                    .contains("a link to an open file"));
            assertEquals(0, open.size());
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toRealPath());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void who_may_act_for_owners_replaces_the_file_of_another_user_anywhere() throws IOException {
        assumeTrue(ThisUser.actsForOwners());
        Path file = Files.createFile(folder.resolve("theirs"));
        Files.setAttribute(file, "unix:uid", 4711);
        for (int mode : new int[]{0700, 01777}) {
            Files.setAttribute(folder, "unix:uid", 4712);
            Files.setAttribute(folder, "unix:mode", mode);
            probe(file).run();
        }
    }

    private static WriteProbe probe(Path path) {
        return new WriteProbe(path, PosixFilePermissions.fromString("rw-------"));
    }
}
