package io.docspace.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.docspace.auth.FakePortal;
import io.docspace.auth.FakeSink;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.signin.SignOut.StillAcceptedException;
import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SignOutTest {
    private final List<String> replies = new ArrayList<>();

    @Test
    void a_token_is_revoked_then_proved_gone_then_taken_back() {
        run(false);

        assertEquals(List.of("abc= revoked", "abc= checked", "abc= taken back"), replies);
    }

    @Test
    void a_token_that_the_portal_takes_all_the_same_is_left_where_it_is() {
        assertThrows(StillAcceptedException.class, () -> run(true));
        assertEquals(List.of("abc= revoked", "abc= checked"), replies);
    }

    @Test
    void what_is_no_plain_no_of_the_portal_is_no_proof_and_the_token_is_left_where_it_is() {
        var failure = assertThrows(PortalException.class, () -> run(() -> {
            throw new PortalException(Problem.PROXY_IN_FRONT, "checking the token", " (401, an HTML page)", null);
        }));

        assertEquals(
                "proving that the token is revoked: an access proxy or a firewall answered instead of the portal (401, an HTML"
                        + " page); the token may still be good, so its stored copy was not removed; allow this program there,"
                        + " or set --base-url to the portal's own address",
                failure.getMessage());
        assertEquals(List.of("abc= revoked", "abc= checked"), replies);
    }

    private void run(boolean accepted) {
        run(() -> accepted);
    }

    private void run(BooleanSupplier accepted) {
        new SignOut(new FakePortal() {
            @Override
            public void signOut(Token token) {
                replies.add(token.text() + " revoked");
            }

            @Override
            public Verdict check(Token token) {
                replies.add(token.text() + " checked");
                return new Verdict(accepted.getAsBoolean(), Instant.EPOCH);
            }
        }, new FakeSink() {
            @Override
            public void delete(Token token) {
                replies.add(token.text() + " taken back");
            }
        }).run(new Token("abc="));
    }
}
