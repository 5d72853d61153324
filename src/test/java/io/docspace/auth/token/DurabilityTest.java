package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be synced is not a failure; a sync that fails is. */
class DurabilityTest {
    @Test
    void a_device_that_knows_no_sync_is_let_be() throws IOException {
        try (FileChannel device = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
            assertDoesNotThrow(() -> Durability.force(device));
        }
    }

    @Test
    void any_other_failure_is_one(@TempDir Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve("a"), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        channel.close();

        assertThrows(ClosedChannelException.class, () -> Durability.force(channel));
    }
}
