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

    /** With the table's sentence and advice. */
    public PortalException(Problem problem, String tried) {
        this(problem, tried, "", null);
    }

    /**
     * With the table's sentence, a detail, and the table's advice.
     *
     * @param tried such as "signing in"
     * @param detail appended to the sentence, such as a status or a reason; may be empty
     * @param cause null if there is none
     */
    public PortalException(Problem problem, String tried, String detail, Throwable cause) {
        this(problem, tried, problem.sentence() + detail, problem.advice(), cause);
    }

    /**
     * With its own sentence and advice.
     *
     * @param whatCame what came back instead
     * @param advice what to do about it
     * @param cause null if there is none
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

    /** A copy with the time after which the portal asks to retry. */
    public PortalException retryingAfter(Duration wait) {
        return new PortalException(problem, tried, whatCame, advice, getCause(), wait);
    }

    /** A copy with the number of tries and the time they took. */
    public PortalException after(int tries, Duration time) {
        return new PortalException(problem, tried, whatCame + ", " + tries + " tries in " + time.toSeconds() + " s", advice,
                getCause(), retryAfter);
    }

    /** A copy as another problem, with that problem's sentence and advice. */
    public PortalException as(Problem other) {
        return new PortalException(other, tried, other.sentence(), other.advice(), getCause(), retryAfter);
    }

    /** A final copy, since the portal asks to retry only after the deadline. */
    public PortalException asTooLate() {
        return new PortalException(Problem.RETRY_TOO_LATE, tried,
                whatCame + ", and it asks to retry in " + retryAfter().orElse(Duration.ZERO).toSeconds() + " s",
                Problem.RETRY_TOO_LATE.advice(), getCause(), retryAfter);
    }

    /** A final copy, since the failure may have used up a one-time code. */
    public PortalException asLostCode() {
        return new PortalException(Problem.CODE_LOST, tried, Problem.CODE_LOST.sentence() + " (" + whatCame + ")",
                Problem.CODE_LOST.advice(), getCause(), null);
    }

    /** A copy for another step, with a consequence that the user must know. */
    public PortalException whileTrying(String further, String consequence) {
        return new PortalException(problem, further, whatCame, consequence + "; " + advice, getCause(), retryAfter);
    }

    /** The problem. Callers decide by it, never by a text. */
    public Problem problem() {
        return problem;
    }

    /** What came back, without what was tried and what to do. */
    public String whatCame() {
        return whatCame;
    }

    /** Whether it makes sense to retry within the run. */
    public boolean isTransient() {
        return problem.isTransient();
    }

    /** When the portal asks to retry; empty if it does not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The minimum wait before a later run, or an agent, tries again. */
    public Duration leastPause() {
        return retryAfter().filter(asked -> asked.compareTo(problem.leastPause()) > 0).orElse(problem.leastPause());
    }
}
