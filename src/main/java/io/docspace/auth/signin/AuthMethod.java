package io.docspace.auth.signin;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenIdentity.OAuthGrant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A way to get a token. */
public sealed interface AuthMethod {
    /**
     * A login.
     *
     * @param userName the user who signs in
     * @param credentials read only if a login is needed
     * @param secondFactor asked if the portal requires one
     * @param settings everything that the login's success depends on, including secrets: a refused login is retried at
     *         once when any of it has changed. Read only if a login is needed, or was refused
     * @param oauth the OAuth grant to exchange the session for; empty to keep the session token
     */
    record PasswordLogin(String userName, Supplier<Credentials> credentials, SecondFactor secondFactor,
            Supplier<List<String>> settings, Optional<OAuthGrant> oauth) implements AuthMethod {
        public PasswordLogin(String userName, Supplier<Credentials> credentials, SecondFactor secondFactor,
                Supplier<List<String>> settings) {
            this(userName, credentials, secondFactor, settings, Optional.empty());
        }

        /** The same for a scoped token. */
        public PasswordLogin with(Optional<OAuthGrant> grant) {
            return new PasswordLogin(userName, credentials, secondFactor, settings, grant);
        }
    }

    /** An existing token or API key: it is checked, and nothing is posted. */
    record ExistingToken(Supplier<Token> token) implements AuthMethod {}

    /** Where a code comes from. */
    @FunctionalInterface
    interface SecondFactor {
        /** A code for the challenge; empty if there is none. */
        Optional<Code> code(Challenge challenge);

        /** Called when the portal issued a token without asking for a code. */
        default void notWanted() {}
    }

    /**
     * A code of the second factor.
     *
     * @param isReusable whether it can be used more than once while it is valid
     */
    record Code(String text, boolean isReusable) {
        @Override
        public String toString() {
            return "code";
        }
    }
}
