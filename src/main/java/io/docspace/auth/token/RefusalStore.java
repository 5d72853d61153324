package io.docspace.auth.token;

import java.util.Optional;

/** Keeps the record of a refused login, one line of text, where the token goes. A record that cannot be read is as good as none. */
public interface RefusalStore {
    /** Keeps nothing. */
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

    /** The record; empty where there is none that this user has written. */
    Optional<String> read();

    /** Replaces the record, for its owner alone. A failure is logged, since the refusal itself is what the user must read. */
    void write(String record);

    /** Removes the record, if there is one. A failure is logged. */
    void delete();
}
