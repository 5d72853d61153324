package io.docspace.auth.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Descriptors of a process that was started with all of them; the packaged program is started without in RuntimeIT. */
class DescriptorsTest {
    @Test
    void those_that_are_open_are_left_alone() {
        Descriptors descriptors = Descriptors.look();

        assertTrue(descriptors.isStdinOpen());
        assertTrue(descriptors.isStdoutOpen());
        assertEquals("[] closed, 0 of them taken by /dev/null", descriptors.toString());
    }

    @Test
    void a_core_is_without_memory() throws IOException {
        CoreDump.withoutMemory();

        assertEquals(0, Integer.parseInt(Files.readString(Path.of("/proc/self/coredump_filter")).strip(), 16));
    }
}
