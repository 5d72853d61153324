package io.docspace.auth.config;

import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenFormat;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checked settings. Each method throws {@link SettingException} if its value is missing or wrong, and names the setting as
 * the user spelled it.
 */
public final class Settings {
    /** The default time limit of a run that reads a secret from standard input. */
    private static final Duration WITH_STDIN = Duration.ofMinutes(5);

    private final Sources sources;
    private final InputStream stdin;

    /** @param stdin for secrets that are read from standard input */
    public Settings(Sources sources, InputStream stdin) {
        this.sources = sources;
        this.stdin = stdin;
    }

    /**
     * Checks the settings that a command uses, so that it fails before anything is sent.
     *
     * @throws SettingException if the portal's address is missing, or a value is wrong
     */
    public void check(Command command) {
        baseUrl();
        for (Setting setting : Setting.values()) {
            if (setting.commands().contains(command)) {
                sources.find(setting).ifPresent(given -> check(given, command));
            }
        }
    }

    private static void check(SettingValue given, Command command) {
        switch (given.setting().type()) {
            case FLAG -> ValueParser.flag(given);
            case FILE -> ValueParser.path(given);
            case FORMAT -> ValueParser.format(given, given.setting().choices(command));
            case MODE -> FileMode.parse(given);
            case DURATION -> duration(given);
            default -> {
                // Any text will do, or its accessor checks it.
            }
        }
    }

    private static Duration duration(SettingValue given) {
        return switch (given.setting()) {
            case CONNECT_TIMEOUT, REQUEST_TIMEOUT, INTERVAL -> ValueParser.positive(given);
            default -> ValueParser.duration(given);
        };
    }

    /** The portal's address, without a trailing slash. */
    public URI baseUrl() {
        SettingValue address = valueOrFile(Setting.BASE_URL, Setting.BASE_URL_FILE)
                .orElseThrow(() -> missing(Setting.BASE_URL, "the portal's address"));
        return BaseUrl.parse(address, flag(Setting.ALLOW_HTTP));
    }

    public Optional<String> userName() {
        return valueOrFile(Setting.USERNAME, Setting.USERNAME_FILE).map(SettingValue::text);
    }

    /** The user name, for a sign-in that needs one. */
    public String requiredUserName() {
        return userName().orElseThrow(() -> missing(Setting.USERNAME, "the user name"));
    }

    /** The sign-in methods in the settings. */
    public AuthSettings auth() {
        return new AuthSettings(sources, stdin);
    }

    /** Whether the portal's hash of the password is sent instead of the password. */
    public boolean hashPassword() {
        return flag(Setting.HASH_PASSWORD);
    }

    /** Whether the terminal is never asked. */
    public boolean noInput() {
        return flag(Setting.NO_INPUT);
    }

    /** The two-factor code, if one is given. It may have letters: backup codes do. */
    public Optional<String> code() {
        Optional<SettingValue> code = sources.find(Setting.CODE);
        if (code.isPresent() && !code.get().text().matches("[A-Za-z0-9_-]{6}")) {
            throw code.get().refuseUnseen("is not a two-factor code; a code has 6 characters: letters, digits, - or _");
        }
        return code.map(SettingValue::text);
    }

    /** The client id of the OAuth app that gets a scoped token. */
    public Optional<String> oauthClientId() {
        return text(Setting.OAUTH_CLIENT_ID);
    }

    public Optional<Secret> oauthClientSecret() {
        return auth().oauthClientSecret();
    }

    /** Scopes with blanks between them. */
    public Optional<String> scope() {
        return text(Setting.SCOPE);
    }

    /** How often an agent checks its token. */
    public Duration interval() {
        return duration(Setting.INTERVAL);
    }

    /** The remaining lifetime at which an agent renews its token. */
    public Duration renewBefore() {
        return duration(Setting.RENEW_BEFORE);
    }

    /** The command that an agent runs after each new token, as words; empty for none. */
    public List<String> exec() {
        return sources.find(Setting.EXEC)
                .map(given -> ShellWords.split(given.text())
                        .orElseThrow(() -> given
                                .refuseUnseen("has an unclosed quote or ends with a backslash; correct the command")))
                .orElse(List.of());
    }

    public boolean logoutOnExit() {
        return flag(Setting.LOGOUT_ON_EXIT);
    }

    /** The address where an agent serves its health; empty for none. */
    public Optional<InetSocketAddress> listen() {
        return sources.find(Setting.LISTEN).map(given -> ListenAddress.parse(given.text()).orElseThrow(
                () -> given.refuse("is not an address to listen on; write it as 8080, 0.0.0.0:8080 or [::]:8080")));
    }

    /** The file to which an agent writes its health. */
    public Optional<Path> statusFile() {
        return path(Setting.STATUS_FILE);
    }

    /** The files that a run reads as input. */
    public List<Path> inputFiles() {
        Stream<Path> named = Arrays.stream(Setting.values()).filter(Setting::isInputFile)
                .flatMap(setting -> path(setting).stream());
        return Stream.concat(named, caFiles().stream().map(CaFile::path)).toList();
    }

