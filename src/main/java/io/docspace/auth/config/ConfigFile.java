package io.docspace.auth.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The one configuration file: the named one, else the user's, else the machine's.
 *
 * @param settings the settings in it
 * @param framework the framework's keys in it
 */
public record ConfigFile(Map<Setting, String> settings, Map<String, String> framework) {
    private static final ConfigFile NONE = new ConfigFile(Map.of(), Map.of());
    private static final Path OF_MACHINE = Path.of("/etc/docspace-auth");
    private static final String NAME = "application.properties";
    private static final String PREFIX = "docspace.";

    /**
     * Finds and reads it.
     *
     * @param options the command line's options
     * @param environment all variables of the process
     * @throws SettingException if it cannot be read, other users may write to it, or it has an unknown setting
     */
    public static ConfigFile read(Map<Setting, String> options, Map<String, String> environment) {
        Optional<SettingValue> named = new Sources(options, environment, Map.of()).find(Setting.CONFIG_FILE);
        if (named.isPresent()) {
            return read(named.get().shown(), ValueParser.path(named.get()));
        }
        return Stream.concat(ofUser(environment).stream(), Stream.of(OF_MACHINE.resolve(NAME)))
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .map(file -> read(file.toString(), file))
                .orElse(NONE);
    }

    /** Ignores relative folders, as the XDG specification says: they would lead into the working folder. */
    private static Optional<Path> ofUser(Map<String, String> environment) {
        return absolute(environment.get("XDG_CONFIG_HOME"))
                .or(() -> absolute(environment.get("HOME")).map(home -> home.resolve(".config")))
                .map(folder -> folder.resolve("docspace-auth").resolve(NAME));
    }

    private static Optional<Path> absolute(String folder) {
        return Optional.ofNullable(folder).filter(path -> path.startsWith("/")).map(Path::of);
    }

    private static ConfigFile read(String name, Path file) {
        Ownership.check(name, file);
        return parse(name, TextFiles.read(name, file).lines().toList());
    }

    /** Parses logical line by logical line, so that a mistake has a line number. */
    private static ConfigFile parse(String name, List<String> lines) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        Map<String, String> framework = new HashMap<>();
        StringBuilder joined = new StringBuilder();
        int number = 0;
        for (String line : lines) {
            number++;
            joined.append(line).append('\n');
            if (continues(line, joined)) {
                continue;
            }
            take(name + ", line " + number, properties(name + ", line " + number, joined.toString()), settings, framework);
            joined.setLength(0);
        }
        take(name + ", line " + number, properties(name + ", line " + number, joined.toString()), settings, framework);
        return new ConfigFile(settings, framework);
    }

    /** Whether a line continues on the next: it ends with an odd number of backslashes and is not a comment. */
    private static boolean continues(String line, CharSequence joined) {
        boolean isComment = joined.toString().strip().startsWith("#") || joined.toString().strip().startsWith("!");
        return !isComment && (line.length() - line.replaceFirst("\\\\+$", "").length()) % 2 == 1;
    }

    private static Properties properties(String place, String line) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(line));
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingException(place + ": \\u must be followed by four hexadecimal digits");
        }
        return properties;
    }

    private static void take(String place, Properties line, Map<Setting, String> settings, Map<String, String> framework) {
        for (String key : line.stringPropertyNames()) {
            Optional<Setting> setting = Setting.ofProperty(key);
            if (setting.isPresent()) {
                settings.put(setting.get(), line.getProperty(key));
            } else if (key.startsWith(PREFIX)) {
                throw new SettingException(
                        place + ": unknown setting " + key.replaceAll("[^\\w.-].*", "") + "; see docs/settings.md");
            } else if (key.equals("docspace")) {
                throw new SettingException(place + ": this is not a line of a properties file; write key=value");
            } else {
                framework.put(key, line.getProperty(key));
            }
        }
    }
}
