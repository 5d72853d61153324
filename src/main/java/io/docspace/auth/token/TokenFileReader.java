package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.file.RegularFile;
import io.docspace.auth.file.RegularFile.NotRegularException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads a token file in any format, and its companion. Never writes, and never blocks on a pipe. */
final class TokenFileReader {
    private static final Logger LOG = Logger.getLogger(TokenFile.class);

    /** Limit for a token file, in bytes. */
    private static final int MAX_SIZE = Token.MAX_LENGTH + 4096;

    private final Path path;
    private final boolean ownOnly;

    private TokenFileReader(Path path, boolean ownOnly) {
        this.path = path;
        this.ownOnly = ownOnly;
    }

    /** For a run that would reuse and replace the file: a link or another user's file may have been planted there. */
    static TokenFileReader ofOwnFiles(Path path) {
        return new TokenFileReader(path, true);
    }

    /** For a run that only uses the token: a mounted Secret consists of links and belongs to root. */
    static TokenFileReader ofAnyFiles(Path path) {
        return new TokenFileReader(path, false);
    }

    Optional<StoredToken> read() {
        try {
            byte[] content = bytes(path);
            Optional<StoredToken> stored = content.length > MAX_SIZE ? Optional.empty()
                    : TokenFormat.parse(new String(content, UTF_8));
            if (stored.isEmpty()) {
                ignored(content.length == 0 ? "it is empty" : "its format is unknown");
            }
            return stored.map(this::withCompanion);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NotRegularException e) {
            // A run that would replace it fails later with this cause.
            if (!ownOnly) {
                ignored(FileErrors.reason(path, e));
            }
            return Optional.empty();
        } catch (IOException e) {
            ignored(FileErrors.reason(path, e));
            return Optional.empty();
        }
    }

    /** The same without logging. */
    Optional<StoredToken> peek() {
        try {
            byte[] content = bytes(path);
            return content.length > MAX_SIZE ? Optional.empty()
                    : TokenFormat.parse(new String(content, UTF_8)).map(this::withCompanion);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void ignored(String why) {
        LOG.warnf(ownOnly ? "the token file %s is not reused: %s" : "the token file %s is ignored: %s", path, why);
    }

    private StoredToken withCompanion(StoredToken stored) {
        return stored.metadata().isPresent() ? stored : new StoredToken(stored.token(), companion(stored.token()));
    }

    /** The companion's metadata; empty if it is broken, missing, or of another token. */
    private Optional<TokenMetadata> companion(Token token) {
        try {
            return TokenMetadata.parseCompanion(new String(bytes(FileNames.companion(path)), UTF_8), token);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private byte[] bytes(Path file) throws IOException {
        return ownOnly ? OwnFile.read(file, MAX_SIZE + 1) : RegularFile.read(file, MAX_SIZE + 1);
    }
}
