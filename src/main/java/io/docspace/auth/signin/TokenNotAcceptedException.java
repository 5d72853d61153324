package io.docspace.auth.signin;

/** The portal does not accept a token, or the token expires too soon. The message is one line for the user. */
public final class TokenNotAcceptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TokenNotAcceptedException() {
        this("User is not authenticated or token is invalid.");
    }

    /** @param message the reason */
    public TokenNotAcceptedException(String message) {
        super(message, null, false, false);
    }
}
