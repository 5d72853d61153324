package io.docspace.auth.token;

/** Where a proved token goes. */
public interface TokenSink {
    /** A sink that keeps nothing. */
    TokenSink NONE = new TokenSink() {
        @Override
        public void check() {}

        @Override
        public void write(Handover handover) {}
    };

    /**
     * Finds out before a login is spent whether {@link #write} can work.
     *
     * @throws TokenWriteException if it cannot
     */
    void check();

    /**
     * Hands the token over, whole or not at all.
     *
     * @throws TokenWriteException if it cannot; what was there before is still there
     */
    void write(Handover handover);
}
