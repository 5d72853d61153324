package io.docspace.auth.token;

import java.util.Optional;

/** Where a proved token goes. */
public interface TokenSink {
    /** A sink that keeps nothing. */
    TokenSink NONE = new TokenSink() {
        @Override
        public void check() {}

        @Override
        public Optional<StoredToken> current() {
            return Optional.empty();
        }

        @Override
        public Optional<StoredToken> peek() {
            return Optional.empty();
        }

        @Override
        public void write(IssuedToken issued) {}

        @Override
        public void delete(Token token) {}

        @Override
        public RefusalStore refusals() {
            return RefusalStore.NONE;
        }
    };

    /**
     * Finds out before a login is spent whether {@link #write} can work. Called only before a login: it may write.
     *
     * @throws TokenWriteException if it cannot
     */
    void check();

    /**
     * The token that was handed over last, for a run that would reuse it; empty where there is none, nothing that could be one,
     * or one that another user may have put there. Writes nothing.
     */
    Optional<StoredToken> current();

    /** The same for one who looks again and again: tells nobody what is wrong with what is stored. */
    Optional<StoredToken> peek();

    /** Whether {@link #peek} finds this token. */
    default boolean holds(Token token) {
        return peek().map(StoredToken::token).filter(token::equals).isPresent();
    }

    /** Whether each place holds a token that {@link #peek} found, where a token goes to more than one. */
    default boolean holdsEverywhere(Token token) {
        return true;
    }

    /**
     * Hands the token over with its metadata, whole or not at all. Writes nothing where this very token is stored as it should be.
     *
     * @throws TokenWriteException if it cannot; what was there before is still there
     */
    void write(IssuedToken issued);

    /**
     * Takes a token back, with its metadata. Another token that was handed over meanwhile stays.
     *
     * @throws TokenWriteException if it cannot
     */
    void delete(Token token);

    /** Where a refused login is remembered. */
    RefusalStore refusals();
}
