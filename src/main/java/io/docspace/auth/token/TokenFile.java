package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * The token file. The token's metadata is in the file itself or, if the format has no room for it, in a companion file,
 * {@code <file>.meta}. Each is replaced as a whole. The old companion is deleted before the token is replaced, and the new one
 * is written after it, so a token is never seen with the companion of another.
 */
public final class TokenFile implements TokenSink {
    private final Path path;
    private final TokenFormat format;
    private final Set<PosixFilePermission> mode;
    private final boolean inPlace;

    /** @param mode the file's permissions, regardless of the umask */
    public TokenFile(Path path, TokenFormat format, Set<PosixFilePermission> mode) {
        this(path, format, mode, false);
    }

    /**
     * @param mode the file's permissions, regardless of the umask
     * @param inPlace whether the file is overwritten without a rename, for a single mounted file. It then has no
     *         companion, so only JSON is reused, and no refused login is recorded
     */
    public TokenFile(Path path, TokenFormat format, Set<PosixFilePermission> mode, boolean inPlace) {
        this.path = path;
        this.format = format;
        this.mode = mode;
        this.inPlace = inPlace;
    }

    /** The path as it was given. */
    public Path path() {
        return path;
    }

    @Override
    public void check() {
        try {
            if (inPlace) {
                InPlaceFile.probe(path, mode);
            } else {
                new WriteProbe(path, mode).run();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Optional<StoredToken> current() {
        return TokenFileReader.ofOwnFiles(path).read();
    }

    @Override
    public Optional<StoredToken> peek() {
        return TokenFileReader.ofOwnFiles(path).peek();
    }

    /** The token for a run that only uses it: the file may be a link, or another user's file. */
    public Optional<StoredToken> read() {
        return TokenFileReader.ofAnyFiles(path).read();
    }

    @Override
    public void write(IssuedToken issued) {
        byte[] content = format.fileContent(issued).getBytes(UTF_8);
        if (inPlace) {
            writeInPlace(content);
            return;
        }
        boolean isRight = OwnFile.holds(path, content, mode);
        CompanionFile companion = new CompanionFile(path, format == TokenFormat.JSON ? Optional.empty()
                : Optional.of(issued.metadata().companionOf(issued.token())), mode);
        if (isRight && companion.isRight()) {
            return;
        }
        companion.removeWrong();
        if (!isRight) {
            replace(content);
        }
        companion.put();
        NewFile.syncFolder(path);
    }

    private void writeInPlace(byte[] content) {
        try {
            if (!InPlaceFile.holds(path, content)) {
                InPlaceFile.write(path, content, mode);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void replace(byte[] content) {
        try (NewFile file = NewFile.create(path, content, mode)) {
            file.moveIntoPlace();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private TokenWriteException failure(IOException e) {
        return new TokenWriteException("writing the token file " + path + " failed: " + FileErrors.reason(path, e) + "; "
                + FileErrors.cure(e), e);
    }

    @Override
    public void delete(Token token) {
        if (read().filter(stored -> stored.token().equals(token)).isEmpty()) {
            return;
        }
        try {
            if (inPlace) {
                InPlaceFile.write(path, new byte[0], mode);
                return;
            }
            Files.deleteIfExists(path);
            Files.deleteIfExists(FileNames.companion(path));
        } catch (IOException e) {
            throw new TokenWriteException("removing the token file " + path + " failed: " + FileErrors.reason(path, e)
                    + "; its token is revoked, so remove it by hand", e);
        }
    }

    @Override
    public RefusalStore refusals() {
        return inPlace ? RefusalStore.NONE : new RefusalFile(FileNames.refusal(path));
    }
}
