package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The token file. Where a format has no room for the expiry, and the portal knows it, it stands in a file beside it,
 * {@code <file>.expires}.
 */
public final class TokenFile implements TokenSink {
    private static final Logger LOG = Logger.getLogger(TokenFile.class);

    /** Bytes of a file that can be one of ours. */
    private static final int MAX_SIZE = Token.MAX_LENGTH + 4096;

    private static final int WRITABLE_BY_ALL = 02;
    private static final int STICKY = 01000;

    private final Path path;
    private final TokenFormat format;
    private final Set<PosixFilePermission> mode;

    /** @param mode the file's permissions, whatever the umask */
    public TokenFile(Path path, TokenFormat format, Set<PosixFilePermission> mode) {
        this.path = path;
        this.format = format;
        this.mode = mode;
    }

    /** As it was given. */
    public Path path() {
        return path;
    }

    @Override
    public void check() {
        try {
            // Renaming over a device, a pipe or a folder would destroy it, or fail after the login was spent.
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new FileSystemException(path.toString(), null, "it exists and is not a regular file");
            }
            WholeFile.probe(path);
            int folder = (int) Files.getAttribute(WholeFile.folder(path), "unix:mode");
            if ((folder & WRITABLE_BY_ALL) != 0 && (folder & STICKY) == 0) {
                LOG.warnf("anybody can replace the token file %s, since its folder is writable by all and not sticky", path);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Optional<StoredToken> current() {
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(MAX_SIZE + 1);
            Optional<StoredToken> stored = content.length > MAX_SIZE ? Optional.empty()
                    : TokenFormat.parse(new String(content, UTF_8));
            if (stored.isEmpty()) {
                ignored(content.length == 0 ? "it is empty" : "it holds nothing that this program writes");
            }
            return stored.map(token -> token.expires().isPresent() ? token : token.expiring(expiryBeside()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            ignored(Files.isSymbolicLink(path) ? "it is a link" : reason(e));
            return Optional.empty();
        }
    }

    private void ignored(String why) {
        LOG.warnf("the token file %s is ignored and will be replaced: %s", path, why);
    }

    @Override
    public void write(IssuedToken issued) {
        try {
            replace(path, format.fileContent(issued));
        } catch (IOException e) {
            throw failure(e);
        }
        writeExpiry(issued);
    }

    /** The expiry is a hint. Where it cannot be written, the token has been handed over all the same. */
    private void writeExpiry(IssuedToken issued) {
        try {
            if (issued.expires().isPresent() && format != TokenFormat.JSON) {
                replace(metadataFile(), issued.expires().get() + "\n");
            } else {
                Files.deleteIfExists(metadataFile());
            }
        } catch (IOException e) {
            LOG.warnf("the token's expiry could not be noted in %s: %s", metadataFile(), reason(e));
        }
    }

    @Override
    public void delete() {
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(metadataFile());
        } catch (IOException e) {
            throw new TokenWriteException("removing the token file " + path + " failed: " + reason(e), e);
        }
    }

    /** Leaves a file alone that is as it should be, so that nobody who watches it is woken for nothing. */
    private void replace(Path file, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        boolean same = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.isReadable(file)
                && Files.getPosixFilePermissions(file).equals(mode)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes);
        if (!same) {
            WholeFile.write(file, bytes, mode);
        }
    }

    private Path metadataFile() {
        return path.resolveSibling(path.getFileName() + ".expires");
    }

    private Optional<Instant> expiryBeside() {
        try (InputStream in = Files.newInputStream(metadataFile(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(Instant.parse(new String(in.readNBytes(64), UTF_8).strip()));
        } catch (IOException | DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    private TokenWriteException failure(IOException e) {
        return new TokenWriteException("writing the token file " + path + " failed: " + reason(e)
                + "; choose a path in an existing folder that this user may write to", e);
    }

    private String reason(IOException e) {
        if (!Files.isDirectory(WholeFile.folder(path))) {
            return "the folder " + WholeFile.folder(path) + " does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
    }
}
