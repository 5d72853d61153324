package io.docspace.auth.kubernetes;

import io.docspace.auth.kubernetes.ApiFailure.Kind;
import io.docspace.auth.portal.retry.BackOff;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.time.Sleeper;
import io.docspace.auth.token.TokenWriteException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * One Secret, with retries of transient failures until the deadline.
 *
 * @param name with its namespace, for messages
 * @param deadline returns the deadline of an operation
 */
record SecretStore(ApiServer server, String name, Supplier<Deadline> deadline, BackOff backOff, Sleeper sleeper) {
    private static final Logger LOG = Logger.getLogger(SecretStore.class);

    /** Time reserved for a last try before the deadline. */
    private static final Duration LAST_TRY = Duration.ofSeconds(1);

    /** @throws TokenWriteException if the API server refuses or cannot be reached */
    Optional<SecretState> read() {
        return retrying("reading", server::get);
    }

    /** Checks whether {@link #apply} would work. */
    void probe(SecretState state) {
        retrying("writing", time -> server.apply(state, true, time));
    }

    /** Replaces all our fields. */
    SecretState apply(SecretState state) {
        return retrying("writing", time -> server.apply(state, false, time));
    }

    /**
     * Changes our fields. If another writer interferes, the Secret is read and changed again.
     *
     * @return the resulting Secret; empty if there is none
     */
    Optional<SecretState> change(UnaryOperator<SecretState> change) {
        return retrying("writing", time -> {
            Optional<SecretState> before = server.get(time);
            return before.map(state -> {
                SecretState after = change.apply(state.ours());
                return after.equals(state.ours()) ? state : server.apply(after, false, time);
            });
        });
    }

    private <T> T retrying(String tried, Function<Deadline, T> request) {
        Deadline time = deadline.get();
        int refusals = 0;
        for (int tries = 1;; tries++) {
            try {
                return request.apply(time);
            } catch (ApiFailure e) {
                refusals = e.kind() == Kind.TOO_MANY ? refusals + 1 : 0;
                Optional<Duration> wait = wait(e, time, tries, refusals);
                if (wait.isEmpty()) {
                    String often = tries == 1 ? "" : ", " + tries + " tries in " + time.passed().toSeconds() + " s";
                    throw new TokenWriteException(
                            tried + " the Secret " + name + ": " + e.whatCame() + often + "; " + e.advice(), e);
                }
                LOG.infof("%s, retrying in %s s, %d s left", e.whatCame(),
                        String.format(Locale.ROOT, "%.1f", wait.get().toMillis() / 1000.0), time.left().toSeconds());
                sleeper.sleep(wait.get());
            }
        }
    }

    /** How long to wait before the next try; empty where the failure is final. */
    private Optional<Duration> wait(ApiFailure failure, Deadline time, int tries, int refusals) {
        Duration left = time.left();
        if (failure.kind() == Kind.FINAL || time.isSingleTry()
                || failure.retryAfter().filter(asked -> asked.compareTo(left) > 0).isPresent()) {
            return Optional.empty();
        }
        Duration longest = left.minus(LAST_TRY);
        Duration wait = backOff.after(tries, refusals, failure.retryAfter());
        return longest.compareTo(Duration.ZERO) > 0 ? Optional.of(wait.compareTo(longest) < 0 ? wait : longest)
                : Optional.empty();
    }
}
