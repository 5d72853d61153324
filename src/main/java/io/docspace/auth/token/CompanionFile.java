package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The metadata file next to a token file. A failure is only logged: the token itself is in place, and a missing companion only
 * costs the next run a login.
 */
final class CompanionFile {
    private static final Logger LOG = Logger.getLogger(TokenFile.class);

    private final Path path;
    private final Optional<byte[]> content;
    private final Set<PosixFilePermission> mode;

    /** @param content empty if there must be no companion */
    CompanionFile(Path tokenFile, Optional<String> content, Set<PosixFilePermission> mode) {
        this.path = FileNames.companion(tokenFile);
        this.content = content.map(text -> text.getBytes(UTF_8));
        this.mode = mode;
    }

    boolean isRight() {
        return content.isPresent() ? OwnFile.holds(path, content.get(), mode)
                : !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes a companion that describes another token. */
    void removeWrong() {
        attempt(() -> {
            if (!isRight()) {
                Files.deleteIfExists(path);
            }
        });
    }

    /** Writes the companion. */
    void put() {
        attempt(() -> {
            if (content.isPresent() && !isRight()) {
                try (NewFile file = NewFile.create(path, content.get(), mode)) {
                    file.moveIntoPlace();
                }
            }
        });
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            LOG.warnf("%s, which describes the token, cannot be written, so the next run signs in again: %s", path,
                    FileErrors.reason(path, e));
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
