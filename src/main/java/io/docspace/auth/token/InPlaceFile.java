package io.docspace.auth.token;

import io.docspace.auth.file.RegularFile;
import io.docspace.auth.token.FileErrors.NotWritableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Overwrites a file in place, without a rename: the only way for a single mounted file. A reader can see a partial file, and it
 * stays partial after a crash or on a full disk.
 */
final class InPlaceFile {
    private static final Logger LOG = Logger.getLogger(TokenFile.class);

    private InPlaceFile() {}

    /** Fails if a write cannot work, as far as that can be checked without changing the file. */
    static void probe(Path path, Set<PosixFilePermission> mode) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            new WriteProbe(path, mode).run();
            return;
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotWritableException("it exists and is not a regular file",
                    "choose a path in an existing folder that this user can write to");
        }
        FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS).close();
    }

    /** Whether the file already has this content, whatever its mode and owner, which this user may be unable to change. */
    static boolean holds(Path path, byte[] content) {
        try {
            return Arrays.equals(RegularFile.read(path, content.length + 1, LinkOption.NOFOLLOW_LINKS), content);
        } catch (IOException differs) {
            return false;
        }
    }

    /** Overwrites the content. A mode that cannot be set is only a warning, since the file existed before. */
    static void write(Path path, byte[] content, Set<PosixFilePermission> mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            setMode(path, mode);
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Truncated last, so that on a full disk the new token reuses the space of the old one.
            channel.truncate(content.length);
            Durability.force(channel);
        }
    }

    private static void setMode(Path path, Set<PosixFilePermission> mode) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class,
                LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> before = view.readAttributes().permissions();
        if (before.equals(mode)) {
            return;
        }
        try {
            view.setPermissions(mode);
        } catch (IOException e) {
            LOG.warnf("the token file %s keeps its mode %s, since this user may not change it", path,
                    PosixFilePermissions.toString(before));
        }
    }
}
