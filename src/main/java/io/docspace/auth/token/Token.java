package io.docspace.auth.token;

import io.docspace.auth.secret.Redactor;
import java.time.Instant;
import java.util.Optional;

/**
 * A DocSpace token, opaque, roughly 150 to 300 characters of base64; or an API key, {@code sk-} and 64 hexadecimal digits. Its
 * text never appears in {@link #toString()}, and is redacted in all output for people from its creation on.
 *
 * @param text ASCII letters, digits and {@code + / = . _ ~ -}, the characters of RFC 6750's b64token, so that it is
 *         safe in a shell, an env file and a header; at most {@link #MAX_LENGTH} characters
 */
public record Token(String text) {
    /** The longest token accepted, in characters. Real ones have about 300; HTTP servers reject header lines over 8 KiB. */
    public static final int MAX_LENGTH = 8192;

    private static final String BEARER = "Bearer ";

    /** @throws IllegalArgumentException if the text is not a token; see {@link #of} */
    public Token {
        if (!isSafe(text)) {
            throw new IllegalArgumentException("not a token");
        }
        Redactor.current().register(text);
    }

    /** The token; empty if the text is empty, too long, or has an invalid character. */
    public static Optional<Token> of(String text) {
        return isSafe(text) ? Optional.of(new Token(text)) : Optional.empty();
    }

    /** Whether it is an API key, which is sent as a Bearer token. */
    public boolean isApiKey() {
        return text.startsWith("sk-");
    }

    /** Whether it is an OAuth access token, a JWT: three parts of base64url. */
    public boolean isJwt() {
        return Jwt.isJwt(text);
    }

    /** The expiry in an OAuth access token; empty for all others. */
    public Optional<Instant> expires() {
        return Jwt.expires(text);
    }

    /**
     * The value of the {@code Authorization} header. A session token is sent bare: portals accept both forms, other programs do
     * not.
     */
    public String authorization() {
        return isApiKey() || isJwt() ? BEARER + text : text;
    }

    /** The token in the value of an {@code Authorization} header, with or without {@code Bearer}; empty if there is none. */
    public static Optional<Token> ofAuthorization(String value) {
        return of(value.startsWith(BEARER) ? value.substring(BEARER.length()) : value);
    }

    private static boolean isSafe(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(Token::isOfAToken);
    }

    private static boolean isOfAToken(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || "+/=._~-".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return "token of " + text.length() + " characters";
    }
}
