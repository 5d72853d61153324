package io.docspace.auth.signin;

/** The portal gave a token and then did not take it. The message is one line for the user. */
public final class TokenNotAcceptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TokenNotAcceptedException() {
        super("User is not authenticated or token is invalid.", null, false, false);
    }
}
