package io.docspace.auth.config;

import io.docspace.auth.token.TokenFormat;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses values. An error names the setting and says what would be right. */
public final class ValueParser {
    /** The longest duration that is accepted. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Seconds, or numbers with units in descending order; nine digits, so that nothing overflows. Only the last number may lack
     * its unit, otherwise 500ms would also match as 50 seconds and 0 milliseconds.
     */
    private static final Pattern UNITS = Pattern.compile(
            "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})(?:s|$))?(?:(\\d{1,9})ms)?",
            Pattern.CASE_INSENSITIVE);

    /** {@link String#equalsIgnoreCase} would also accept some non-ASCII letters. */
    private static final Pattern TRUE = Pattern.compile("true|1", Pattern.CASE_INSENSITIVE);
    private static final Pattern FALSE = Pattern.compile("false|0", Pattern.CASE_INSENSITIVE);

    private ValueParser() {}

    static boolean flag(SettingValue given) {
        return flag(given.name(), given.text());
    }

    /**
     * A flag's value. A wrong one is not shown: it may be a secret in the wrong place.
     *
     * @param name of the flag, as the user spelled it
     */
    public static boolean flag(String name, String text) {
        if (TRUE.matcher(text).matches()) {
            return true;
        }
        if (!FALSE.matcher(text).matches()) {
            throw new SettingException(name + " is neither true nor false; write true, false, 1 or 0");
        }
        return false;
    }

    static Path path(SettingValue given) {
        try {
            return Path.of(given.text());
        } catch (InvalidPathException e) {
            throw given.refuseUnseen("is not a file name: " + e.getReason());
        }
    }

    static TokenFormat format(SettingValue given, List<String> choices) {
        for (TokenFormat format : TokenFormat.values()) {
            if (choices.contains(format.label())
                    && Pattern.compile(format.label(), Pattern.CASE_INSENSITIVE).matcher(given.text()).matches()) {
                return format;
            }
        }
        throw given.refuse("is not one of " + String.join(", ", choices));
    }

    /** The duration of a setting, within the limits of that setting. */
    static Duration durationFor(SettingValue given) {
        return switch (given.setting()) {
            case CONNECT_TIMEOUT, REQUEST_TIMEOUT, INTERVAL -> positive(given);
            default -> duration(given);
        };
    }

    static Duration positive(SettingValue given) {
        Duration duration = duration(given);
        if (duration.isZero()) {
            throw given.refuse("must be greater than zero, for example 5s");
        }
        return duration;
    }

    /** From 0 to 365 days. */
    static Duration duration(SettingValue given) {
        Duration duration = parse(given);
        if (duration.isNegative()) {
            throw noDuration(given);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw given.refuse("is longer than 365 days; write 365d or less");
        }
        return duration;
    }

    private static Duration parse(SettingValue given) {
        Matcher units = UNITS.matcher(given.text());
        if (units.matches()) {
            return Duration.ofDays(number(units, 1)).plusHours(number(units, 2)).plusMinutes(number(units, 3))
                    .plusSeconds(number(units, 4)).plusMillis(number(units, 5));
        }
        try {
            return Duration.parse(given.text());
        } catch (DateTimeException | ArithmeticException e) {
            throw noDuration(given);
        }
    }

    private static long number(Matcher units, int group) {
        return units.group(group) == null ? 0 : Long.parseLong(units.group(group));
    }

    private static SettingException noDuration(SettingValue given) {
        return given.refuse("is not a duration; write it as 500ms, 30s, 1m30s or 1h");
    }
}
