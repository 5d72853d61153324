package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;

/** The names of the files next to a token file. */
final class FileNames {
    private FileNames() {}

    /** The file for a token's metadata, for formats that have no room for it. */
    static Path companion(Path tokenFile) {
        return beside(tokenFile, ".meta");
    }

    /** Where a refused login is recorded. */
    static Path refusal(Path tokenFile) {
        return beside(tokenFile, ".refused");
    }

    /** The length of a file name in bytes, which is what file systems limit. */
    static int length(Path path) {
        return path.getFileName() == null ? 0 : path.getFileName().toString().getBytes(UTF_8).length;
    }

    private static Path beside(Path tokenFile, String suffix) {
        Path name = tokenFile.getFileName();
        return name == null ? tokenFile : tokenFile.resolveSibling(name + suffix);
    }
}
