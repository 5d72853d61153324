package io.docspace.auth.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file that readers see whole, old or new. The new one is made beside it, readable by its owner alone, gets its mode and is
 * on the disk before a rename puts it in place; a link at the path is replaced, not followed.
 */
final class WholeFile {
    /** Temporary files that are being written, for a signal to find. */
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    private static final AtomicBoolean HOOKED = new AtomicBoolean();

    /** Bytes written to find out whether a disk has room: more than any token file has. */
    private static final int PROBE = 16 * 1024;

    private WholeFile() {}

    /** Puts the content in place of what is there, or fails and leaves that as it is. */
    static void write(Path path, byte[] content, Set<PosixFilePermission> mode) throws IOException {
        Path temporary = temporaryFile(folder(path));
        try {
            fill(temporary, content);
            // With NOFOLLOW_LINKS the JDK opens the file and changes the mode on the descriptor, whatever the umask.
            Files.getFileAttributeView(temporary, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(mode);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        } finally {
            UNFINISHED.remove(temporary);
        }
        sync(folder(path));
    }

    /** Fails where {@link #write} would, as far as that can be known. */
    static void probe(Path path) throws IOException {
        Path temporary = temporaryFile(folder(path));
        try {
            fill(temporary, new byte[PROBE]);
        } finally {
            Files.deleteIfExists(temporary);
            UNFINISHED.remove(temporary);
        }
    }

    static Path folder(Path path) {
        Path absolute = path.toAbsolutePath();
        return absolute.getParent() == null ? absolute : absolute.getParent();
    }

    private static Path temporaryFile(Path folder) throws IOException {
        deleteUnfinishedOnSignals();
        Path temporary = Files.createTempFile(folder, ".docspace-auth-", ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        UNFINISHED.add(temporary);
        return temporary;
    }

    /** Once, and only when there is something to write: in a native binary a static block would run when it is built. */
    private static void deleteUnfinishedOnSignals() {
        if (HOOKED.compareAndSet(false, true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> UNFINISHED.forEach(file -> file.toFile().delete())));
        }
    }

    private static void fill(Path temporary, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes the rename last. Some file systems cannot sync a folder; the file is in place all the same. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // nothing to tell the user
        }
    }
}
