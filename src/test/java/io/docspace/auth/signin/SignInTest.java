package io.docspace.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.Login;
import io.docspace.auth.portal.Login.Challenge;
import io.docspace.auth.portal.Login.Factor;
import io.docspace.auth.portal.Login.Granted;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.token.Handover;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenSink;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of things, which is the point of the use case. */
class SignInTest {
    private static final Credentials CREDENTIALS = new Credentials("anna", "secret");
    private static final Granted GRANTED = new Granted(new Token("abc="), Optional.of(Instant.EPOCH));
    private static final URI ADDRESS = URI.create("https://portal.example.com");

    private final List<String> deeds = new ArrayList<>();

    @Test
    void the_sink_is_checked_then_the_login_then_the_proof_then_the_hand_over() {
        Handover handover = signIn(GRANTED, true).run(CREDENTIALS);

        assertEquals(new Handover(GRANTED.token(), GRANTED.expires(), "anna", ADDRESS), handover);
        assertEquals(List.of("sink checked", "login of anna", "abc= checked", "abc= written"), deeds);
    }

    @Test
    void a_token_that_is_not_accepted_is_not_handed_over() {
        assertThrows(TokenNotAcceptedException.class, () -> signIn(GRANTED, false).run(CREDENTIALS));
        assertEquals(List.of("sink checked", "login of anna", "abc= checked"), deeds);
    }

    @Test
    void a_challenge_ends_it() {
        Login challenge = new Challenge(Factor.SMS, Optional.of("+37**99"));

        var failure = assertThrows(SecondFactorException.class, () -> signIn(challenge, true).run(CREDENTIALS));

        assertEquals("signing in: the portal wants a second factor, a code sent to the phone +37**99; use an account without"
                + " one", failure.getMessage());
        assertEquals(List.of("sink checked", "login of anna"), deeds);
    }

    private SignIn signIn(Login login, boolean accepted) {
        Portal portal = new Portal() {
            @Override
            public Login signIn(Credentials credentials) {
                deeds.add("login of " + credentials.userName());
                return login;
            }

            @Override
            public boolean accepts(Token token) {
                deeds.add(token.text() + " checked");
                return accepted;
            }
        };
        return new SignIn(portal, ADDRESS, new TokenSink() {
            @Override
            public void check() {
                deeds.add("sink checked");
            }

            @Override
            public void write(Handover handover) {
                deeds.add(handover.token().text() + " written");
            }
        });
    }
}
