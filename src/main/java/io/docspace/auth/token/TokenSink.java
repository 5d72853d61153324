package io.docspace.auth.token;

import java.util.Optional;

/** The place where a proved token is stored. */
public interface TokenSink {
    /** A sink that stores nothing. */
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
     * Checks before a login is spent that {@link #write} can work. Called only before a login, since it may write.
     *
     * @throws TokenWriteException if it cannot
     */
    void check();

    /**
     * The stored token, for a run that would reuse it; empty if there is none, if it has an unknown format, or if another user
     * may have put it there. Never writes.
     */
    Optional<StoredToken> current();

    /** The same without logging problems, for a caller that polls. */
    Optional<StoredToken> peek();

    /** Whether {@link #peek} finds this token. */
    default boolean holds(Token token) {
        return peek().map(StoredToken::token).filter(token::equals).isPresent();
    }

    /** If a token goes to several places: whether every one of them holds a token that {@link #peek} found. */
    default boolean holdsEverywhere(Token token) {
        return true;
    }

    /**
     * Stores the token with its metadata, completely or not at all. Writes nothing if exactly this is already stored.
     *
     * @throws TokenWriteException if it cannot; the previous content is unchanged
     */
    void write(IssuedToken issued);

    /**
     * Deletes a token with its metadata. If another token has been stored meanwhile, it stays.
     *
     * @throws TokenWriteException if it cannot
     */
    void delete(Token token);

    /** Where a refused login is recorded. */
    RefusalStore refusals();
}
