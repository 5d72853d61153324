package io.docspace.auth.secret;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets of a run, and the one filter for all output for people: stderr and the log. A secret is registered where it
 * enters the program, from the user or from a portal. No other code has to hide secrets.
 */
public final class Redactor {
    /** Replaces a secret, and foreign text in a run that has a {@linkplain #mayQuote short secret}. */
    public static final String HIDDEN = "***";

    /** In characters. Replacing a shorter secret would mangle ordinary words, and reveal the secret by the places. */
    private static final int SHORT = 4;

    // Static, since the framework creates its log filter itself, without access to the run.
    private static volatile Redactor current = new Redactor();

    /** An agent keeps getting new tokens; very old ones are worthless. */
    private static final int MOST = 256;

    private volatile Set<SecretText> secrets = Set.of();
    private volatile boolean hasShortSecret;

    /** The secrets of the current run. */
    public static Redactor current() {
        return current;
    }

    /** Forgets the secrets of an earlier run in the same process. */
    public static Redactor startRun() {
        current = new Redactor();
        return current;
    }

    /** Hides this text from now on, in its raw, JSON, URL, HTML and base64 forms, and without surrounding blanks. */
    public void register(String secret) {
        String trimmed = trim(secret);
        if (trimmed.isEmpty()) {
            return;
        }
        if (trimmed.length() < SHORT) {
            hasShortSecret = true;
            return;
        }
        // A log splits text into lines, so each line is registered as well.
        add(Stream.concat(Stream.of(secret, trimmed), trimmed.lines().map(Redactor::trim))
                .filter(text -> text.length() >= SHORT)
                .map(SecretText::new)
                .toList());
    }

    /** Keeps the newest; a secret that is registered again counts as new. */
    private synchronized void add(List<SecretText> more) {
        Set<SecretText> all = new LinkedHashSet<>(secrets);
        more.forEach(all::remove);
        all.addAll(more);
        secrets = all.stream().skip(Math.max(0, all.size() - MOST)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Registers the secrets in an environment, in any spelling, and whether or not they are used. */
    public void registerEnvironment(Map<String, String> environment) {
        EnvironmentSecrets.of(environment).forEach(this::register);
    }

    /** Whether foreign text may be quoted: not in a run with a secret of fewer than four characters, which no filter can find. */
    public boolean mayQuote() {
        return !hasShortSecret;
    }

    /** Whether a text contains none of the secrets. */
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

    /** Removes the blanks that a portal may strip from a password before quoting it: those of .NET and JavaScript. */
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
