package io.docspace.auth.portal;

import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.Optional;

/**
 * What is asked of a portal. Each call is one request, and throws {@link PortalException} if the portal refuses, cannot be
 * reached, or is no DocSpace portal. Where a refusal does not tell its reason, a second request asks for {@link #state()}.
 */
public interface Portal {
    /** Asks for a token. */
    LoginResult signIn(Credentials credentials);

    /** Asks whether a token is good. */
    Verdict check(Token token);

    /** Asks the portal to forget a token. Its answer proves nothing; {@link #check} does. */
    void signOut(Token token);

    /** Asks whose token it is; empty where the token is not good. */
    Optional<Person> self(Token token);

    /** Asks what an API key is; empty where it is not good. */
    Optional<ApiKey> key(Token key);

    /** Asks how passwords are hashed. */
    PasswordHashing passwordHashing();

    /** Asks what state the portal is in. */
    PortalState state();

    /** Asks the portal once to forget a session that nobody needs; a failure changes nothing. */
    void forget(Token token);

    /**
     * A portal's word on a token.
     *
     * @param accepted nothing but its plain yes
     * @param at when it said so, by its own clock, which is the one that its tokens expire by; ours where it does not tell
     * @param expires when the token ends, as far as the check tells: for API keys and OAuth tokens
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
     * @param email empty text where the portal does not tell
     * @param role such as "room admin", in English; empty text where the portal does not tell
     */
    record Person(String id, String displayName, String email, String role) {}
}
