package io.docspace.auth.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads whole small files. Only regular files are opened, since opening a pipe waits for a writer, and a device may never end.
 */
public final class RegularFile {
    private RegularFile() {}

    /** The path is not a regular file but a folder, a device, a pipe, a socket, or a link that is not followed. */
    public static final class NotRegularException extends FileSystemException {
        private static final long serialVersionUID = 1L;

        NotRegularException(Path path) {
            super(path.toString(), null, "it is not a regular file");
        }
    }

    /**
     * The first bytes of a file.
     *
     * @param maxSize the maximum number of bytes; to detect a larger file, pass one more than allowed
     * @param options {@link LinkOption#NOFOLLOW_LINKS} does not follow links; by default they are followed
     * @throws NoSuchFileException if there is no such file
     * @throws NotRegularException if it exists but is not a regular file
     * @throws IOException if it cannot be read
     */
    public static byte[] read(Path path, int maxSize, LinkOption... options) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class, options).isRegularFile()) {
            throw new NotRegularException(path);
        }
        try (InputStream in = Files.newInputStream(path, options)) {
            return in.readNBytes(maxSize);
        }
    }
}
