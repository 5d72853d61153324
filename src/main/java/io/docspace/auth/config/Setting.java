package io.docspace.auth.config;

import static io.docspace.auth.config.Command.AGENT;
import static io.docspace.auth.config.Command.CHECK;
import static io.docspace.auth.config.Command.LOGIN;
import static io.docspace.auth.config.Command.LOGOUT;
import static io.docspace.auth.config.Command.WHOAMI;
import static io.docspace.auth.config.Setting.Section.AGENT_SECTION;
import static io.docspace.auth.config.Setting.Section.CONNECTION;
import static io.docspace.auth.config.Setting.Section.PORTAL;
import static io.docspace.auth.config.Setting.Section.TOKEN;
import static io.docspace.auth.config.Setting.ValueType.COMMAND_LINE;
import static io.docspace.auth.config.Setting.ValueType.DURATION;
import static io.docspace.auth.config.Setting.ValueType.FILE;
import static io.docspace.auth.config.Setting.ValueType.FLAG;
import static io.docspace.auth.config.Setting.ValueType.FORMAT;
import static io.docspace.auth.config.Setting.ValueType.MODE;
import static io.docspace.auth.config.Setting.ValueType.SECRET;
import static io.docspace.auth.config.Setting.ValueType.TEXT;
import static io.docspace.auth.config.Setting.ValueType.URL;

import io.docspace.auth.token.TokenFormat;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one list of settings, in the order in which help shows them. Options, variables, configuration keys, help, completion,
 * the man page and docs/settings.md come from it. {@link Settings} gives the values.
 */
public enum Setting {
    BASE_URL(PORTAL, URL, "URL", "The portal, such as https://portal.example.com.", everyone()),
    BASE_URL_FILE(PORTAL, FILE, "FILE", "File with the portal's address.", everyone()),
    USERNAME(PORTAL, TEXT, "NAME", "E-mail address, user GUID or LDAP login.", signingIn()),
    USERNAME_FILE(PORTAL, FILE, "FILE", "File with the user name.", signingIn()),
    PASSWORD(PORTAL, SECRET, "PASSWORD", "The password.", askingForPassword()),
    PASSWORD_FILE(PORTAL, FILE, "FILE", "File with the password.", askingForPassword()),
    PASSWORD_STDIN(PORTAL, FLAG, "", "Read the password from standard input.", askingForPassword()),
    NO_INPUT(PORTAL, FLAG, "", "Never prompt on the terminal.", askingForPassword()),
    HASH_PASSWORD(PORTAL, FLAG, "", "Send the password's hash, not the password.", signingIn()),
    PASSWORD_HASH(PORTAL, SECRET, "HASH", "The hash printed by hash-password.", signingIn()),
    PASSWORD_HASH_FILE(PORTAL, FILE, "FILE", "File with the hash printed by hash-password.", signingIn()),
    TOTP_SECRET(PORTAL, SECRET, "SECRET", "TOTP secret in base32, or its otpauth:// URI.", signingIn()),
    TOTP_SECRET_FILE(PORTAL, FILE, "FILE", "File with the TOTP secret or otpauth:// URI.", signingIn()),
    CODE(PORTAL, TEXT, "CODE", "Two-factor code from the app, SMS or a backup.", signingIn()),
    API_KEY(PORTAL, SECRET, "KEY", "An API key.", withToken()),
    API_KEY_FILE(PORTAL, FILE, "FILE", "File with an API key.", withToken()),
    AUTH_TOKEN(PORTAL, SECRET, "TOKEN", "An existing token.", withToken()),
    AUTH_TOKEN_FILE(PORTAL, FILE, "FILE", "File with an existing token.", withToken()),
    AUTHORIZATION(PORTAL, SECRET, "HEADER", "A token as the value of an Authorization header.", withToken()),
    AUTHORIZATION_FILE(PORTAL, FILE, "FILE", "File with the value of an Authorization header.", withToken()),
    TOKEN_STDIN(PORTAL, FLAG, "", "Read the token from standard input.", withToken()),
    OAUTH_CLIENT_ID(PORTAL, TEXT, "ID", "OAuth client ID, for a scoped 60-minute token.", oauth()),
    OAUTH_CLIENT_SECRET(PORTAL, SECRET, "SECRET", "The OAuth app's client secret.", oauth()),
    OAUTH_CLIENT_SECRET_FILE(PORTAL, FILE, "FILE", "File with the client secret.", oauth()),
    SCOPE(PORTAL, TEXT, "SCOPES", "Scopes of the token, such as \"files:read\".", oauth()),

    OUTPUT(TOKEN, FORMAT, "FORMAT", "Output format", Set.of(LOGIN, WHOAMI), "text"),
    TOKEN_FILE(TOKEN, FILE, "FILE", "The token file.", withToken()),
    TOKEN_FORMAT(TOKEN, FORMAT, "FORMAT", "Token file format", signingIn(), "token"),
    TOKEN_FILE_MODE(TOKEN, MODE, "OCTAL", "Permissions of the file", signingIn(), "0600"),
    TOKEN_FILE_IN_PLACE(TOKEN, FLAG, "", "Overwrite in place; a crash may leave half a token.", signingIn()),
    KUBERNETES_SECRET(TOKEN, TEXT, "NAME", "Secret for the token: [NAMESPACE/]NAME.", withToken()),
    FORCE(TOKEN, FLAG, "", "Sign in even if the stored token is still good.", signingIn()),
    MIN_VALIDITY(TOKEN, DURATION, "TIME", "Minimum time left (login, agent: default 1m).", Set.of(LOGIN, AGENT, CHECK)),

