package io.docspace.auth;

import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.RefusalStore;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenSink;
import java.util.Optional;

/** A sink that does nothing: a test overrides what it asks for. */
public class FakeSink implements TokenSink {
    @Override
    public void check() {
        throw new AssertionError("not asked for");
    }

    @Override
    public Optional<StoredToken> current() {
        throw new AssertionError("not asked for");
    }

    @Override
    public Optional<StoredToken> peek() {
        throw new AssertionError("not asked for");
    }

    @Override
    public void write(IssuedToken issued) {
        throw new AssertionError("not asked for");
    }

    @Override
    public void delete(Token token) {
        throw new AssertionError("not asked for");
    }

    @Override
    public RefusalStore refusals() {
        return RefusalStore.NONE;
    }
}
