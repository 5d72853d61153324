package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel says is mounted. */
class MountTableTest {
    private static final String TABLE = """
            22 1 8:1 / / rw - ext4 /dev/sda1 rw
            23 22 0:5 /x /run/secrets/token rw - tmpfs tmpfs rw
            24 22 0:6 / /a\\040b\\134c\\012d rw - tmpfs tmpfs rw
            25 22 0:7 / /\u00c3\u00a4 rw - tmpfs tmpfs rw
            26 22 0:8 /only

            27 22 0:9 / /last""";

    @ParameterizedTest
    @CsvSource({"/, true", "/run/secrets/token, true", "/run/secrets, false", "/x, false", "/only, false", "/last, true",
        "/ä, true", "rw, false", "'', false"})
    void a_mount_point_is_the_fifth_field_of_a_line(String path, boolean isThere) {
        assertEquals(isThere, MountTable.contains(TABLE, path));
    }

    @Test
    void blanks_backslashes_and_line_ends_are_escaped() {
        assertTrue(MountTable.contains(TABLE, "/a b\\c\nd"));
    }

    @Test
    void the_kernel_of_this_machine_is_asked(@TempDir Path folder) {
        assertTrue(MountTable.isMountPoint(Path.of("/proc")));
        assertFalse(MountTable.isMountPoint(folder));
    }
}
