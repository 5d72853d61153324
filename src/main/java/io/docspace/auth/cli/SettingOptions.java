package io.docspace.auth.cli;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * The options that are settings. None is read here: {@link #settings} makes configuration of those that were typed,
 * {@code --token-file} being the key {@code docspace.token-file}, so that a setting has one value whoever asks.
 */
@SuppressWarnings("unused")
class SettingOptions {
    private static final String LOG_LEVEL = "quarkus.log.category.\"io.docspace.auth\".level";

    @Option(names = "--base-url", paramLabel = "URL", order = 1,
            description = "The portal's address, such as https://portal.example.com.")
    private String baseUrl;

    @Option(names = {"-u", "--username"}, paramLabel = "NAME", order = 2,
            description = "E-mail address, user GUID or LDAP login.")
    private String username;

    @Option(names = "--password-file", paramLabel = "FILE", order = 3,
            description = "File with the password; a line end at its end is dropped.")
    private String passwordFile;

    @Option(names = "--password-stdin", order = 4, description = "Read the password from standard input.")
    private boolean passwordStdin;

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", order = 5,
            description = "What stdout gets: text (default), token, json, env or header.")
    private String output;

    @Option(names = "--token-file", paramLabel = "FILE", order = 6,
            description = "Write the token to this file, whole or not at all.")
    private String tokenFile;

    @Option(names = "--token-format", paramLabel = "FORMAT", order = 7,
            description = "What the file gets: token (default), text, json, env or header.")
    private String tokenFormat;

    @Option(names = "--token-file-mode", paramLabel = "OCTAL", order = 8,
            description = "The file's permissions, whatever the umask (default 0600).")
    private String tokenFileMode;

    @Option(names = "--force", order = 9,
            description = "Sign in even where the token file holds a good token.")
    private boolean force;

    @Option(names = "--min-validity", paramLabel = "TIME", order = 10,
            description = "What a token in the token file must have left to be kept (default 1m).")
    private String minValidity;

    @Option(names = "--timeout", paramLabel = "TIME", order = 11,
            description = "For the whole run; 0 tries once (default 60s).")
    private String timeout;

    @Option(names = "--connect-timeout", paramLabel = "TIME", order = 12, description = "For a connection (default 5s).")
    private String connectTimeout;

    @Option(names = "--request-timeout", paramLabel = "TIME", order = 13,
            description = "For a request, to the last byte of its answer (default 15s).")
    private String requestTimeout;

    @Option(names = "--ca-file", paramLabel = "FILE", order = 14,
            description = "PEM bundle of authorities to trust beside the built-in ones.")
    private String caFile;

    @Option(names = "--allow-http", order = 15, description = "Allow http:// to other than loopback addresses.")
    private boolean allowHttp;

    /** The configuration that a command line stands for, by key. */
    static Map<String, String> settings(ParseResult line) {
        Map<String, String> settings = new HashMap<>();
        for (ParseResult part = line; part != null; part = part.subcommand()) {
            for (OptionSpec option : part.matchedOptions()) {
                if (option.userObject() instanceof Field field
                        && field.getDeclaringClass() == SettingOptions.class) {
                    List<String> values = option.originalStringValues();
                    settings.put("docspace." + option.longestName().substring(2),
                            option.arity().max() == 0 ? "true" : values.get(values.size() - 1));
                }
            }
            if (part.hasMatchedOption("--verbose")) {
                settings.put(LOG_LEVEL, "DEBUG");
            } else if (part.hasMatchedOption("--quiet")) {
                settings.put(LOG_LEVEL, "OFF");
            }
        }
        return settings;
    }
}
