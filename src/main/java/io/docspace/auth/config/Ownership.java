package io.docspace.auth.config;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Checks that a configuration file can be trusted, since it decides where a password goes and what is run: this user or root
 * must own the file and its folder, and nobody else may write to them, unless the mount is read-only, as for a ConfigMap in
 * Kubernetes.
 */
final class Ownership {
    private static final int OTHERS_MAY_WRITE = 0022;
    private static final int ROOT = 0;

    private Ownership() {}

    /**
     * @param name of the file, as the user spelled it
     * @throws SettingException if another user may change it
     */
    static void check(String name, Path file) {
        try {
            Path real = file.toRealPath();
            // The folder of the name itself, and the folder that its links lead to.
            checkFolder(name, file.toAbsolutePath().getParent());
            checkFolder(name, real.getParent());
            check(name, "it", real);
        } catch (NoSuchFileException e) {
            throw new SettingException(name + " cannot be read: no such file");
        } catch (IOException e) {
            throw new SettingException(name + " cannot be read; check that this user can read it and its folder");
        }
    }

    private static void checkFolder(String name, Path folder) throws IOException {
        check(name, "its folder " + folder, folder.toRealPath());
    }

    private static void check(String name, String what, Path path) throws IOException {
        FileStore mount = Files.getFileStore(path);
        if (mount.isReadOnly()) {
            return;
        }
        Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        int owner = (Integer) attributes.get("uid");
        int mode = (Integer) attributes.get("mode");
        if (owner != ROOT && owner != user()) {
            throw new SettingException(
                    name + " is not safe to use: " + what + " belongs to another user; change the owner to this user or root");
        }
        if ((mode & OTHERS_MAY_WRITE) != 0) {
            throw new SettingException(name + " is not safe to use: other users can write to " + what + "; run chmod go-w");
        }
    }

    /** The user id of this process. */
    private static int user() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
