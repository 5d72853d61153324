package io.docspace.auth.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A command that uses settings: the word a user types, what help says of it, and an example. */
public enum Command {
    LOGIN("Sign in, prove the token, hand it over.",
            "  docspace-auth login -u anna@example.com --password-file password -o json"),
    CHECK("Prove a token: code 0 if it is good, 5 if it is not.",
            "  docspace-auth check --token-file token --min-validity 10m"),
    WHOAMI("Show the user of a token.",
            "  docspace-auth whoami --token-file token -o json"),
    LOGOUT("Revoke a token, prove that it is revoked, remove its file.",
            "  docspace-auth logout --token-file token"),
    AGENT("Sign in, and keep the token in a file good until stopped.",
            "  docspace-auth agent --token-file token --exec \"touch reload\""),
    HASH_PASSWORD("Print the hash of a password, which signs in as the password does.",
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
