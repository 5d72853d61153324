package io.docspace.auth.token;

import java.util.Optional;

/**
 * Two places for one token: both must take it, or the run fails.
 *
 * @param first the place that is read, and that stores a refused login
 */
public record BothSinks(TokenSink first, TokenSink second) implements TokenSink {
    @Override
    public void check() {
        first.check();
        second.check();
    }

    @Override
    public Optional<StoredToken> current() {
        return first.current();
    }

    @Override
    public Optional<StoredToken> peek() {
        return first.peek();
    }

    @Override
    public boolean holdsEverywhere(Token token) {
        return second.holds(token);
    }

    @Override
    public void write(IssuedToken issued) {
        first.write(issued);
        second.write(issued);
    }

    @Override
    public void delete(Token token) {
        first.delete(token);
        second.delete(token);
    }

    @Override
    public RefusalStore refusals() {
        return first.refusals();
    }
}
