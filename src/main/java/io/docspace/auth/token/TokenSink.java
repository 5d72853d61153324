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
        public void write(IssuedToken issued) {}

        @Override
        public void delete() {}
    };

    /**
     * Finds out before a login is spent whether {@link #write} can work.
     *
     * @throws TokenWriteException if it cannot
     */
    void check();

    /** The token that was handed over last; empty where there is none, or nothing that could be one. */
    Optional<StoredToken> current();

    /**
     * Hands the token over, whole or not at all.
     *
     * @throws TokenWriteException if it cannot; what was there before is still there
     */
    void write(IssuedToken issued);

    /**
     * Takes back what was handed over, if it is there.
     *
     * @throws TokenWriteException if it cannot
     */
    void delete();
}
