package io.docspace.auth.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file that readers see whole, either old or new. It is created next to its place, readable only by its owner; it gets its
 * mode and is synced before a rename puts it in place. A link at the place is replaced, not followed.
 */
public final class NewFile implements AutoCloseable {
    private static final String PREFIX = ".docspace-auth-";
    private static final String SUFFIX = ".tmp";

    /** Length of the random part of a name: 13 digits of base 36 hold a long. */
    private static final int RANDOM = 13;

    /** A temporary file exists only during one write. An older one was left by a killed process. */
    private static final Duration STALE = Duration.ofMinutes(10);

    /** Temporary files that are being written, to be deleted on a signal. */
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    private static final AtomicBoolean HOOKED = new AtomicBoolean();

    private final Path place;
    private final Path temporary;

    private NewFile(Path place, Path temporary) {
        this.place = place;
        this.temporary = temporary;
    }

    /**
     * Creates a file that is complete except for its place.
     *
     * @throws ModeRefusedException if the volume does not support the mode
     * @throws IOException if the file cannot be created; nothing is left behind
     */
    public static NewFile create(Path place, byte[] content, Set<PosixFilePermission> mode) throws IOException {
        deleteUnfinishedOnSignals();
        NewFile file = new NewFile(place, folder(place).resolve(temporaryName(place)));
        UNFINISHED.add(file.temporary);
        try {
            file.fill(content);
            file.setMode(mode);
            file.removeStaleOnes();
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Moves the file into its place, or fails and leaves the old one unchanged. */
    public void moveIntoPlace() throws IOException {
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        UNFINISHED.remove(temporary);
    }

    /** Deletes the file, unless it was moved into its place. */
    @Override
    public void close() throws IOException {
        if (UNFINISHED.contains(temporary)) {
            Files.deleteIfExists(temporary);
            UNFINISHED.remove(temporary);
        }
    }

    /** An attribute of the file by its name, such as {@code unix:uid}. */
    Object attribute(String name) throws IOException {
        return Files.getAttribute(temporary, name, LinkOption.NOFOLLOW_LINKS);
    }

    static Path folder(Path path) {
        Path absolute = path.toAbsolutePath();
        return absolute.getParent() == null ? absolute : absolute.getParent();
    }

    /** Makes renames in a folder durable. Some file systems cannot sync a folder; the file is in place anyway. */
    static void syncFolder(Path path) {
        try (FileChannel channel = FileChannel.open(folder(path), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // nothing to tell the user
        }
    }

    /** A name as long as the final one, so that a name that is too long is detected. */
    private static String temporaryName(Path place) {
        String random = Long.toUnsignedString(new SecureRandom().nextLong(), 36);
        int least = PREFIX.length() + RANDOM + SUFFIX.length();
        int length = Math.max(least, FileNames.length(place));
        return PREFIX + "0".repeat(length - least + RANDOM - random.length()) + random + SUFFIX;
    }

    private void fill(byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            Durability.force(channel);
        }
    }

    /** Does nothing if the mode is already right, since volumes with a fixed mode (SMB, FUSE) reject even that. */
    private void setMode(Set<PosixFilePermission> mode) throws IOException {
        // With NOFOLLOW_LINKS the JDK opens the file and changes the mode on the descriptor, whatever the umask.
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class,
                LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> before = view.readAttributes().permissions();
        if (before.equals(mode)) {
            return;
        }
        try {
            view.setPermissions(mode);
        } catch (IOException e) {
            throw new ModeRefusedException(temporary, before, e);
        }
        Set<PosixFilePermission> after = view.readAttributes().permissions();
        if (!after.equals(mode)) {
            throw new ModeRefusedException(temporary, after, null);
        }
    }

    /** Deletes old temporary files. A failure is ignored: the current file is what counts. */
    private void removeStaleOnes() {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder(place), PREFIX + "*" + SUFFIX)) {
            Map<String, Object> own = attributes(temporary);
            long newest = ((FileTime) own.get("lastModifiedTime")).toMillis() - STALE.toMillis();
            for (Path other : others) {
                Map<String, Object> attributes = attributes(other);
                if (Boolean.TRUE.equals(attributes.get("isRegularFile")) && own.get("uid").equals(attributes.get("uid"))
                        && ((FileTime) attributes.get("lastModifiedTime")).toMillis() < newest) {
                    Files.deleteIfExists(other);
                }
            }
        } catch (IOException | RuntimeException e) {
            // left for the next write
        }
    }

    private static Map<String, Object> attributes(Path file) throws IOException {
        return Files.readAttributes(file, "unix:uid,isRegularFile,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    }

    /** Registers the hook once, and only when something is written: in a native binary a static block would run at build time. */
    private static void deleteUnfinishedOnSignals() {
        if (HOOKED.compareAndSet(false, true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> UNFINISHED.forEach(file -> file.toFile().delete())));
        }
    }
}
