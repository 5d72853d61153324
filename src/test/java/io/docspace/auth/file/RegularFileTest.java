package io.docspace.auth.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.docspace.auth.file.RegularFile.NotRegularException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("file"), "content");
    }

    @Test
    void a_file_is_read_up_to_the_given_size() throws IOException {
        assertEquals("content", new String(RegularFile.read(file, 100), UTF_8));
        assertEquals("con", new String(RegularFile.read(file, 3), UTF_8));
    }

    @Test
    void a_link_is_followed_unless_the_caller_forbids_it() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertEquals("content", new String(RegularFile.read(link, 100), UTF_8));
        assertThrows(NotRegularException.class, () -> RegularFile.read(link, 100, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void a_missing_file_a_folder_and_a_device_are_told_apart() {
        assertThrows(NoSuchFileException.class, () -> RegularFile.read(folder.resolve("none"), 100));
        assertThrows(NotRegularException.class, () -> RegularFile.read(folder, 100));
        assertThrows(NotRegularException.class, () -> RegularFile.read(Path.of("/dev/zero"), 100));
    }

    @Test
    void a_pipe_without_a_writer_does_not_block() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        assertTimeoutPreemptively(Duration.ofMinutes(2),
                () -> assertThrows(NotRegularException.class, () -> RegularFile.read(pipe, 100)));
    }
}
