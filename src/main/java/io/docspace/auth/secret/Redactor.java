package io.docspace.auth.secret;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets of a run, and the one filter that everything passes that is written for people: stderr and the log. A secret is
 * registered where it enters the program, from its user or from a portal. Nothing else has to hide anything.
 */
public final class Redactor {
    /** Stands for a secret, and for the words of others in a run that has a {@linkplain #mayQuote short secret}. */
    public static final String HIDDEN = "***";

    /** Characters. To replace a shorter secret would take ordinary words apart, and tell it by where they are torn. */
    private static final int SHORT = 4;

    // One for the process: the framework makes the filter of its log itself, and asks nobody for the run that it serves.
    private static volatile Redactor current = new Redactor();

    /** An agent gets new tokens for as long as it runs; those of long ago are good for nothing. */
    private static final int MOST = 256;

    private volatile Set<SecretText> secrets = Set.of();
    private volatile boolean hasShortSecret;

    /** The secrets of the run under way. */
    public static Redactor current() {
        return current;
    }

    /** Forgets the secrets of an earlier run in the same process. */
    public static Redactor startRun() {
        current = new Redactor();
        return current;
    }

    /** Hides this text from now on, in its raw, JSON, URL, HTML and base64 forms, and without its outer blanks. */
    public void register(String secret) {
        String trimmed = trim(secret);
        if (trimmed.isEmpty()) {
            return;
        }
        if (trimmed.length() < SHORT) {
            hasShortSecret = true;
            return;
        }
        // A log has no lines within a line.
        add(Stream.concat(Stream.of(secret, trimmed), trimmed.lines().map(Redactor::trim))
                .filter(text -> text.length() >= SHORT)
                .map(SecretText::new)
                .toList());
    }

    /** The newest last; those that are registered again count as new. */
    private synchronized void add(List<SecretText> more) {
        Set<SecretText> all = new LinkedHashSet<>(secrets);
        more.forEach(all::remove);
        all.addAll(more);
        secrets = all.stream().skip(Math.max(0, all.size() - MOST)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Registers what an environment holds of secrets, however the variables are spelled, and whether or not they are read. */
    public void registerEnvironment(Map<String, String> environment) {
        EnvironmentSecrets.of(environment).forEach(this::register);
    }

    /**
     * Whether the words of others may be quoted at all: not in a run with a secret of fewer than four characters, which no
     * filter can find.
     */
    public boolean mayQuote() {
        return !hasShortSecret;
    }

    /** Whether a text holds none of the secrets. */
    public boolean isClean(String text) {
        return covered(text).isEmpty();
    }

    /** The text with {@link #HIDDEN} in place of each secret. */
    public String redact(String text) {
        BitSet covered = covered(text);
        if (covered.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder();
        for (int i = 0; i < text.length();) {
            int secret = covered.nextSetBit(i);
            int end = secret < 0 ? text.length() : secret;
            redacted.append(text, i, end);
            if (secret >= 0) {
                redacted.append(HIDDEN);
                end = Math.min(covered.nextClearBit(secret), text.length());
            }
            i = end;
        }
        return redacted.toString();
    }

    /** Blanks that a portal takes off a password before it may quote it: those of .NET and JavaScript. */
    private static String trim(String secret) {
        return secret.replaceAll("^[\\p{Z}\\s\\x{85}\\x{FEFF}]+|[\\p{Z}\\s\\x{85}\\x{FEFF}]+$", "");
    }

    private BitSet covered(String text) {
        BitSet covered = new BitSet();
        secrets.forEach(secret -> secret.cover(text, covered));
        return covered;
    }

    @Override
    public String toString() {
        return secrets.size() + " secrets";
    }
}
