package io.docspace.auth.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The core dump that the kernel writes when this process crashes, or when a signal requests it. */
public final class CoreDump {
    /** One bit for each kind of memory that is written: see core(5). */
    private static final Path FILTER = Path.of("/proc/self/coredump_filter");

    private CoreDump() {}

    /**
     * Excludes all memory from it, and so every password. Unlike a limit on the file size, this needs no privilege and no
     * library; without {@code /proc} nothing changes.
     */
    public static void withoutMemory() {
        try {
            Files.writeString(FILTER, "0", StandardOpenOption.WRITE);
        } catch (IOException | UnsupportedOperationException cannotBeSaid) {
            // A run must not fail because of a core dump that may never be written.
        }
    }
}
