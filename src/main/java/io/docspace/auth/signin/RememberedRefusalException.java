package io.docspace.auth.signin;

import io.docspace.auth.portal.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The same login was refused a short while ago, so nothing was sent. The message is one line for the user. */
public final class RememberedRefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RememberedRefusalException(Refusal refusal) {
        super(refusal.message() + "; this login is not retried before "
                + refusal.until().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)
                + ", unless its settings change or --force is given", null, false, false);
        this.refusal = refusal;
    }

    /** Why the portal refused; empty if it issued a token and then did not accept it. */
    public Optional<Problem> problem() {
        return refusal.problem();
    }

    /** The exit status of the run that was refused. */
    public int exitCode() {
        return refusal.exitCode();
    }

    /** When the same login may be retried, by this machine's clock. */
    public Instant retryAt() {
        return refusal.until();
    }
}