    INTERVAL(AGENT_SECTION, DURATION, "TIME", "How often to check the token", Set.of(AGENT), "1m"),
    RENEW_BEFORE(AGENT_SECTION, DURATION, "TIME", "Renew when less than this remains", Set.of(AGENT), "10m"),
    EXEC(AGENT_SECTION, COMMAND_LINE, "COMMAND", "Command to run on each new token (no shell).", Set.of(AGENT)),
    LISTEN(AGENT_SECTION, TEXT, "ADDRESS", "Serve health checks and metrics at [HOST:]PORT.", Set.of(AGENT)),
    STATUS_FILE(AGENT_SECTION, FILE, "FILE", "Write the agent's health to this file, as JSON.", Set.of(AGENT)),
    LOGOUT_ON_EXIT(AGENT_SECTION, FLAG, "", "Revoke the token when stopped.", Set.of(AGENT)),

    TIMEOUT(CONNECTION, DURATION, "TIME", "Time limit for the run; 5m with a secret on stdin, 0 for a single try", everyone(),
            "60s"),
    CONNECT_TIMEOUT(CONNECTION, DURATION, "TIME", "Time limit for connecting", everyone(), "5s"),
    REQUEST_TIMEOUT(CONNECTION, DURATION, "TIME", "Time limit for one request", everyone(), "15s"),
    CA_FILE(CONNECTION, FILE, "FILE", "Additional CA certificates, in PEM.", everyone()),
    HEADER_FILE(CONNECTION, FILE, "FILE", "File with extra headers, one \"Name: value\" a line.", everyone()),
    ALLOW_HTTP(CONNECTION, FLAG, "", "Allow plain http:// beyond localhost.", everyone()),
    CONFIG_FILE(CONNECTION, FILE, "FILE", "Use this configuration file, not the default one.", everyone());

    /** A section of the help. */
    public enum Section {
        PORTAL("Portal"), TOKEN("Token"), AGENT_SECTION("Agent"), CONNECTION("Connection");

        private final String heading;

        Section(String heading) {
            this.heading = heading;
        }

        public String heading() {
            return heading;
        }
    }

    /** The type of a value, which decides how it is checked. */
    public enum ValueType {
        /** {@code true} or {@code false}; an option needs no value. */
        FLAG,
        TEXT,
        URL,
        /** The path of a file. */
        FILE,
        DURATION,
        /** A format of a token. */
        FORMAT,
        /** The permissions of a file. */
        MODE,
        /** A command and its arguments, split like shell words. */
        COMMAND_LINE,
        /** Taken literally; there is no option for it, since that would show in the process list. */
        SECRET
    }

    private final Section section;
    private final ValueType type;
    private final String label;
    private final String description;
    /** Unmodifiable. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Command> commands;
    private final String defaultValue;

    Setting(Section section, ValueType type, String label, String description, Set<Command> commands) {
        this(section, type, label, description, commands, "");
    }

    /** @param description without its full stop, since the default is appended */
    Setting(Section section, ValueType type, String label, String description, Set<Command> commands, String defaultValue) {
        this.section = section;
        this.type = type;
        this.label = label;
        this.description = description;
        this.commands = Collections.unmodifiableSet(EnumSet.copyOf(commands));
        this.defaultValue = defaultValue;
    }

    private static Set<Command> everyone() {
        return EnumSet.allOf(Command.class);
    }

    private static Set<Command> signingIn() {
        return EnumSet.of(LOGIN, AGENT);
    }

    private static Set<Command> askingForPassword() {
        return EnumSet.of(LOGIN, AGENT, Command.HASH_PASSWORD);
    }

    private static Set<Command> withToken() {
        return EnumSet.of(LOGIN, CHECK, WHOAMI, LOGOUT, AGENT);
    }

    private static Set<Command> oauth() {
        return EnumSet.of(LOGIN, LOGOUT, AGENT);
    }

    /** The name in all spellings, such as {@code token-file}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name in a configuration file. */
    public String property() {
        return "docspace." + key();
    }

    /** The setting of a name in a configuration file; empty if there is none. */
    public static Optional<Setting> ofProperty(String property) {
        return Arrays.stream(values()).filter(setting -> setting.property().equals(property)).findFirst();
    }

    /** The name in the environment. */
    public String variable() {
        return "DOCSPACE_" + name();
    }

    /** The names on the command line, the long one last; empty if an option would expose a secret or be of no use. */
    public List<String> options() {
        String option = "--" + key();
        return switch (this) {
            case USERNAME -> List.of("-u", option);
            case OUTPUT -> List.of("-o", option);
            case AUTH_TOKEN_FILE, AUTHORIZATION_FILE -> List.of();
            default -> type == SECRET ? List.of() : List.of(option);
        };
    }

    /** Whether it names a file that a run reads as input. */
    boolean isInputFile() {
        return type == FILE && switch (this) {
            case TOKEN_FILE, STATUS_FILE, CONFIG_FILE, CA_FILE -> false;
            default -> true;
        };
    }

    public Section section() {
        return section;
    }

    public ValueType type() {
        return type;
    }

    /** The name of the value in help; empty for a flag. */
    public String label() {
        return label;
    }

    /** One sentence for a command's help, with the default and the choices. */
    public String description(Command command) {
        List<String> choices = choices(command);
        return description + (defaultValue.isEmpty() ? "" : " (default " + defaultValue + ")")
                + (choices.isEmpty() ? "" : ": " + String.join(", ", choices)) + (description.endsWith(".") ? "" : ".");
    }

    /** The commands that use it. */
    public Set<Command> commands() {
        return commands;
    }

    /** The value if none is given; empty for none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** The values that a command accepts; empty if only the type decides. */
    public List<String> choices(Command command) {
        if (type != FORMAT) {
            return List.of();
        }
        return command == WHOAMI ? List.of(TokenFormat.TEXT.label(), TokenFormat.JSON.label()) : TokenFormat.labels();
    }
}
