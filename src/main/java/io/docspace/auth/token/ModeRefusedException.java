package io.docspace.auth.token;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A volume does not support the requested mode, such as an SMB or FUSE volume with a fixed mode. */
final class ModeRefusedException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    private final int actual;

    /** @param actual the mode that the file has instead */
    @SuppressWarnings("EnumOrdinal")
    ModeRefusedException(Path file, Set<PosixFilePermission> actual, Throwable cause) {
        super(file.toString(), null, "the mode cannot be set");
        // The constants are declared from the owner's read bit, 0400, down to the others' execute bit, 0001.
        this.actual = actual.stream().mapToInt(permission -> 0400 >> permission.ordinal()).sum();
        initCause(cause);
    }

    /** The mode that the file has instead, in the syntax of {@code --token-file-mode}. */
    String actualMode() {
        return String.format("0%03o", actual);
    }
}
