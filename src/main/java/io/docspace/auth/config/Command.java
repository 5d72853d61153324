package io.docspace.auth.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A command that uses settings: its word, its help text and an example. */
public enum Command {
    LOGIN("Sign in, prove that the token works, and hand it over.",
            "  docspace-auth login -u anna@example.com --password-file password -o json"),
    CHECK("Check a token: exit code 0 if it is good, 5 if not.",
            "  docspace-auth check --token-file token --min-validity 10m"),
    WHOAMI("Show which user a token belongs to.",
            "  docspace-auth whoami --token-file token -o json"),
    LOGOUT("Revoke a token, prove that it is revoked, and delete its file.",
            "  docspace-auth logout --token-file token"),
    AGENT("Sign in, then keep the token file valid until stopped.",
            "  docspace-auth agent --token-file token --exec \"touch reload\""),
    HASH_PASSWORD("Print the hash of a password, to sign in with instead.",
            "  docspace-auth hash-password --password-file password >hash");

    private final String description;
    private final String example;

    Command(String description, String example) {
        this.description = description;
        this.example = example;
    }

    /** The word that a user types. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence for the help. */
    public String description() {
        return description;
    }

    /** A line that a user could type. */
    public String example() {
        return example;
    }

    /** The command of a word; empty if there is none. */
    public static Optional<Command> of(String word) {
        return Arrays.stream(values()).filter(command -> command.word().equals(word)).findFirst();
    }
}
