package io.docspace.auth.portal.retry;

import io.docspace.auth.portal.ApiKey;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.PortalState;
import io.docspace.auth.portal.Problem.Retry;
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
 * Retries transient failures until the deadline. Each request is retried by itself: a check that fails does not cost another login.
 */
public final class RetryingPortal implements Portal {
    private static final Logger LOG = Logger.getLogger(RetryingPortal.class);

    /** Time reserved for a last try before the deadline. */
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
        return retrying(() -> {
            try {
                return portal.signIn(credentials);
            } catch (PortalException e) {
                throw credentials.areForOnce() && e.problem().mayHaveBeenProcessed() ? e.asLostCode() : e;
            }
        });
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
    public void forget(Token token) {
        portal.forget(token);
    }

    @Override
    public Optional<Person> self(Token token) {
        return retrying(() -> portal.self(token));
    }

    @Override
    public Optional<ApiKey> key(Token key) {
        return retrying(() -> portal.key(key));
    }

    @Override
    public PasswordHashing passwordHashing() {
        return retrying(portal::passwordHashing);
    }

    @Override
    public PortalState state() {
        return retrying(portal::state);
    }

    <T> T retrying(Supplier<T> request) {
        Supplier<T> next = request;
        int refusals = 0;
        int windows = 0;
        for (int tries = 1;; tries++) {
            try {
                return next.get();
            } catch (PortalException e) {
                Retry retry = e.problem().retry();
                boolean isRateLimit = retry == Retry.SHORTLY || retry == Retry.NEXT_WINDOW;
                refusals = isRateLimit ? refusals + (retry == Retry.SHORTLY ? 1 : 0) : 0;
                windows = isRateLimit ? windows + (retry == Retry.NEXT_WINDOW ? 1 : 0) : 0;
                Optional<Duration> wait = wait(e, tries, retry == Retry.NEXT_WINDOW ? windows : refusals);
                // A failure after a signal is caused by the signal.
                if (wait.isEmpty() || ApplicationLifecycleManager.isVmShuttingDown()) {
                    throw isTooLate(e) ? e.asTooLate() : tries == 1 ? e : e.after(tries, deadline.passed());
                }
                if (retry == Retry.WHEN_SET_UP) {
                    next = () -> whenSetUp(request, e);
                }
                LOG.infof("%s, retrying in %s s, %d s left", e.whatCame(), seconds(wait.get()), deadline.left().toSeconds());
                sleeper.sleep(wait.get());
            }
        }
    }

    /**
     * How long to wait before the next try; empty where the failure is final.
     *
     * @param refusals how many of the last tries met the same kind of rate limit
     */
    private Optional<Duration> wait(PortalException failure, int tries, int refusals) {
        if (!failure.isTransient() || deadline.isSingleTry()) {
            return Optional.empty();
        }
        if (isTooLate(failure)) {
            return Optional.empty();
        }
        Duration left = deadline.left();
        Duration longest = left.minus(LAST_TRY);
        boolean isWindow = failure.problem().retry() == Retry.NEXT_WINDOW && failure.retryAfter().isEmpty();
        Duration wait = isWindow ? backOff.afterWindow(refusals) : backOff.after(tries, refusals, failure.retryAfter());
        return longest.compareTo(Duration.ZERO) > 0 ? Optional.of(wait.compareTo(longest) < 0 ? wait : longest)
                : Optional.empty();
    }

    /**
     * A login to a portal that is not set up counts as a failure, so only its settings are requested until they say that it is.
     */
    private <T> T whenSetUp(Supplier<T> request, PortalException notSetUp) {
        if (!portal.state().isSetUp()) {
            throw notSetUp;
        }
        return request.get();
    }

    /** Whether the portal asks for a longer wait than the run has. */
    private boolean isTooLate(PortalException failure) {
        Duration left = deadline.isSingleTry() ? Duration.ZERO : deadline.left();
        return failure.isTransient() && failure.retryAfter().filter(asked -> asked.compareTo(left) > 0).isPresent();
    }

    private static String seconds(Duration wait) {
        return String.format(Locale.ROOT, "%.1f", wait.toMillis() / 1000.0);
    }
}