    public TokenFormat output() {
        return format(Setting.OUTPUT, Command.LOGIN);
    }

    /** The token file; empty if none is set. */
    public Optional<TokenFile> tokenFile() {
        return path(Setting.TOKEN_FILE).map(file -> new TokenFile(file, format(Setting.TOKEN_FORMAT, Command.LOGIN),
                sources.find(Setting.TOKEN_FILE_MODE).map(FileMode::parse).orElseThrow(), tokenFileInPlace()));
    }

    /** Whether the token file is written without a rename. */
    public boolean tokenFileInPlace() {
        return flag(Setting.TOKEN_FILE_IN_PLACE);
    }

    /** The format in which a token is stored. */
    public TokenFormat tokenFormat() {
        return format(Setting.TOKEN_FORMAT, Command.LOGIN);
    }

    /** The Kubernetes Secret that holds the token, as {@code [NAMESPACE/]NAME}. */
    public Optional<String> kubernetesSecret() {
        return text(Setting.KUBERNETES_SECRET);
    }

    /** The lifetime that a token must have left, if its expiry is known; empty if not set. */
    public Optional<Duration> minValidity() {
        return sources.find(Setting.MIN_VALIDITY).map(ValueParser::duration);
    }

    /** Whether a stored token is replaced even if it is good. */
    public boolean force() {
        return flag(Setting.FORCE);
    }

    /**
     * Whether force was given on the command line: in the environment it outlives restarts, and must not post a refused login
     * at each of them.
     */
    public boolean isForceTyped() {
        return force() && sources.find(Setting.FORCE).filter(given -> given.origin() == Origin.OPTION).isPresent();
    }

    /** The time limit of the whole run; zero for a single try. The default is longer if a secret comes from standard input. */
    public Duration timeout() {
        SettingValue timeout = sources.find(Setting.TIMEOUT).orElseThrow();
        boolean waitsForOthers = flag(Setting.PASSWORD_STDIN) || flag(Setting.TOKEN_STDIN);
        return timeout.origin() == Origin.DEFAULT && waitsForOthers ? WITH_STDIN : duration(timeout);
    }

    /** The time limit for connecting, including the TLS handshake. */
    public Duration connectTimeout() {
        return duration(Setting.CONNECT_TIMEOUT);
    }

    /** The time limit of a request, from its start to the last byte of its answer. */
    public Duration requestTimeout() {
        return duration(Setting.REQUEST_TIMEOUT);
    }

    /** Additional certificate authorities: the setting's file, or else the files and folders that OpenSSL's variables name. */
    public List<CaFile> caFiles() {
        return sources.find(Setting.CA_FILE)
                .map(given -> List.of(new CaFile(ValueParser.path(given), given.shown(), false)))
                .orElseGet(() -> Stream.concat(
                        sources.variable("SSL_CERT_FILE")
                                .map(file -> new CaFile(Path.of(file), "SSL_CERT_FILE " + file, false)).stream(),
                        sources.variable("SSL_CERT_DIR").stream().flatMap(list -> Arrays.stream(list.split(":")))
                                .filter(folder -> !folder.isEmpty())
                                .map(folder -> new CaFile(Path.of(folder), "SSL_CERT_DIR " + folder, true)))
                        .toList());
    }

    /** The file of headers that only the portal gets; empty if none is set. */
    public Optional<HeaderPath> headerFile() {
        return sources.find(Setting.HEADER_FILE)
                .map(given -> new HeaderPath(ValueParser.path(given), given.shown()));
    }

    /** @param setting its name and value, as the user spelled them */
    public record HeaderPath(Path path, String setting) {}

    /**
     * A file or folder of certificate authorities.
     *
     * @param setting its name and value, as the user spelled them
     * @param isFolder whether it is a folder, in which each file is read
     */
    public record CaFile(Path path, String setting, boolean isFolder) {}

    /** A setting's name as the user spelled it: an option, a variable or a configuration key. */
    public String displayName(Setting setting) {
        return sources.find(setting).map(SettingValue::name).orElse(setting.property());
    }

    private Optional<SettingValue> valueOrFile(Setting value, Setting file) {
        return sources.valueOrFile(value, file);
    }

    private Optional<String> text(Setting setting) {
        return sources.find(setting).map(SettingValue::text);
    }

    private boolean flag(Setting setting) {
        return sources.find(setting).filter(ValueParser::flag).isPresent();
    }

    private Optional<Path> path(Setting setting) {
        return sources.find(setting).map(ValueParser::path);
    }

    /** For a setting that has a default. */
    private Duration duration(Setting setting) {
        return duration(sources.find(setting).orElseThrow());
    }

    private TokenFormat format(Setting setting, Command command) {
        return ValueParser.format(sources.find(setting).orElseThrow(), setting.choices(command));
    }

    private static SettingException missing(Setting setting, String what) {
        return new SettingException(what + " is missing; set --" + setting.key() + ", " + setting.variable() + " or "
                + setting.property());
    }
}
