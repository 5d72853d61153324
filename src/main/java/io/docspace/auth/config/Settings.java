package io.docspace.auth.config;

import io.docspace.auth.config.NetworkSettings.CaFile;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenFormat;
import java.io.InputStream;
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
            case DURATION -> ValueParser.durationFor(given);
            default -> {
                // Any text will do, or its accessor checks it.
            }
        }
    }

    /** The portal's address, without a trailing slash. */
    public URI baseUrl() {
        SettingValue address = valueOrFile(Setting.BASE_URL, Setting.BASE_URL_FILE)
                .orElseThrow(() -> missing(Setting.BASE_URL, "the portal's address"));
        return BaseUrl.parse(address, sources.flag(Setting.ALLOW_HTTP));
    }

    public Optional<String> userName() {
        return valueOrFile(Setting.USERNAME, Setting.USERNAME_FILE).map(SettingValue::text);
    }

    /** The user name, for a sign-in that needs one. */
    public String requiredUserName() {
        return userName().orElseThrow(() -> missing(Setting.USERNAME, "the user name"));
    }

    /** The settings of an agent. */
    public AgentSettings agent() {
        return new AgentSettings(sources);
    }

    /** The settings of the connection to the portal. */
    public NetworkSettings network() {
        return new NetworkSettings(sources);
    }

    /** The sign-in methods in the settings. */
    public AuthSettings auth() {
        return new AuthSettings(sources, stdin);
    }

    /** Whether the portal's hash of the password is sent instead of the password. */
    public boolean hashPassword() {
        return sources.flag(Setting.HASH_PASSWORD);
    }

    /** Whether the terminal is never asked. */
    public boolean noInput() {
        return sources.flag(Setting.NO_INPUT);
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
        return sources.text(Setting.OAUTH_CLIENT_ID);
    }

    public Optional<Secret> oauthClientSecret() {
        return auth().oauthClientSecret();
    }

    /** Scopes with blanks between them. */
    public Optional<String> scope() {
        return sources.text(Setting.SCOPE);
    }

    /** The files that a run reads as input. */
    public List<Path> inputFiles() {
        Stream<Path> named = Arrays.stream(Setting.values()).filter(Setting::isInputFile)
                .flatMap(setting -> sources.path(setting).stream());
        return Stream.concat(named, network().caFiles().stream().map(CaFile::path)).toList();
    }

    public TokenFormat output() {
        return format(Setting.OUTPUT, Command.LOGIN);
    }

    /** The token file; empty if none is set. */
    public Optional<TokenFile> tokenFile() {
        return sources.path(Setting.TOKEN_FILE).map(file -> new TokenFile(file, format(Setting.TOKEN_FORMAT, Command.LOGIN),
                sources.find(Setting.TOKEN_FILE_MODE).map(FileMode::parse).orElseThrow(), tokenFileInPlace()));
    }

    /** Whether the token file is written without a rename. */
    public boolean tokenFileInPlace() {
        return sources.flag(Setting.TOKEN_FILE_IN_PLACE);
    }

    /** The format in which a token is stored. */
    public TokenFormat tokenFormat() {
        return format(Setting.TOKEN_FORMAT, Command.LOGIN);
    }

    /** The Kubernetes Secret that holds the token, as {@code [NAMESPACE/]NAME}. */
    public Optional<String> kubernetesSecret() {
        return sources.text(Setting.KUBERNETES_SECRET);
    }

    /** The lifetime that a token must have left, if its expiry is known; empty if not set. */
    public Optional<Duration> minValidity() {
        return sources.find(Setting.MIN_VALIDITY).map(ValueParser::duration);
    }

    /** Whether a stored token is replaced even if it is good. */
    public boolean force() {
        return sources.flag(Setting.FORCE);
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
        boolean waitsForOthers = sources.flag(Setting.PASSWORD_STDIN) || sources.flag(Setting.TOKEN_STDIN);
        return timeout.origin() == Origin.DEFAULT && waitsForOthers ? WITH_STDIN : ValueParser.durationFor(timeout);
    }

    /** A setting's name as the user spelled it: an option, a variable or a configuration key. */
    public String displayName(Setting setting) {
        return sources.find(setting).map(SettingValue::name).orElse(setting.property());
    }

    private Optional<SettingValue> valueOrFile(Setting value, Setting file) {
        return sources.valueOrFile(value, file);
    }

    private TokenFormat format(Setting setting, Command command) {
        return ValueParser.format(sources.find(setting).orElseThrow(), setting.choices(command));
    }

    private static SettingException missing(Setting setting, String what) {
        return new SettingException(what + " is missing; set --" + setting.key() + ", " + setting.variable() + " or "
                + setting.property());
    }
}
