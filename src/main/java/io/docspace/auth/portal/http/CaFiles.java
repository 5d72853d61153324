package io.docspace.auth.portal.http;

import io.docspace.auth.config.NetworkSettings.CaFile;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.file.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Reads the CA certificates that settings name, from files and folders. */
final class CaFiles {
    private static final Logger LOG = Logger.getLogger(CaFiles.class);

    /** In bytes; the bundle of an operating system has about 250,000. */
    private static final int MAX_SIZE = 16 * 1024 * 1024;

    private CaFiles() {}

    /** @throws SettingException if a file cannot be read, or holds no certificate */
    static List<X509Certificate> read(List<CaFile> files) {
        return files.stream().flatMap(file -> file.isFolder() ? folder(file) : file(file)).distinct().toList();
    }

    private static Stream<X509Certificate> file(CaFile file) {
        byte[] content;
        try {
            content = RegularFile.read(file.path(), MAX_SIZE + 1);
        } catch (NoSuchFileException e) {
            throw new SettingException(file.setting() + " cannot be read: no such file");
        } catch (IOException e) {
            throw new SettingException(file.setting() + " cannot be read; check that it is a file that this user can read");
        }
        if (content.length > MAX_SIZE) {
            throw new SettingException(file.setting() + " is larger than 16 MiB; give a file of PEM certificates");
        }
        CaBundle bundle = CaBundle.parse(content);
        if (bundle.certificates().isEmpty()) {
            throw new SettingException(file.setting() + (bundle.badLines().isEmpty()
                    ? " contains no certificate; give a file with PEM certificates"
                    : " contains no readable certificate: the block at line " + bundle.badLines().get(0)
                            + " is damaged"));
        }
        tellBadBlocks(file.setting(), bundle);
        return bundle.certificates().stream();
    }

    private static void tellBadBlocks(String file, CaBundle bundle) {
        bundle.badLines().forEach(line -> LOG.warnf("%s, line %d: this block is not a certificate and is skipped; the others"
                + " are used", file, line));
    }

    /** As with OpenSSL and Go, a folder may be missing, and may contain other files. */
    private static Stream<X509Certificate> folder(CaFile folder) {
        try (Stream<Path> entries = Files.list(folder.path())) {
            return entries.sorted().toList().stream().flatMap(CaFiles::entry);
        } catch (IOException e) {
            LOG.warnf("%s is not a readable folder, so no certificates are taken from it", folder.setting());
            return Stream.empty();
        }
    }

    private static Stream<X509Certificate> entry(Path file) {
        try {
            CaBundle bundle = CaBundle.parse(RegularFile.read(file, MAX_SIZE));
            tellBadBlocks(file.toString(), bundle);
            return bundle.certificates().stream();
        } catch (IOException e) {
            LOG.debugf("no authority is read from %s: it is not a file that can be read", file);
            return Stream.empty();
        }
    }
}
