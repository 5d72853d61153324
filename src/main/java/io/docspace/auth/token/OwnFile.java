package io.docspace.auth.token;

import io.docspace.auth.file.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/** Reads files that belong to this user. Any other file, or a link, may have been planted by another user. */
final class OwnFile {
    private OwnFile() {}

    /**
     * The first bytes of this user's file.
     *
     * @param maxSize the maximum number of bytes
     * @throws IOException if there is no such readable file; the message says why
     */
    static byte[] read(Path path, int maxSize) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new IOException("it is a link");
        }
        int owner = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!ThisUser.is(owner)) {
            throw new IOException("it belongs to another user");
        }
        return RegularFile.read(path, maxSize, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether this user's file already has this content and mode. */
    static boolean holds(Path path, byte[] content, Set<PosixFilePermission> mode) {
        try {
            return Arrays.equals(read(path, content.length + 1), content)
                    && Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(mode);
        } catch (IOException differs) {
            return false;
        }
    }
}
