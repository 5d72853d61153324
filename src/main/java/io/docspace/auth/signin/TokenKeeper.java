package io.docspace.auth.signin;

import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.Portal.Verdict;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.signin.SignIn.Outcome;
import io.docspace.auth.time.Sleeper;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.TokenWriteException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps a token good for as long as it runs: proves it at an interval, and signs in again when the portal no longer takes it or
 * it is about to expire. All times are the portal's own, so that a clock that is wrong here changes nothing.
 *
 * @param portal made anew for each look, with the patience that one may have
 * @param signIn the same for a sign-in; the argument says whether a token that is there and good is kept
 * @param interval between looks, spread by a tenth either way
 * @param renewBefore what a token has left when it is renewed; half of its lifetime at most
 * @param onNew told of each new token
 */
public record TokenKeeper(
        Supplier<Portal> portal,
        SignInFactory signIn,
        Duration interval,
        Duration renewBefore,
        Sleeper sleeper,
        Consumer<IssuedToken> onNew) {
    private static final Logger LOG = Logger.getLogger(TokenKeeper.class);

    /** Portals tell the time in whole seconds: to look more often than that would only be more requests. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Makes the job that gets a token. */
    @FunctionalInterface
    public interface SignInFactory {
        SignIn create(boolean keep);
    }

    /**
     * Runs until it is stopped, or until the portal refuses for good.
     *
     * @throws Sleeper.StoppedException when it is stopped
     * @throws PortalException if the first sign-in fails, and later if the credentials are rejected or a second factor is wanted
     */
    public void run(AuthMethod way) {
        Outcome current = signIn.create(true).run(way);
        onNew.accept(current.issued());
        Instant renewal = renewal(current);
        Instant now = current.provedAt();
        String trouble = "";
        while (true) {
            sleeper.sleep(pause(now, renewal));
            try {
                Verdict verdict = portal.get().check(current.issued().token());
                now = verdict.at();
                if (!verdict.accepted() || !now.isBefore(renewal)) {
                    LOG.info(verdict.accepted() ? "the token is about to expire, signing in again"
                            : "the portal no longer takes the token, signing in again");
                    current = signIn.create(false).run(way);
                    onNew.accept(current.issued());
                    renewal = renewal(current);
                    now = current.provedAt();
                }
                trouble = told(trouble, "");
            } catch (PortalException e) {
                if (e.problem() == Problem.WRONG_CREDENTIALS || e.problem().exitCode() == 4) {
                    throw e;
                }
                trouble = told(trouble, e.whatCame());
            } catch (TokenNotAcceptedException | TokenWriteException e) {
                trouble = told(trouble, e.getMessage());
            }
        }
    }

    /** A line when something changes, none while it stays. */
    private static String told(String before, String now) {
        if (now.isEmpty() && !before.isEmpty()) {
            LOG.info("all is well again");
        } else if (!now.isEmpty() && before.isEmpty()) {
            LOG.warnf("%s, the token is kept and it goes on", now);
        }
        return now;
    }

    /** When the token is to be renewed; never, where the portal does not know when it expires. */
    private Instant renewal(Outcome outcome) {
        Optional<Instant> expires = outcome.issued().expires();
        if (expires.isEmpty() || !expires.get().isAfter(outcome.provedAt())) {
            return Instant.MAX;
        }
        Duration half = Duration.between(outcome.provedAt(), expires.get()).dividedBy(2);
        return expires.get().minus(renewBefore.compareTo(half) < 0 ? renewBefore : half);
    }

    private Duration pause(Instant now, Instant renewal) {
        double spread = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
        Duration pause = Duration.ofNanos((long) (interval.toNanos() * spread));
        if (renewal.equals(Instant.MAX) || now.plus(pause).isBefore(renewal)) {
            return pause;
        }
        Duration toRenewal = Duration.between(now, renewal);
        Duration soon = toRenewal.compareTo(TICK) < 0 ? TICK : toRenewal;
        return pause.compareTo(soon) < 0 ? pause : soon;
    }
}
