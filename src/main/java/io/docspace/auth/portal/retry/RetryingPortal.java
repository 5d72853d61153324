package io.docspace.auth.portal.retry;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.time.Sleeper;
import io.docspace.auth.token.Token;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tries again where waiting helps, until the deadline. Each request is tried again by itself: a check that fails does not
 * cost another login.
 */
public final class RetryingPortal implements Portal {
    private static final Logger LOG = Logger.getLogger(RetryingPortal.class);

    /** Kept back from a last wait, so that there is time for a last try. */
    private static final Duration LAST_TRY = Duration.ofSeconds(1);

    private final Portal portal;
    private final BackOff backOff;
    private final Deadline deadline;
    private final Sleeper sleeper;

    public RetryingPortal(Portal portal, BackOff backOff, Deadline deadline, Sleeper sleeper) {
        this.portal = portal;
        this.backOff = backOff;
        this.deadline = deadline;
        this.sleeper = sleeper;
    }

    @Override
    public LoginResult signIn(Credentials credentials) {
        return retrying(() -> portal.signIn(credentials));
    }

    @Override
    public Verdict check(Token token) {
        return retrying(() -> portal.check(token));
    }

    @Override
    public void signOut(Token token) {
        retrying(() -> {
            portal.signOut(token);
            return true;
        });
    }

    @Override
    public Optional<Person> self(Token token) {
        return retrying(() -> portal.self(token));
    }

    @Override
    public PasswordHashing passwordHashing() {
        return retrying(portal::passwordHashing);
    }

    private <T> T retrying(Supplier<T> request) {
        int refusals = 0;
        for (int tries = 1;; tries++) {
            try {
                return request.get();
            } catch (PortalException e) {
                refusals = isRateLimit(e.problem()) ? refusals + 1 : 0;
                Optional<Duration> next = wait(e, tries, refusals);
                // What fails once a signal has ended the run fails because of it.
                if (next.isEmpty() && isTooLate(e)) {
                    throw e.asTooLate();
                }
                if (next.isEmpty() || ApplicationLifecycleManager.isVmShuttingDown()) {
                    throw tries == 1 ? e : e.after(tries, deadline.passed());
                }
                Duration wait = next.get();
                LOG.infof("%s, trying again in %s s, %d s left",
                        e.whatCame(), seconds(wait), deadline.left().toSeconds());
                sleeper.sleep(wait);
            }
        }
    }

    /** How long to wait before the next try; empty where the failure is final. */
    private Optional<Duration> wait(PortalException failure, int tries, int refusals) {
        if (!failure.isTransient() || deadline.isSingleTry()) {
            return Optional.empty();
        }
        if (isTooLate(failure)) {
            return Optional.empty();
        }
        Duration left = deadline.left();
        Duration longest = left.minus(LAST_TRY);
        Duration wait = backOff.after(tries, refusals, failure.retryAfter());
        return longest.compareTo(Duration.ZERO) > 0 ? Optional.of(wait.compareTo(longest) < 0 ? wait : longest)
                : Optional.empty();
    }

    /** Whether the portal asks for a longer wait than the run has. */
    private boolean isTooLate(PortalException failure) {
        Duration left = deadline.isSingleTry() ? Duration.ZERO : deadline.left();
        return failure.isTransient() && failure.retryAfter().filter(asked -> asked.compareTo(left) > 0).isPresent();
    }

    private static boolean isRateLimit(Problem problem) {
        return problem.retry() == Problem.Retry.SHORTLY || problem.retry() == Problem.Retry.NEXT_WINDOW;
    }

    private static String seconds(Duration wait) {
        return String.format(Locale.ROOT, "%.1f", wait.toMillis() / 1000.0);
    }
}
