package io.docspace.auth.portal.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.FakePortal;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.ApiKey;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.OAuthClient;
import io.docspace.auth.portal.OAuthEndpoints;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal.Person;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.PortalState;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A session is turned into a scoped token, and whatever happens, it does not outlive the login. */
class OAuthPortalTest {
    private static final Credentials CREDENTIALS = Credentials.withPassword("anna", "secret");
    private static final Token SESSION = new Token("session=");
    private static final Token SECOND = new Token("second=");
    private static final Token JWT = new Token("a.b.c");

    private static final Person ANNA = new Person("1", "Anna", "", "");
    private static final ApiKey KEY = new ApiKey("1", "", "", "", List.of(), true, Optional.empty());
    private static final PasswordHashing HASHING = new PasswordHashing(256, 100_000, "salt");
    private static final PortalState STATE = new PortalState(Optional.empty(), true);

    private final List<String> asked = new ArrayList<>();
    private LoginResult login = new Granted(SESSION, Optional.empty(), Optional.of(SECOND));
    private Optional<Problem> refusal = Optional.empty();
    private boolean accepted = true;
    private Supplier<String> secret = () -> "app-secret";
    private final OAuthClient client = new OAuthClient("app", () -> secret.get(), () -> "files:read");

    private final OAuthPortal portal = new OAuthPortal(new FakePortal() {
        @Override
        public LoginResult signIn(Credentials credentials) {
            asked.add("login");
            return login;
        }

        @Override
        public Verdict check(Token token) {
            return new Verdict(accepted, Instant.EPOCH);
        }

        @Override
        public void signOut(Token token) {
            asked.add("sign out " + token.text());
        }

        @Override
        public void forget(Token token) {
            asked.add("forget " + token.text());
        }

        @Override
        public Optional<Person> self(Token token) {
            return Optional.of(ANNA).filter(anna -> token.equals(JWT));
        }

        @Override
        public Optional<ApiKey> key(Token key) {
            return Optional.of(KEY).filter(known -> key.equals(JWT));
        }

        @Override
        public PasswordHashing passwordHashing() {
            return HASHING;
        }

        @Override
        public PortalState state() {
            return STATE;
        }
    }, new OAuthEndpoints() {
        @Override
        public String signature(Token session) {
            asked.add("signature " + session.text());
            return "signature";
        }

        @Override
        public Granted token(OAuthClient client, String signature) {
            asked.add("token " + client.id() + " " + client.secret().get() + " " + client.scope().get() + " " + signature);
            refusal.ifPresent(problem -> {
                throw new PortalException(problem, "asking");
            });
            return new Granted(JWT, Optional.empty(), Optional.empty());
        }

        @Override
        public void revoke(OAuthClient client, Token token) {
            asked.add("revoke " + client.id() + " " + token.text());
        }
    }, client);

    @Test
    void the_session_is_signed_out_once_the_token_is_there() {
        assertEquals(JWT, ((Granted) portal.signIn(CREDENTIALS)).token());
        assertEquals(List.of("login", "signature session=", "token app app-secret files:read signature", "forget second=",
                "forget session="), asked);
    }

    @Test
    void the_session_is_signed_out_where_the_token_is_refused() {
        refusal = Optional.of(Problem.OAUTH_SCOPE);
        assertEquals(Problem.OAUTH_SCOPE,
                assertThrows(PortalException.class, () -> portal.signIn(CREDENTIALS)).problem());
        assertEquals(List.of("forget second=", "forget session="), asked.subList(3, 5));
    }

    @Test
    void a_secret_that_is_missing_is_told_before_a_login_is_spent() {
        secret = () -> {
            throw new SettingException("no client secret");
        };

        assertThrows(SettingException.class, () -> portal.signIn(CREDENTIALS));
        assertEquals(List.of(), asked);
    }

    @Test
    void a_challenge_is_passed_on() {
        login = new LoginResult.Challenge(LoginResult.Factor.APP, Optional.empty(), Optional.empty());
        assertSame(login, portal.signIn(CREDENTIALS));
        assertEquals(List.of("login"), asked);
    }

    @Test
    void a_fresh_token_that_is_not_accepted_holds_for_another_host() {
        accepted = false;
        assertFalse(portal.check(JWT).accepted(), "an old one may have expired");
        portal.signIn(CREDENTIALS);
        assertFalse(portal.check(SESSION).accepted());
        assertEquals(Problem.OAUTH_OTHER_HOST, assertThrows(PortalException.class, () -> portal.check(JWT)).problem());
        accepted = true;
        assertTrue(portal.check(JWT).accepted());
        portal.signOut(JWT);
        accepted = false;
        assertFalse(portal.check(JWT).accepted(), "it was revoked");
    }

    @Test
    void whatever_has_nothing_to_do_with_oauth_is_asked_of_the_portal() {
        assertEquals(Optional.of(ANNA), portal.self(JWT));
        assertEquals(Optional.of(KEY), portal.key(JWT));
        assertSame(HASHING, portal.passwordHashing());
        assertSame(STATE, portal.state());
        portal.forget(SESSION);
        assertEquals(List.of("forget session="), asked);
    }

    @Test
    void a_token_is_revoked_by_its_client_and_a_session_is_signed_out() {
        portal.signOut(JWT);
        portal.signOut(SESSION);
        assertEquals(List.of("revoke app a.b.c", "sign out session="), asked);
        assertEquals("OAuth client app", client.toString());
    }
}
