package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.file.RegularFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads Linux's mount table. */
final class MountTable {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    private static final int MAX_SIZE = 4 * 1024 * 1024;
    private static final int MOUNT_POINT = 4;

    /** Escaped blanks, line ends and backslashes in a path. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

    private MountTable() {}

    /**
     * Whether something is mounted at exactly this path, a folder or a single file.
     *
     * @param path absolute, without links
     */
    static boolean isMountPoint(Path path) {
        try {
            return contains(new String(RegularFile.read(TABLE, MAX_SIZE), ISO_8859_1), path.toString());
        } catch (IOException unknown) {
            return false;
        }
    }

    static boolean contains(String table, String mountPoint) {
        return table.lines()
                .map(line -> line.split(" ", MOUNT_POINT + 2))
                .anyMatch(fields -> fields.length > MOUNT_POINT && unescape(fields[MOUNT_POINT]).equals(mountPoint));
    }

    private static String unescape(String field) {
        String bytes = ESCAPE.matcher(field)
                .replaceAll(escape -> String.valueOf((char) Integer.parseInt(escape.group(1), 8)).replace("\\", "\\\\"));
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
}
