package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The record of a refused login next to a token file, readable only by its owner. */
final class RefusalFile implements RefusalStore {
    private static final Logger LOG = Logger.getLogger(RefusalFile.class);

    /** In bytes; a record has a few hundred. */
    private static final int MAX_SIZE = 16 * 1024;

    private static final Set<PosixFilePermission> MODE = Set.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE);

    private final Path path;

    RefusalFile(Path path) {
        this.path = path;
    }

    @Override
    public Optional<String> read() {
        try {
            return Optional.of(new String(OwnFile.read(path, MAX_SIZE), UTF_8));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String record) {
        try (NewFile file = NewFile.create(path, record.getBytes(UTF_8), MODE)) {
            file.moveIntoPlace();
        } catch (IOException e) {
            LOG.warnf("the refused login could not be recorded in %s: %s", path, FileErrors.reason(path, e));
        }
    }

    @Override
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warnf("the record of an earlier refused login could not be removed from %s: %s", path,
                    FileErrors.reason(path, e));
        }
    }
}
