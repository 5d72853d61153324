package io.docspace.auth.portal;

import java.time.Duration;
import java.util.Optional;

/** A portal did not do what was asked. The message is one line for the user: what was tried, what came back, what to do. */
public final class PortalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String tried;
    private final String whatCame;
    private final String advice;
    private final boolean isTransient;
    private final Duration retryAfter;

    /** What kind of failure it is, and so what helps against it. */
    public enum Problem {
        /** Wrong user name or password; trying again locks the account. */
        CREDENTIALS_REFUSED,
        /** Locked, disabled, not allowed from here, or too many requests. */
        REFUSED,
        /** No answer, a late answer, or a server's own failure. */
        UNREACHABLE,
        /** The certificate or the handshake. */
        TLS,
        /** Something answers, but it does not speak the DocSpace API. */
        NOT_A_PORTAL
    }

    /**
     * @param tried such as "signing in"
     * @param whatCame what came back instead
     * @param advice what to do about it
     */
    public PortalException(Problem problem, String tried, String whatCame, String advice, Throwable cause) {
        this(problem, tried, whatCame, advice, cause, false, null);
    }

    private PortalException(Problem problem, String tried, String whatCame, String advice, Throwable cause, boolean isTransient,
            Duration retryAfter) {
        super(tried + ": " + whatCame + "; " + advice, cause, false, false);
        this.problem = problem;
        this.tried = tried;
        this.whatCame = whatCame;
        this.advice = advice;
        this.isTransient = isTransient;
        this.retryAfter = retryAfter;
    }

    /**
     * The same, known to pass by itself.
     *
     * @param after when the portal says to come back; null where it does not say
     */
    public PortalException asTransient(Duration after) {
        return new PortalException(problem, tried, whatCame, advice, getCause(), true, after);
    }

    /** The same, with how long it was tried. */
    public PortalException after(int tries, Duration time) {
        return new PortalException(problem, tried, whatCame + ", " + tries + " tries in " + time.toSeconds() + " s", advice,
                getCause(), isTransient, retryAfter);
    }

    public Problem problem() {
        return problem;
    }

    /** What came back, without what was tried and what to do. */
    public String whatCame() {
        return whatCame;
    }

    /** Whether trying again helps. */
    public boolean isTransient() {
        return isTransient;
    }

    /** When the portal says to come back; empty where it does not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
