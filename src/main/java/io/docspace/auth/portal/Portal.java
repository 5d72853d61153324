package io.docspace.auth.portal;

import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.Optional;

/**
 * The requests to a portal. Each call is one request, and throws {@link PortalException} if the portal refuses, cannot be
 * reached, or is not a DocSpace portal. If a refusal is ambiguous, a second request asks for {@link #state()}.
 */
public interface Portal {
    /** Requests a token. */
    LoginResult signIn(Credentials credentials);

    /** Asks whether a token is good. */
    Verdict check(Token token);

    /** Requests the revocation of a token. The answer proves nothing; {@link #check} does. */
    void signOut(Token token);

    /** Asks whose token it is; empty if the portal does not accept the token. */
    Optional<Person> self(Token token);

    /** Asks for the record of an API key; empty if the portal does not accept the key. */
    Optional<ApiKey> key(Token key);

    /** Asks how passwords are hashed. */
    PasswordHashing passwordHashing();

    /** Asks what state the portal is in. */
    PortalState state();

    /** Requests the revocation of an unneeded session, without retries; a failure is ignored. */
    void forget(Token token);

    /**
     * A portal's verdict on a token.
     *
     * @param accepted true only for an explicit true from the portal
     * @param at the time of the answer, by the portal's clock, by which tokens expire; by this machine's clock if
     *         unknown
     * @param expires when the token expires, if the check tells, which it does for API keys and OAuth tokens
     */
    record Verdict(boolean accepted, Instant at, Optional<Instant> expires) {
        public Verdict(boolean accepted, Instant at) {
            this(accepted, at, Optional.empty());
        }
    }

    /**
     * A user.
     *
     * @param id a GUID
     * @param displayName as the portal shows it
     * @param email empty text if unknown
     * @param role such as "room admin", in English; empty text if unknown
     */
    record Person(String id, String displayName, String email, String role) {}
}
