package io.docspace.auth.cli;

import io.docspace.auth.token.TokenFormat;
import java.io.File;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * The options that are settings, in the groups that commands take. None is read here: {@link #settings} makes configuration of
 * those that were typed, {@code --token-file} being the key {@code docspace.token-file}, so that a setting has one value whoever
 * asks. The tens of an option's order are the heading that {@link Usage} shows it under.
 */
@SuppressWarnings("unused")
final class SettingOptions {
    private static final String LOG_LEVEL = "quarkus.log.category.\"io.docspace.auth\".level";

    private SettingOptions() {}

    /** The way to the portal. */
    static final class Connection {
        @Option(names = "--base-url", paramLabel = "URL", order = 1,
                description = "The portal, such as https://portal.example.com.")
        private String baseUrl;

        @Option(names = "--timeout", paramLabel = "TIME", order = 40,
                description = "For the whole run; 0 tries once (default 60s).")
        private String timeout;

        @Option(names = "--connect-timeout", paramLabel = "TIME", order = 41, description = "For one connection (default 5s).")
        private String connectTimeout;

        @Option(names = "--request-timeout", paramLabel = "TIME", order = 42,
                description = "For one request and its answer (default 15s).")
        private String requestTimeout;

        @Option(names = "--ca-file", paramLabel = "FILE", order = 43,
                description = "Authorities to trust as well, in PEM.")
        private File caFile;

        @Option(names = "--header-file", paramLabel = "FILE", order = 45,
                description = "Headers for a proxy in front of the portal.")
        private File headerFile;

        @Option(names = "--allow-http", order = 44, description = "Allow http:// to more than loopback addresses.")
        private boolean allowHttp;
    }

    /** A password. */
    static final class Password {
        @Option(names = "--password-file", paramLabel = "FILE", order = 3,
                description = "File with the password.")
        private File passwordFile;

        @Option(names = "--password-stdin", order = 4, description = "Read the password from standard input.")
        private boolean passwordStdin;
    }

    /** The ways in. */
    static final class AuthOptions {
        @Option(names = {"-u", "--username"}, paramLabel = "NAME", order = 2,
                description = "E-mail address, user GUID or LDAP login.")
        private String username;

        @Mixin
        private Password password;

        @Option(names = "--hash-password", order = 5,
                description = "Send the portal's hash of the password instead.")
        private boolean hashPassword;

        @Option(names = "--password-hash-file", paramLabel = "FILE", order = 6,
                description = "File with the hash that hash-password printed.")
        private File passwordHashFile;

        @Option(names = "--totp-secret-file", paramLabel = "FILE", order = 7,
                description = "File with the app's secret, in base32.")
        private File totpSecretFile;

        @Option(names = "--code", paramLabel = "CODE", order = 8,
                description = "Code of the second factor: app, SMS or backup.")
        private String code;

        @Option(names = "--api-key-file", paramLabel = "FILE", order = 9, description = "File with an API key.")
        private File apiKeyFile;
    }

    /** What stdout gets. */
    static final class Output {
        @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", order = 10, completionCandidates = Formats.class,
                description = "What stdout gets (default text): ${COMPLETION-CANDIDATES}.")
        private String output;
    }

    /** What stdout gets of a person. */
    static final class PersonOutput {
        @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", order = 10,
                completionCandidates = WhoamiCommand.Formats.class,
                description = "What stdout gets (default text): ${COMPLETION-CANDIDATES}.")
        private String output;
    }

    /** What shells complete, and what is read of it only then. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TokenFormat.labels().iterator();
        }
    }

    /** Where the token goes. */
    static final class Sink {
        @Option(names = "--token-file", paramLabel = "FILE", order = 11,
                description = "Write the token to this file.")
        private File tokenFile;

        @Option(names = "--token-format", paramLabel = "FORMAT", order = 12, completionCandidates = Formats.class,
                description = "What the file gets (default token): ${COMPLETION-CANDIDATES}.")
        private String tokenFormat;

        @Option(names = "--token-file-mode", paramLabel = "OCTAL", order = 13,
                description = "Permissions of the file (default 0600).")
        private String tokenFileMode;
    }

    /** What a token must have left. */
    static final class Validity {
        @Option(names = "--min-validity", paramLabel = "TIME", order = 15,
                description = "What a token must have left, if that is known.")
        private String minValidity;
    }

    /** Whether a token that is there is kept. */
    static final class ReuseOptions {
        @Option(names = "--force", order = 14, description = "Sign in even if the file holds a good token.")
        private boolean force;

        @Mixin
        private Validity validity;
    }

    /** Where a token is that is there. */
    static final class ExistingTokenOptions {
        @Option(names = "--token-file", paramLabel = "FILE", order = 11, description = "The token file, in any format.")
        private File tokenFile;

        @Option(names = "--token-stdin", order = 12, description = "Read the token from standard input.")
        private boolean tokenStdin;

        @Option(names = "--api-key-file", paramLabel = "FILE", order = 13, description = "File with an API key.")
        private File apiKeyFile;
    }

    /** An agent's habits. */
    static final class Agent {
        @Option(names = "--interval", paramLabel = "TIME", order = 20,
                description = "How often the token is proved (default 1m).")
        private String interval;

        @Option(names = "--renew-before", paramLabel = "TIME", order = 21,
                description = "What it has left when renewed (default 10m).")
        private String renewBefore;

        @Option(names = "--exec", paramLabel = "COMMAND", order = 22,
                description = "Run this, without a shell, on each new token.")
        private String exec;

        @Option(names = "--signal-pid-file", paramLabel = "FILE", order = 23,
                description = "Send SIGHUP to that process on each new token.")
        private File signalPidFile;

        @Option(names = "--logout-on-exit", order = 24, description = "Revoke the token when stopped.")
        private boolean logoutOnExit;
    }

    static boolean isSetting(OptionSpec option) {
        return option.userObject() instanceof Field field
                && field.getDeclaringClass().getEnclosingClass() == SettingOptions.class;
    }

    /** The name that a setting has in all its spellings. */
    static String name(OptionSpec option) {
        return option.longestName().substring(2);
    }

    /** The configuration that a command line stands for, by key. */
    static Map<String, String> settings(ParseResult line) {
        Map<String, String> settings = new HashMap<>();
        for (ParseResult part = line; part != null; part = part.subcommand()) {
            for (OptionSpec option : part.matchedOptions()) {
                if (isSetting(option)) {
                    List<String> values = option.originalStringValues();
                    settings.put("docspace." + name(option),
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
