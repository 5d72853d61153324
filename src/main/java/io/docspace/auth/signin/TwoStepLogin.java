package io.docspace.auth.signin;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import java.util.Optional;

/** A login, and a second one with a code if the portal answers the first with a challenge. */
record TwoStepLogin(Portal portal) {
    /**
     * Signs in.
     *
     * @throws PortalException if the portal refuses, or requires a code that is not available
     */
    Granted run(Credentials credentials, AuthMethod.SecondFactor secondFactor) {
        LoginResult login = portal.signIn(credentials);
        if (login instanceof Challenge challenge) {
            AuthMethod.Code code = answerable(challenge)
                    .flatMap(secondFactor::code)
                    .orElseThrow(() -> needed(challenge));
            login = portal.signIn(code.isReusable() ? credentials.withReusable(code.text()) : credentials.with(code.text()));
        } else {
            secondFactor.notWanted();
        }
        if (login instanceof Challenge again) {
            throw needed(again);
        }
        return (Granted) login;
    }

    private static PortalException needed(Challenge challenge) {
        Problem problem = switch (challenge.factor()) {
            case APP -> Problem.APP_CODE_NEEDED;
            case APP_NOT_SET_UP -> Problem.APP_NOT_SET_UP;
            case SMS -> Problem.SMS_CODE_NEEDED;
            case SMS_NOT_SET_UP -> Problem.PHONE_NOT_SET_UP;
        };
        return new PortalException(problem, "signing in", challenge.phone().map(phone -> " " + phone).orElse(""), null);
    }

    /** A code for a user who has not set up the second factor would set it up, which only the user should do. */
    private static Optional<Challenge> answerable(Challenge challenge) {
        return Optional.of(challenge).filter(c -> c.factor() == Factor.APP || c.factor() == Factor.SMS);
    }
}
