package io.docspace.auth.token;

import io.docspace.auth.file.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/** Files that this user has written: at the path of any other, a link included, another user may have put what he likes. */
final class OwnFile {
    private OwnFile() {}

    /**
     * The first bytes of a file of this user's.
     *
     * @param maxSize bytes that are read at most
     * @throws IOException if there is none that can be read; its message says why
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

    /** Whether a file of this user's has this content and mode, so that there is nothing to write. */
    static boolean holds(Path path, byte[] content, Set<PosixFilePermission> mode) {
        try {
            return Arrays.equals(read(path, content.length + 1), content)
                    && Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(mode);
        } catch (IOException differs) {
            return false;
        }
    }
}
