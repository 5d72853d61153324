package io.docspace.auth.signin;

/** The portal does not take a token, or will not for long. The message is one line for the user. */
public final class TokenNotAcceptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TokenNotAcceptedException() {
        this("User is not authenticated or token is invalid.");
    }

    /** @param message what is wrong with it */
    public TokenNotAcceptedException(String message) {
        super(message, null, false, false);
    }
}
