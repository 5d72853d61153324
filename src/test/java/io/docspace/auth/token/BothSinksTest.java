package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two places get one token, in their order, and the first is the one that counts. */
class BothSinksTest {
    private static final IssuedToken ISSUED = new IssuedToken(new Token("abc="),
            TokenIdentity.ofLogin(URI.create("https://portal.example.com"), "anna"), Optional.empty());

    private final List<String> asked = new ArrayList<>();
    private Optional<StoredToken> holds = Optional.of(new StoredToken(ISSUED.token(), Optional.empty()));

    private TokenSink sink(String name, boolean works) {
        return new TokenSink() {
            private void ask(String what) {
                asked.add(name + " " + what);
                if (!works) {
                    throw new TokenWriteException(name, null);
                }
            }

            @Override
            public void check() {
                ask("check");
            }

            @Override
            public Optional<StoredToken> current() {
                ask("current");
                return holds;
            }

            @Override
            public Optional<StoredToken> peek() {
                ask("peek");
                return holds;
            }

            @Override
            public void write(IssuedToken issued) {
                ask("write " + issued.token().text());
            }

            @Override
            public void delete(Token token) {
                ask("delete " + token.text());
            }

            @Override
            public RefusalStore refusals() {
                ask("refusals");
                return RefusalStore.NONE;
            }
        };
    }

    @Test
    void both_are_asked_and_the_first_is_read() {
        BothSinks both = new BothSinks(sink("secret", true), sink("file", true));
        both.check();
        assertEquals(holds, both.current());
        assertEquals(holds, both.peek());
        both.write(ISSUED);
        both.delete(ISSUED.token());
        assertSame(RefusalStore.NONE, both.refusals());

        assertEquals(
                List.of("secret check", "file check", "secret current", "secret peek", "secret write abc=", "file write abc=",
                        "secret delete abc=", "file delete abc=", "secret refusals"),
                asked);
    }

    @Test
    void the_second_is_looked_at_for_whether_it_holds_the_token_too() {
        BothSinks both = new BothSinks(sink("secret", true), sink("file", true));

        assertTrue(both.holdsEverywhere(ISSUED.token()));
        assertFalse(both.holdsEverywhere(new Token("other=")));
        holds = Optional.empty();
        assertFalse(both.holdsEverywhere(ISSUED.token()));
        assertEquals(List.of("file peek", "file peek", "file peek"), asked);
    }

    @Test
    void one_place_alone_is_everywhere() {
        assertTrue(sink("file", true).holdsEverywhere(ISSUED.token()));
        assertSame(RefusalStore.NONE, TokenSink.NONE.refusals());
    }

    @Test
    void a_place_that_fails_fails_the_run() {
        assertThrows(TokenWriteException.class, () -> new BothSinks(sink("a", true), sink("b", false)).check());
        assertThrows(TokenWriteException.class, () -> new BothSinks(sink("a", true), sink("b", false)).write(ISSUED));
    }
}
