package io.docspace.auth.signin;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.token.Token;
import java.util.Optional;
import java.util.function.Supplier;

/** A way to a token. */
public sealed interface AuthMethod {
    /**
     * A login.
     *
     * @param credentials read only where a login is needed
     * @param secondFactor asked where the portal wants one
     */
    record PasswordLogin(Supplier<Credentials> credentials, SecondFactor secondFactor) implements AuthMethod {}

    /** A token or an API key that is there already: it is proved, and nothing is posted. */
    record ExistingToken(Supplier<Token> token) implements AuthMethod {}

    /** Where a code comes from. */
    @FunctionalInterface
    interface SecondFactor {
        /** A code for the challenge; empty where there is none to give. */
        Optional<String> code(Challenge challenge);
    }
}
