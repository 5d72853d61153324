package io.docspace.auth.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the kernel writes of this process where it crashes, or where a signal asks for it. */
public final class CoreDump {
    /** One bit for each kind of memory that is written: see core(5). */
    private static final Path FILTER = Path.of("/proc/self/coredump_filter");

    private CoreDump() {}

    /**
     * Leaves all memory out of it, and so every password. That takes neither a right nor a library, unlike a limit for the size
     * of the file; where there is no {@code /proc}, nothing changes.
     */
    public static void withoutMemory() {
        try {
            Files.writeString(FILTER, "0", StandardOpenOption.WRITE);
        } catch (IOException | UnsupportedOperationException cannotBeSaid) {
            // A run does not fail for what may never happen.
        }
    }
}
