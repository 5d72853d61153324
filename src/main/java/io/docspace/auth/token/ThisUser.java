package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.docspace.auth.file.RegularFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user and the capabilities of this process, read from /proc, since Java has no API for them. */
final class ThisUser {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int MAX_SIZE = 64 * 1024;

    /** The fourth id is the file system user id, by which files are opened and created. */
    private static final Pattern UID = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+\\d+\\s+\\d+\\s+(\\d+)");

    private static final Pattern CAPABILITIES = Pattern.compile("(?m)^CapEff:\\s+([0-9a-f]{16})$");
    private static final int CAP_FOWNER = 3;

    private ThisUser() {}

    /** Whether this user id is the process's own. */
    static boolean is(int uid) {
        return isIn(status(), uid);
    }

    /** Whether this process may act as the owner of other users' files, as root may. */
    static boolean actsForOwners() {
        return actsForOwners(status());
    }

    static boolean isIn(String status, int uid) {
        return find(UID, status).filter(found -> Long.parseLong(found) == Integer.toUnsignedLong(uid)).isPresent();
    }

    static boolean actsForOwners(String status) {
        return find(CAPABILITIES, status).filter(hex -> (Long.parseUnsignedLong(hex, 16) >> CAP_FOWNER & 1) == 1).isPresent();
    }

    private static Optional<String> find(Pattern pattern, String status) {
        Matcher matcher = pattern.matcher(status);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String status() {
        try {
            return new String(RegularFile.read(STATUS, MAX_SIZE), ISO_8859_1);
        } catch (IOException unknown) {
            return "";
        }
    }
}
