package io.docspace.auth.token;

/** The token could not be stored or printed. The message is one line for the user. */
public final class TokenWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TokenWriteException(String message, Throwable cause) {
        super(message, cause);
    }
}
