package io.docspace.auth.kubernetes;

import io.docspace.auth.token.RefusalStore;
import io.docspace.auth.token.TokenWriteException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The record of a refused login, in an annotation of the Secret. */
record SecretRefusals(SecretStore store) implements RefusalStore {
    private static final Logger LOG = Logger.getLogger(SecretRefusals.class);

    @Override
    public Optional<String> read() {
        return store.read().map(state -> state.annotations().getOrDefault(SecretState.REFUSAL, ""))
                .filter(text -> !text.isEmpty());
    }

    @Override
    public void write(String record) {
        change(Optional.of(record.strip()));
    }

    @Override
    public void delete() {
        change(Optional.empty());
    }

    private void change(Optional<String> record) {
        try {
            store.change(state -> state.withRefusal(record));
        } catch (TokenWriteException e) {
            LOG.warnf("the refused login could not be recorded: %s", e.getMessage());
        }
    }
}
