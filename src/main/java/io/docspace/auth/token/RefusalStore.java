package io.docspace.auth.token;

import java.util.Optional;

/** Stores the record of a refused login, one line of text, next to the token. An unreadable record counts as none. */
public interface RefusalStore {
    /** Stores nothing. */
    RefusalStore NONE = new RefusalStore() {
        @Override
        public Optional<String> read() {
            return Optional.empty();
        }

        @Override
        public void write(String record) {}

        @Override
        public void delete() {}
    };

    /** The record; empty if this user has not written one. */
    Optional<String> read();

    /**
     * Replaces the record, readable only by its owner. A failure is only logged, since the refusal itself is what the user must
     * see.
     */
    void write(String record);

    /** Removes the record, if there is one. A failure is logged. */
    void delete();
}
