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
    private final Duration retryAfter;

    /** In the words of the table alone. */
    public PortalException(Problem problem, String tried) {
        this(problem, tried, "", null);
    }

    /**
     * In the words of the table.
     *
     * @param tried such as "signing in"
     * @param detail of this occurrence, appended to the sentence: a status, a reason; may be empty
     * @param cause null where there is none
     */
    public PortalException(Problem problem, String tried, String detail, Throwable cause) {
        this(problem, tried, problem.sentence() + detail, problem.advice(), cause);
    }

    /**
     * In words of its own.
     *
     * @param whatCame what came back instead
     * @param advice what to do about it
     * @param cause null where there is none
     */
    public PortalException(Problem problem, String tried, String whatCame, String advice, Throwable cause) {
        this(problem, tried, whatCame, advice, cause, null);
    }

    private PortalException(Problem problem, String tried, String whatCame, String advice, Throwable cause,
            Duration retryAfter) {
        super(tried + ": " + whatCame + "; " + advice, cause, false, false);
        this.problem = problem;
        this.tried = tried;
        this.whatCame = whatCame;
        this.advice = advice;
        this.retryAfter = retryAfter;
    }

    /** The same, with the time after which the portal asks to come back. */
    public PortalException retryingAfter(Duration wait) {
        return new PortalException(problem, tried, whatCame, advice, getCause(), wait);
    }

    /** The same, with how long it was tried. */
    public PortalException after(int tries, Duration time) {
        return new PortalException(problem, tried, whatCame + ", " + tries + " tries in " + time.toSeconds() + " s", advice,
                getCause(), retryAfter);
    }

    /** The same failure of another row, in that row's words. */
    public PortalException as(Problem other) {
        return new PortalException(other, tried, other.sentence(), other.advice(), getCause(), retryAfter);
    }

    /** The same failure, final because the portal asks to come back too late. */
    public PortalException asTooLate() {
        return new PortalException(Problem.RETRY_TOO_LATE, tried,
                whatCame + ", and it asks to retry in " + retryAfter().orElse(Duration.ZERO).toSeconds() + " s",
                Problem.RETRY_TOO_LATE.advice(), getCause(), retryAfter);
    }

    /** The same failure, final because a code that works once may have been used up by it. */
    public PortalException asLostCode() {
        return new PortalException(Problem.CODE_LOST, tried, Problem.CODE_LOST.sentence() + " (" + whatCame + ")",
                Problem.CODE_LOST.advice(), getCause(), null);
    }

    /** The same failure, of a further thing that was tried, with a consequence that the user must know. */
    public PortalException whileTrying(String further, String consequence) {
        return new PortalException(problem, further, whatCame, consequence + "; " + advice, getCause(), retryAfter);
    }

    /** The row of the table: by it, and never by a text, others decide. */
    public Problem problem() {
        return problem;
    }

    /** What came back, without what was tried and what to do. */
    public String whatCame() {
        return whatCame;
    }

    /** Whether a retry within the run helps. */
    public boolean isTransient() {
        return problem.isTransient();
    }

    /** When the portal says to come back; empty where it does not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The least that a later run, or an agent, waits before it asks again. */
    public Duration leastPause() {
        return retryAfter().filter(asked -> asked.compareTo(problem.leastPause()) > 0).orElse(problem.leastPause());
    }
}
