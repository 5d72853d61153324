package io.docspace.auth.config;

import io.docspace.auth.config.Setting.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The closed set of places that settings come from: the command line, the environment, one configuration file, and the
 * defaults. Values are taken literally; nothing in them is expanded.
 */
public final class Sources {
    private static final Pattern QUOTED = Pattern.compile("'.*'|\".*\"");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Map<Setting, String> options;
    private final Map<String, String> environment;
    private final Map<Setting, String> file;

    /**
     * @param options the command line's options
     * @param environment all variables of the process
     * @param file the settings in the configuration file
     */
    public Sources(Map<Setting, String> options, Map<String, String> environment, Map<Setting, String> file) {
        this.options = Map.copyOf(options);
        this.environment = Map.copyOf(environment);
        this.file = Map.copyOf(file);
    }

    /** A copy in which these values override those of the file. */
    public Sources withFile(Map<Setting, String> values) {
        Map<Setting, String> all = new HashMap<>(file);
        all.putAll(values);
        return new Sources(options, environment, all);
    }

    /**
     * The value from the first origin that has one. Blanks and line ends around it are dropped, except for secrets. An empty
     * value counts as not given, except for an option.
     *
     * @throws SettingException if it is an empty option, or has control characters
     */
    Optional<SettingValue> find(Setting setting) {
        return given(setting, Origin.OPTION, options.get(setting))
                .or(() -> given(setting, Origin.ENVIRONMENT, environment.get(setting.variable())))
                .or(() -> given(setting, Origin.FILE, file.get(setting)))
                .or(() -> given(setting, Origin.DEFAULT, setting.defaultValue()));
    }

    /**
     * A value that can be given in a file instead.
     *
     * @throws SettingException if one origin gives both, or the file cannot be read
     */
    Optional<SettingValue> valueOrFile(Setting value, Setting file) {
        return oneOf(value, file).map(given -> given.setting() == value ? given : read(given, value));
    }

    /** The same for a secret, which is read only when it is needed. */
    Optional<Secret> valueOrFileSecret(Setting value, Setting file) {
        return oneOf(value, file).map(Sources::secret);
    }

    /** A secret from a setting that has it as its value, or names its file. */
    static Secret secret(SettingValue given) {
        return given.setting().type() == ValueType.FILE
                ? Secret.inFile(given.name(), given.shown(), ValueParser.path(given))
                : Secret.given(given.name(), given.text());
    }

    private Optional<SettingValue> oneOf(Setting value, Setting file) {
        Optional<SettingValue> direct = find(value);
        Optional<SettingValue> inFile = find(file);
        if (direct.isEmpty() || inFile.isEmpty()) {
            return direct.or(() -> inFile);
        }
        int order = direct.get().origin().compareTo(inFile.get().origin());
        if (order == 0) {
            throw new SettingException(
                    direct.get().name() + " and " + inFile.get().name() + " cannot be used together; give only one");
        }
        return order < 0 ? direct : inFile;
    }

    private static SettingValue read(SettingValue file, Setting value) {
        String name = file.shown();
        return checked(
                new SettingValue(value, file.origin(), file.spelled(), Secret.readFile(name, ValueParser.path(file)).strip()));
    }

    /** A variable that is not one of ours; empty if it is not set or blank. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The text of a value; empty if it is not set. */
    Optional<String> text(Setting setting) {
        return find(setting).map(SettingValue::text);
    }

    /** Whether a flag is on. */
    boolean flag(Setting setting) {
        return find(setting).filter(ValueParser::flag).isPresent();
    }

    /** The path of a file; empty if it is not set. */
    Optional<Path> path(Setting setting) {
        return find(setting).map(ValueParser::path);
    }

    /** The duration of a setting that has a default. */
    Duration duration(Setting setting) {
        return ValueParser.durationFor(find(setting).orElseThrow());
    }

    private static Optional<SettingValue> given(Setting setting, Origin origin, String written) {
        if (written == null) {
            return Optional.empty();
        }
        SettingValue given = new SettingValue(setting, origin, setting,
                setting.type() == ValueType.SECRET ? written : written.strip());
        if (given.text().isEmpty()) {
            if (origin == Origin.OPTION) {
                throw given.refuseUnseen("is empty; give a value or remove the option");
            }
            return Optional.empty();
        }
        return Optional.of(checked(given));
    }

    private static SettingValue checked(SettingValue given) {
        // A garbled password would fail to sign in, and five failures lock the account.
        if (given.text().indexOf('\uFFFD') >= 0) {
            throw given
                    .refuseUnseen("contains characters that this locale cannot decode; set LC_ALL=C.UTF-8, or give a password"
                            + " in a file");
        }
        if (given.setting().type() != ValueType.SECRET && CONTROL.matcher(given.text()).find()) {
            throw given.refuseUnseen("contains a line break or another control character; remove it");
        }
        if (given.setting().type() != ValueType.SECRET && QUOTED.matcher(given.text()).matches()) {
            throw given.refuseUnseen("is in quotes, which would be part of the value; remove them");
        }
        return given;
    }
}
