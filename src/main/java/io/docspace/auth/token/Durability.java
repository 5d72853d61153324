package io.docspace.auth.token;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Brings files to the disk, on file systems that can do so. */
final class Durability {
    /** How a file system says that it has no fsync (EINVAL, EOPNOTSUPP, ENOSYS), rather than that it has failed. */
    private static final Set<String> UNSUPPORTED = Set.of("Invalid argument", "Operation not supported",
            "Function not implemented");

    private Durability() {}

    /** @throws IOException if the file system can do it and it failed, as for a full disk */
    static void force(FileChannel channel) throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            if (!UNSUPPORTED.contains(e.getMessage()) && !String.valueOf(e.getMessage()).equals(invalidArgument())) {
                throw e;
            }
        }
    }

    /** EINVAL in the words of this locale, learned from a device that has no fsync: Java gives the text alone. */
    private static String invalidArgument() {
        try (FileChannel device = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
            device.force(true);
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
