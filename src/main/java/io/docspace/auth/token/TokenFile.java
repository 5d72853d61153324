package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The token file: readers see the old content or the new one, whole. The new one is made beside it, readable by its
 * owner alone, gets its mode and is on the disk before a rename puts it in place; a link at the path is replaced, not
 * followed.
 */
public final class TokenFile implements TokenSink {
    private final Path path;
    private final TokenFormat format;
    private final Set<PosixFilePermission> mode;

    /** @param mode the file's permissions, whatever the umask */
    public TokenFile(Path path, TokenFormat format, Set<PosixFilePermission> mode) {
        this.path = path;
        this.format = format;
        this.mode = mode;
    }

    @Override
    public void check() {
        try {
            // Renaming over a device, a pipe or a folder would destroy it, or fail after the login was spent.
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new FileSystemException(path.toString(), null, "it exists and is not a regular file");
            }
            Files.delete(temporaryFile());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void write(Handover handover) {
        try {
            Path temporary = temporaryFile();
            try {
                fill(temporary, format.fileContent(handover).getBytes(UTF_8));
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
            syncFolder();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Path folder() {
        return path.toAbsolutePath().getParent();
    }

    private Path temporaryFile() throws IOException {
        return Files.createTempFile(folder(), ".docspace-auth-", ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private void fill(Path temporary, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // With NOFOLLOW_LINKS the JDK opens the file and changes the mode on the descriptor.
            Files.getFileAttributeView(temporary, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(mode);
            channel.force(true);
        }
    }

    /** Makes the rename last. Some file systems cannot sync a folder; the token is in place all the same. */
    private void syncFolder() {
        try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // nothing to tell the user: the file is there and whole
        }
    }

    private TokenWriteException failure(IOException e) {
        return new TokenWriteException("writing the token file " + path + " failed: " + reason(e)
                + "; choose a path in an existing folder that this user may write to", e);
    }

    private String reason(IOException e) {
        if (!Files.isDirectory(folder())) {
            return "the folder " + folder() + " does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
    }
}
