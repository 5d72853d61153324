package io.docspace.auth.config;

import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenFormat;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings, checked. Each method throws {@link SettingException} where what it gives is missing or wrong, and names
 * the setting as the user spelled it.
 */
@Singleton
public final class Settings {
    private static final String CLIENT_URL = "quarkus.rest-client.docspace.url";

    private final DocspaceConfig config;
    private final SmallRyeConfig source;

    Settings(DocspaceConfig config, SmallRyeConfig source) {
        this.config = config;
        this.source = source;
    }

    /** Where the portal is, without a trailing slash. */
    public URI baseUrl() {
        String address = source.getOptionalValue(CLIENT_URL, String.class)
                .orElseThrow(() -> missing("base-url", "the portal's address"));
        String setting = config.baseUrl().isPresent() ? displayName("base-url") : CLIENT_URL;
        return BaseUrl.parse(address, setting, config.allowHttp());
    }

    public Optional<String> userName() {
        return requireDecodable("username", config.username());
    }

    /** The same where there is no way without it. */
    public String requiredUserName() {
        return userName().orElseThrow(() -> missing("username", "the user name"));
    }

    /** The passwords that are given: one, or a mistake. */
    public List<Secret> passwords() {
        return Stream.concat(
                secrets("password", config.password(), config.passwordFile()), stdin("password", config.passwordStdin()))
                .toList();
    }

    /** Whether the portal's hash of the password is sent instead of it. */
    public boolean hashPassword() {
        return config.hashPassword();
    }

    public List<Secret> passwordHashes() {
        return secrets("password-hash", config.passwordHash(), config.passwordHashFile()).toList();
    }

    public List<Secret> apiKeys() {
        return secrets("api-key", config.apiKey(), config.apiKeyFile()).toList();
    }

    /** The tokens at hand, but for the token file. */
    public List<Secret> tokens() {
        return Stream.concat(secrets("auth-token", config.authToken(), Optional.empty()), stdin("token", config.tokenStdin()))
                .toList();
    }

    public List<Secret> totpSecrets() {
        return secrets("totp-secret", config.totpSecret(), config.totpSecretFile()).toList();
    }

    /** A code of the second factor that is at hand. Not only digits: backup codes have letters. */
    public Optional<String> code() {
        Optional<String> code = requireDecodable("code", config.code());
        if (code.isPresent() && !code.get().matches("[A-Za-z0-9_-]{6}")) {
            throw new SettingException(displayName("code") + " is not a code; it has 6 characters, letters, digits, - or _");
        }
        return code;
    }

    private Stream<Secret> secrets(String name, Optional<String> value, Optional<String> file) {
        return Stream.concat(
                requireDecodable(name, value).map(text -> Secret.given(displayName(name), text)).stream(),
                requireDecodable(name + "-file", file)
                        .map(path -> Secret.inFile(displayName(name + "-file"), path(name + "-file", path)))
                        .stream());
    }

    private Stream<Secret> stdin(String name, boolean isGiven) {
        return isGiven ? Stream.of(Secret.onStdin(displayName(name + "-stdin"))) : Stream.empty();
    }

    /** How often an agent proves its token. */
    public Duration interval() {
        return positive("interval", config.interval());
    }

    /** What an agent's token has left when it is renewed. */
    public Duration renewBefore() {
        return duration("renew-before", config.renewBefore());
    }

    /** What an agent runs after each new token, as words; empty for nothing. */
    public List<String> exec() {
        return config.exec().map(command -> List.of(command.strip().split("\\s+"))).orElse(List.of());
    }

    /** Where the process is named that gets SIGHUP after each new token. */
    public Optional<Path> signalPidFile() {
        return requireDecodable("signal-pid-file", config.signalPidFile()).map(file -> path("signal-pid-file", file));
    }

    public boolean logoutOnExit() {
        return config.logoutOnExit();
    }

    public TokenFormat output() {
        return format("output", config.output());
    }

    /** The token file; empty where none is asked for. */
    public Optional<TokenFile> tokenFile() {
        TokenFormat format = format("token-format", config.tokenFormat());
        Set<PosixFilePermission> mode = mode(config.tokenFileMode());
        return requireDecodable("token-file", config.tokenFile())
                .map(file -> new TokenFile(path("token-file", file), format, mode));
    }

    /** What a token must have left, where its expiry is known; empty where nothing is said. */
    public Optional<Duration> minValidity() {
        return config.minValidity().map(text -> duration("min-validity", text));
    }

    /** Whether a token in the token file is replaced even where it is good. */
    public boolean force() {
        return config.force();
    }

    /** The time that the whole run may take; zero for a single try. */
    public Duration timeout() {
        return duration("timeout", config.timeout());
    }

