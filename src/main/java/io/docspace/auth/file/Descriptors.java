package io.docspace.auth.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Descriptors 0, 1 and 2 as the process got them. A closed one would be reused for the next file that is opened, such as the
 * token file, and a result would silently go there.
 */
public final class Descriptors {
    private static final Path SELF = Path.of("/proc/self");
    private static final Pattern FLAGS = Pattern.compile("flags:\\s*0*([0-7]+)");
    private static final Pattern OF_THE_RUNTIME = Pattern
            .compile(".*(\\.jar|\\.so|\\.jsa|\\.aot|/lib/modules)( \\(deleted\\))?");

    private final Set<Integer> closed;

    /** Kept, since an unreferenced stream would be closed and its place freed. */
    private final List<InputStream> inTheirPlace;

    private Descriptors(Set<Integer> closed) {
        this.closed = Set.copyOf(closed);
        this.inTheirPlace = closed.stream().map(place -> occupy()).flatMap(Optional::stream).toList();
    }

    /**
     * Checks them, and opens {@code /dev/null} in the place of closed ones. Must be called before any file is opened; without
     * {@code /proc} all count as open.
     */
    public static Descriptors look() {
        Set<Integer> closed = new TreeSet<>();
        if (Files.exists(SELF.resolve("fdinfo"))) {
            for (int descriptor = 0; descriptor <= 2; descriptor++) {
                if (!isOpen(descriptor)) {
                    closed.add(descriptor);
                }
            }
        }
        return new Descriptors(closed);
    }

    /** Whether stdout was open. */
    public boolean isStdoutOpen() {
        return !closed.contains(1);
    }

    public boolean isStdinOpen() {
        return !closed.contains(0);
    }

    /** A file that a library opened meanwhile is open for reading; stdout and stderr are open for writing. */
    private static boolean isOpen(int descriptor) {
        try {
            String info = Files.readString(SELF.resolve("fdinfo").resolve(String.valueOf(descriptor)),
                    StandardCharsets.US_ASCII);
            Matcher flags = FLAGS.matcher(info);
            boolean isWritten = flags.find() && (Integer.parseInt(flags.group(1), 8) & 3) != 0;
            Path target = Files.readSymbolicLink(SELF.resolve("fd").resolve(String.valueOf(descriptor)));
            return (descriptor == 0 || isWritten) && !OF_THE_RUNTIME.matcher(target.toString()).matches();
        } catch (IOException closed) {
            return false;
        }
    }

    /** Opens a file, which takes the lowest free descriptor. */
    private static Optional<InputStream> occupy() {
        try {
            return Optional.of(new FileInputStream("/dev/null"));
        } catch (IOException e) {
            // The next file may get the descriptor, but a run that needs it is refused anyway.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return closed + " closed, " + inTheirPlace.size() + " of them taken by /dev/null";
    }
}
