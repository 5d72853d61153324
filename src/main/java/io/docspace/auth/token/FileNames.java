package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;

/** The names of the files that go with a token file. */
final class FileNames {
    private FileNames() {}

    /** Where the metadata of a token stands, for formats that have no room for it. */
    static Path companion(Path tokenFile) {
        return beside(tokenFile, ".meta");
    }

    /** Where a refused login is remembered. */
    static Path refusal(Path tokenFile) {
        return beside(tokenFile, ".refused");
    }

    /** Of the last name of a path, in bytes, which is what file systems count. */
    static int length(Path path) {
        return path.getFileName() == null ? 0 : path.getFileName().toString().getBytes(UTF_8).length;
    }

    private static Path beside(Path tokenFile, String suffix) {
        Path name = tokenFile.getFileName();
        return name == null ? tokenFile : tokenFile.resolveSibling(name + suffix);
    }
}
