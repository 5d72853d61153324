package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of another user is not read, even where it could be. */
class OwnFileTest {
    @Test
    void a_file_of_another_user_may_have_been_planted(@TempDir Path folder) throws IOException {
        // Root has no file of another user, and everybody else one of root.
        Path theirs = ThisUser.is(0) ? Files.writeString(folder.resolve("theirs"), "x") : Path.of("/etc/passwd");
        if (ThisUser.is(0)) {
            Files.setAttribute(theirs, "unix:uid", 4711);
        }

        assertEquals("it belongs to another user",
                assertThrows(IOException.class, () -> OwnFile.read(theirs, 1)).getMessage());
        assertFalse(OwnFile.holds(theirs, Files.readAllBytes(theirs), PosixFilePermissions.fromString("rw-r--r--")));
    }
}
