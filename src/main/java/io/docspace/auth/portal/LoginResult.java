package io.docspace.auth.portal;

import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.Optional;

/** What a portal says to right credentials. */
public sealed interface LoginResult {
    /**
     * A token, not yet proved.
     *
     * @param expires empty where the portal does not know (it then writes the year 1)
     * @param secondSession the token of a session that a login by code opens besides; empty otherwise
     */
    record Granted(Token token, Optional<Instant> expires, Optional<Token> secondSession) implements LoginResult {
        public Granted(Token token, Optional<Instant> expires) {
            this(token, expires, Optional.empty());
        }
    }

    /**
     * A second factor is asked for, and there is no token.
     *
     * @param phone masked by the portal; empty but for {@link Factor#SMS}
     * @param at when it was asked for, by the portal's clock; empty where it does not tell
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
