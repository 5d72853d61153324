package io.docspace.auth.token;

import io.docspace.auth.token.FileErrors.NotWritableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Checks whether a file can be written at a path, before a login is spent: does everything that a write does except the rename,
 * and checks what could make the rename fail. Renaming a file onto itself would prove nothing, since it always succeeds.
 */
final class WriteProbe {
    private static final Logger LOG = Logger.getLogger(TokenFile.class);

    /** Bytes written to check for disk space: more than any token file has. */
    private static final int SIZE = 16 * 1024;

    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_ALL = 02;
    private static final int PERMISSIONS = 07777;

    /** The mode of an emptyDir in a pod with an fsGroup. */
    private static final int VOLUME_OF_KUBERNETES = 02777;

    /** A chain of more links counts as a loop. */
    private static final int MAX_LINKS = 40;

    private final Path path;
    private final Set<PosixFilePermission> mode;

    WriteProbe(Path path, Set<PosixFilePermission> mode) {
        this.path = path;
        this.mode = mode;
    }

    /** @throws IOException if a write cannot work */
    void run() throws IOException {
        Optional<Map<String, Object>> there = attributes(path);
        verifyReplaceable(there);
        Path folder = NewFile.folder(path).toRealPath();
        if (MountTable.isMountPoint(folder.resolve(path.getFileName()))) {
            throw new NotWritableException("this is a single mounted file, which cannot be replaced",
                    "mount its folder, or set --token-file-in-place");
        }
        try (NewFile probe = NewFile.create(path, new byte[SIZE], mode)) {
            if (there.isPresent()) {
                verifyMayBeRenamedOver(there.get(), attributes(folder).orElseThrow(), probe.attribute("unix:uid"));
            }
        }
        warnOfOpenFolder(folder);
    }

    /** Renaming onto a device, a pipe or a folder would destroy it, or fail after the login was spent. */
    private void verifyReplaceable(Optional<Map<String, Object>> there) throws IOException {
        if (there.isPresent() && Files.exists(path) && !Files.isRegularFile(path)) {
            throw new NotWritableException("it exists and is not a regular file",
                    "choose a path in an existing folder that this user can write to");
        }
        Path at = path.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(at) && links < MAX_LINKS; links++) {
            Path target = NewFile.folder(at).resolve(Files.readSymbolicLink(at)).normalize();
            if (isOfTheSystem(NewFile.folder(at).toRealPath()) || target.startsWith("/proc") || target.startsWith("/dev")) {
                throw new NotWritableException("it is a link to an open file or a device",
                        "remove --token-file and redirect the output of -o token");
            }
            at = target;
        }
    }

    private static boolean isOfTheSystem(Path folder) {
        return folder.equals(Path.of("/dev")) || folder.startsWith("/proc");
    }

    /**
     * Checks what the kernel checks for a rename onto another file: the owner, in a sticky folder, and flags set by an
     * administrator. Java cannot read these flags, so an operation that they forbid is tried.
     */
    private void verifyMayBeRenamedOver(Map<String, Object> file, Map<String, Object> folder, Object self)
            throws IOException {
        if (isKeptForItsOwner(file, folder, self) && !ThisUser.actsForOwners()) {
            throw new NotWritableException("it is another user's file in a sticky folder, which only its owner can replace",
                    "remove it as its owner, or choose a path in a folder of this user's own");
        }
        if (Boolean.TRUE.equals(file.get("isRegularFile")) && isUnchangeable(file.get("uid").equals(self))) {
            throw new NotWritableException("the file is immutable or append-only (chattr)",
                    "remove the flag with chattr -i or chattr -a, or choose another path");
        }
    }

    /** Whether only its owner, or that of its sticky folder, may rename over a file. */
    static boolean isKeptForItsOwner(Map<String, Object> file, Map<String, Object> folder, Object self) {
        return ((int) folder.get("mode") & STICKY) != 0 && !folder.get("uid").equals(self) && !file.get("uid").equals(self);
    }

    private boolean isUnchangeable(boolean own) throws IOException {
        try {
            if (own) {
                Files.setPosixFilePermissions(path, Files.getPosixFilePermissions(path));
            } else {
                // The mode of another user's file cannot be set. Opening it reports an immutable file before missing
                // permissions.
                FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS).close();
            }
            return false;
        } catch (AccessDeniedException | NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Warns of a folder that everyone can write to. A volume is exempt, since Kubernetes sets its mode. */
    private void warnOfOpenFolder(Path folder) throws IOException {
        int permissions = (int) Files.getAttribute(folder, "unix:mode") & PERMISSIONS;
        if ((permissions & WRITABLE_BY_ALL) != 0 && (permissions & STICKY) == 0 && permissions != VOLUME_OF_KUBERNETES
                && !MountTable.isMountPoint(folder)) {
            LOG.warnf("anybody can replace the token file %s, since its folder is writable for everyone and not sticky", path);
        }
    }

    /** The attributes; empty only if there is no file. A name that is too long, or a folder without permission, is an error. */
    private static Optional<Map<String, Object>> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, "unix:uid,mode,isRegularFile", LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
