package io.docspace.auth.signin;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenIdentity.OAuthGrant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A way to a token. */
public sealed interface AuthMethod {
    /**
     * A login.
     *
     * @param userName whose
     * @param credentials read only where a login is needed
     * @param secondFactor asked where the portal wants one
     * @param settings all that the login's success depends on, secrets included: a login that was refused is tried at once when
     *        any of it has changed. Read only where a login is needed, or was refused
     * @param oauth what the token is to be turned into; empty for the session itself
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

    /** A token or an API key that is there already: it is proved, and nothing is posted. */
    record ExistingToken(Supplier<Token> token) implements AuthMethod {}

    /** Where a code comes from. */
    @FunctionalInterface
    interface SecondFactor {
        /** A code for the challenge; empty where there is none to give. */
        Optional<Code> code(Challenge challenge);

        /** Told where the portal gave a token and wanted no code. */
        default void notWanted() {}
    }

    /**
     * A code of the second factor.
     *
     * @param isReusable whether it works more than once while it lasts
     */
    record Code(String text, boolean isReusable) {
        @Override
        public String toString() {
            return "code";
        }
    }
}
