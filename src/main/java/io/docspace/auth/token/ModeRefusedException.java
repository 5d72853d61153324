package io.docspace.auth.token;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A volume does not take the mode that a file is to have, as SMB and FUSE volumes of a fixed mode do not. */
final class ModeRefusedException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    private final int actual;

    /** @param actual what the file has instead */
    @SuppressWarnings("EnumOrdinal")
    ModeRefusedException(Path file, Set<PosixFilePermission> actual, Throwable cause) {
        super(file.toString(), null, "the mode cannot be set");
        // The constants are declared from the owner's read bit, 0400, down to the others' execute bit, 0001.
        this.actual = actual.stream().mapToInt(permission -> 0400 >> permission.ordinal()).sum();
        initCause(cause);
    }

    /** What the file has instead, as {@code --token-file-mode} takes it. */
    String actualMode() {
        return String.format("0%03o", actual);
    }
}
