package io.docspace.auth.token;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Syncs files to disk, on file systems that support it. */
final class Durability {
    /** The errors of a file system without fsync (EINVAL, EOPNOTSUPP, ENOSYS), as opposed to a failed fsync. */
    private static final Set<String> UNSUPPORTED = Set.of("Invalid argument", "Operation not supported",
            "Function not implemented");

    private Durability() {}

    /** @throws IOException if the sync failed, for example on a full disk */
    static void force(FileChannel channel) throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            if (!UNSUPPORTED.contains(message) && !message.equals(invalidArgument())) {
                throw e;
            }
        }
    }

    /** The text of EINVAL in this locale, obtained from a device without fsync, since Java provides only the text. */
    private static String invalidArgument() {
        try (FileChannel device = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
            device.force(true);
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
