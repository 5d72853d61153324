package io.docspace.auth.token;

import io.docspace.auth.secret.Redactor;
import java.util.Optional;

/**
 * A DocSpace token, opaque, roughly 150 to 300 characters of base64; or an API key, {@code sk-} and 64 hexadecimal digits. Its
 * text never shows in {@link #toString()}, and is hidden in all that is written for people from the moment that it is known.
 *
 * @param text visible ASCII, at most {@link #MAX_LENGTH} characters
 */
public record Token(String text) {
    /** Longest token taken, in characters. Real ones have some 300; HTTP servers refuse header lines over 8 KiB. */
    public static final int MAX_LENGTH = 8192;

    /** @throws IllegalArgumentException if the text could break a header, an env file or a line; see {@link #of} */
    public Token {
        if (!isSafe(text)) {
            throw new IllegalArgumentException("not a token");
        }
        Redactor.current().register(text);
    }

    /** The token, or empty where the text is blank, too long, or has a blank, a line end or any other control character. */
    public static Optional<Token> of(String text) {
        return isSafe(text) ? Optional.of(new Token(text)) : Optional.empty();
    }

    /** Whether it is an API key, which lives until it is deleted and is sent in another way. */
    public boolean isApiKey() {
        return text.startsWith("sk-");
    }

    /** What goes into the {@code Authorization} header. */
    public String authorization() {
        return isApiKey() ? "Bearer " + text : text;
    }

    private static boolean isSafe(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return "token of " + text.length() + " characters";
    }
}
