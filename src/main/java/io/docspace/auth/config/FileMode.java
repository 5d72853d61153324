package io.docspace.auth.config;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The permissions of a token file, in octal. */
final class FileMode {
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");
    private static final int OWNER_READS = 0400;
    private static final int OTHERS_WRITE = 0002;
    private static final int DIGIT = 07;

    private FileMode() {}

    /** @throws SettingException if it is not a mode, or not a sensible one, such as the decimal number that YAML makes of 0640 */
    static Set<PosixFilePermission> parse(SettingValue given) {
        if (!OCTAL.matcher(given.text()).matches()) {
            throw given.refuse("is not a file mode; write it in octal, for example 0640");
        }
        int bits = Integer.parseInt(given.text(), 8);
        if (isAbsurd(bits)) {
            throw given
                    .refuse("is not a safe file mode: the owner must be able to read, others must not be able to write, and no class"
                            + " may have more rights than the one before it; write it in quotes, for example \"0640\"");
        }
        return permissions(bits);
    }

    private static boolean isAbsurd(int bits) {
        int owner = bits >> 6 & DIGIT;
        int group = bits >> 3 & DIGIT;
        int others = bits & DIGIT;
        return (bits & OWNER_READS) == 0 || (bits & OTHERS_WRITE) != 0 || (group & ~owner) != 0 || (others & ~group) != 0;
    }

    @SuppressWarnings("EnumOrdinal")
    private static Set<PosixFilePermission> permissions(int bits) {
        // The constants are declared from the owner's read bit, 0400, down to the others' execute bit, 0001.
        return Arrays.stream(PosixFilePermission.values())
                .filter(permission -> (bits & (OWNER_READS >> permission.ordinal())) != 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PosixFilePermission.class)));
    }
}
