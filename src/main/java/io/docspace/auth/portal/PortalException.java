package io.docspace.auth.portal;

/** A portal did not do what was asked. The message is one line for the user: what was tried, what came back, what to do. */
public final class PortalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** What kind of failure it is, and so what helps against it. */
    public enum Problem {
        /** Wrong user name or password; trying again locks the account. */
        CREDENTIALS_REFUSED,
        /** Locked, disabled, not allowed from here, or too many requests. */
        REFUSED_FOR_NOW,
        /** No answer, a late answer, or a server's own failure. */
        UNREACHABLE,
        /** The certificate or the handshake. */
        TLS,
        /** Something answers, but it does not speak the DocSpace API. */
        NOT_A_PORTAL
    }

    PortalException(Problem problem, String message, Throwable cause) {
        super(message, cause, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
