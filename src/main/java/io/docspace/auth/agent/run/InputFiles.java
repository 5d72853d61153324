package io.docspace.auth.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Watches the input files that settings name: passwords, keys, certificates. A mounted Secret is updated by switching a link to
 * another folder, other files are overwritten; either way the file's attributes change.
 */
public final class InputFiles {
    private final Supplier<List<Path>> files;
    private List<Optional<Stamp>> seen;

    /** The attributes that change with a file. */
    private record Stamp(Object identity, FileTime time, long size) {}

    /** @param files asked each time, since a file can name other files */
    public InputFiles(Supplier<List<Path>> files) {
        this.files = files;
        this.seen = look();
    }

    /** Whether any file has changed, appeared or disappeared since the last call. */
    public boolean haveChanged() {
        List<Optional<Stamp>> now = look();
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    private List<Optional<Stamp>> look() {
        List<Optional<Stamp>> stamps = new ArrayList<>();
        for (Path file : files.get()) {
            stamps.add(stamp(file));
        }
        return stamps;
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional
                    .of(new Stamp(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size()));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
