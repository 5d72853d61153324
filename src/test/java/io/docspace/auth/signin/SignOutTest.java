package io.docspace.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.docspace.auth.FakePortal;
import io.docspace.auth.FakeSink;
import io.docspace.auth.signin.SignOut.StillAcceptedException;
import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignOutTest {
    private final List<String> replies = new ArrayList<>();

    @Test
    void a_token_is_revoked_then_proved_gone_then_taken_back() {
        run(false);

        assertEquals(List.of("abc= revoked", "abc= checked", "taken back"), replies);
    }

    @Test
    void a_token_that_the_portal_takes_all_the_same_is_left_where_it_is() {
        assertThrows(StillAcceptedException.class, () -> run(true));
        assertEquals(List.of("abc= revoked", "abc= checked"), replies);
    }

    private void run(boolean accepted) {
        new SignOut(new FakePortal() {
            @Override
            public void signOut(Token token) {
                replies.add(token.text() + " revoked");
            }

            @Override
            public Verdict check(Token token) {
                replies.add(token.text() + " checked");
                return new Verdict(accepted, Instant.EPOCH);
            }
        }, new FakeSink() {
            @Override
            public void delete() {
                replies.add("taken back");
            }
        }).run(new Token("abc="));
    }
}
