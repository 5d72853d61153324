package io.docspace.auth.portal;

import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.Optional;

/** A portal's answer to correct credentials. */
public sealed interface LoginResult {
    /**
     * A token that has not been checked yet.
     *
     * @param expires empty if unknown (the portal then sends the year 1)
     * @param secondSession the token of the second session that a login by code opens; empty otherwise
     */
    record Granted(Token token, Optional<Instant> expires, Optional<Token> secondSession) implements LoginResult {
        public Granted(Token token, Optional<Instant> expires) {
            this(token, expires, Optional.empty());
        }
    }

    /**
     * The portal requires a second factor and issues no token.
     *
     * @param phone masked by the portal; empty except for {@link Factor#SMS}
     * @param at when the portal asked, by its own clock; empty if unknown
     */
    record Challenge(Factor factor, Optional<String> phone, Optional<Instant> at) implements LoginResult {
        public Challenge(Factor factor, Optional<String> phone) {
            this(factor, phone, Optional.empty());
        }
    }

    /** The second factors of DocSpace. */
    enum Factor {
        /** A code of the user's authenticator app. */
        APP,
        /** An authenticator app that the user has yet to set up. */
        APP_NOT_SET_UP,
        /** A code sent to the user's phone. */
        SMS,
        /** A phone that the user has yet to confirm. */
        SMS_NOT_SET_UP
    }
}
