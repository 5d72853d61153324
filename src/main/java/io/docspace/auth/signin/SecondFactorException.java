package io.docspace.auth.signin;

import io.docspace.auth.portal.LoginResult.Challenge;

/** The portal took the password and wants a second factor. The message is one line for the user. */
public final class SecondFactorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecondFactorException(Challenge challenge) {
        super("signing in: the portal wants a second factor, " + what(challenge), null, false, false);
    }

    private static String what(Challenge challenge) {
        return switch (challenge.factor()) {
            case APP -> "a code of the authenticator app; give it with --code, or the app's secret with --totp-secret-file";
            case APP_NOT_SET_UP ->
                "and this user has not set one up; sign in once in a browser to do so";
            case SMS -> "a code sent to the phone " + challenge.phone().orElse("") + "; run again with --code";
            case SMS_NOT_SET_UP ->
                "and this user has confirmed no phone; sign in once in a browser to do so";
        };
    }
}