    /** The time that a connection may take, its TLS handshake too; empty where the REST client's own setting says it. */
    public Optional<Duration> connectTimeout() {
        return isSet("quarkus.rest-client.docspace.connect-timeout")
                ? Optional.empty()
                : Optional.of(positive("connect-timeout", config.connectTimeout()));
    }

    /** The time that a request may take, from its start to the last byte of its answer. */
    public Duration requestTimeout() {
        return positive("request-timeout", config.requestTimeout());
    }

    /** Where further authorities are: the file of the setting, or else what the variables of OpenSSL name. */
    public List<CaFile> caFiles() {
        return requireDecodable("ca-file", config.caFile())
                .map(file -> List.of(new CaFile(path("ca-file", file), displayName("ca-file") + " " + file, false)))
                .orElseGet(() -> Stream.concat(
                        caPaths("SSL_CERT_FILE").map(file -> new CaFile(Path.of(file), "SSL_CERT_FILE " + file, false)),
                        caPaths("SSL_CERT_DIR").flatMap(list -> Arrays.stream(list.split(":")))
                                .filter(folder -> !folder.isEmpty())
                                .map(folder -> new CaFile(Path.of(folder), "SSL_CERT_DIR " + folder, true)))
                        .toList());
    }

    /** The file of headers for the portal; empty where none is asked for. */
    public Optional<HeaderPath> headerFile() {
        return requireDecodable("header-file", config.headerFile())
                .map(file -> new HeaderPath(path("header-file", file), displayName("header-file") + " " + file));
    }

    /** @param setting its name and value, as the user spelled them */
    public record HeaderPath(Path path, String setting) {}

    private static Stream<String> caPaths(String variable) {
        return Stream.ofNullable(System.getenv(variable)).filter(value -> !value.isEmpty());
    }

    /**
     * Where authorities are.
     *
     * @param setting its name and value, as the user spelled them
     * @param isFolder whether each file in it is read
     */
    public record CaFile(Path path, String setting, boolean isFolder) {}

    /** Whether somebody has given a value for a key of the framework: its defaults are the source of the lowest ordinals. */
    public boolean isSet(String key) {
        ConfigValue value = source.getConfigValue(key);
        return value.getValue() != null && value.getConfigSourceOrdinal() > 0;
    }

    /** A setting's name as the user wrote it: an option, a variable or a configuration key. */
    public String displayName(String name) {
        ConfigValue value = source.getConfigValue("docspace." + name);
        String origin = String.valueOf(value.getConfigSourceName());
        if (origin.equals(CommandLineSource.NAME)) {
            return "--" + name;
        }
        return origin.contains("EnvConfigSource") ? variable(name) : "docspace." + name;
    }

    private TokenFormat format(String name, String label) {
        return Arrays.stream(TokenFormat.values())
                .filter(format -> format.label().equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new SettingException(displayName(name) + " " + label + " is not one of "
                        + String.join(", ", TokenFormat.labels())));
    }

    @SuppressWarnings("EnumOrdinal")
    private Set<PosixFilePermission> mode(String octal) {
        if (!octal.matches("0?[0-7]{3}")) {
            throw new SettingException(displayName("token-file-mode") + " " + octal
                    + " is not a file mode; write three octal digits, such as 0640");
        }
        int bits = Integer.parseInt(octal, 8);
        // The constants are declared from the owner's read bit, 0400, down to the others' execute bit, 0001.
        return Arrays.stream(PosixFilePermission.values())
                .filter(permission -> (bits & (0400 >> permission.ordinal())) != 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PosixFilePermission.class)));
    }

    private Duration positive(String name, String text) {
        Duration duration = duration(name, text);
        if (duration.isZero()) {
            throw new SettingException(displayName(name) + " " + text + " leaves no time; write it as 5s");
        }
        return duration;
    }

    private Duration duration(String name, String text) {
        try {
            Duration duration = DurationConverter.parseDuration(text.strip());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // told below
        }
        throw new SettingException(displayName(name) + " " + text + " is not a duration; write it as 500ms, 30s, 5m or 1h");
    }

    private Path path(String name, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new SettingException(displayName(name) + " is not a file name: " + e.getReason());
        }
    }

    /** Refuses what the JVM could not decode: a mangled password would cost an attempt, and five lock the account. */
    private Optional<String> requireDecodable(String name, Optional<String> value) {
        if (value.isPresent() && value.get().indexOf('\uFFFD') >= 0) {
            throw new SettingException(displayName(name) + " holds characters that this locale cannot read;"
                    + " set LC_ALL=C.UTF-8, or give a password in a file");
        }
        return value;
    }

    private static SettingException missing(String name, String what) {
        return new SettingException(
                what + " is missing; give it with --" + name + ", " + variable(name) + " or docspace." + name);
    }

    /** A setting's name in the environment. */
    public static String variable(String name) {
        return "DOCSPACE_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
