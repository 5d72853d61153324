package io.docspace.auth.agent;

/** The kinds of trouble that an agent distinguishes. {@code docs/agent.md} lists what it does about each. */
public enum Trouble {
    UNREACHABLE("the portal cannot be reached", RetrySchedule.TRANSIENT, Start.WAITS, Cure.TIME),
    PORTAL_FAILED("the portal or its proxy fails", RetrySchedule.TRANSIENT, Start.WAITS, Cure.TIME),
    MAINTENANCE("the portal is under maintenance", RetrySchedule.TRANSIENT, Start.WAITS, Cure.TIME),
    RATE_LIMITED("the portal limits the rate of requests", RetrySchedule.TRANSIENT, Start.WAITS, Cure.TIME),
    NOT_SET_UP("the portal is not set up yet", RetrySchedule.TRANSIENT, Start.WAITS, Cure.TIME),
    LOCKED("the portal has locked sign-ins of this user from this address", RetrySchedule.LOCKED, Start.WAITS, Cure.TIME),
    CREDENTIALS_REFUSED("the portal refused the credentials", RetrySchedule.REFUSED, Start.ENDS, Cure.SETTINGS),
    SECOND_FACTOR("the portal requires a second factor", RetrySchedule.PERSON, Start.ENDS, Cure.SETTINGS),
    NOT_A_PORTAL("the server is not a DocSpace portal", RetrySchedule.PERSON, Start.ENDS, Cure.SETTINGS),
    PROXY("the proxy rejects the request", RetrySchedule.PERSON, Start.ENDS, Cure.SETTINGS),
    USER_DISABLED("the user is disabled", RetrySchedule.PERSON, Start.ENDS, Cure.SETTINGS),
    ADDRESS_NOT_ALLOWED("the portal does not allow this address", RetrySchedule.HOUR, Start.ENDS, Cure.SETTINGS),
    NOT_PERMITTED("the portal does not permit the request", RetrySchedule.PERSON, Start.ENDS, Cure.SETTINGS),
    SUBSCRIPTION("the portal's subscription has expired", RetrySchedule.PERSON, Start.ENDS, Cure.SETTINGS),
    NO_SUCH_PORTAL("there is no portal with this name", RetrySchedule.PERSON, Start.ENDS, Cure.SETTINGS),
    SUSPENDED("the portal is suspended", RetrySchedule.PERSON, Start.ENDS, Cure.SETTINGS),
    TLS("the TLS connection is not trusted", RetrySchedule.PERSON, Start.ENDS, Cure.SETTINGS),
    SETTING("a setting, or the file that it names, cannot be used", RetrySchedule.POLL, Start.ENDS, Cure.SETTINGS),
    GIVEN_TOKEN_REJECTED("the portal rejects the given token or key", RetrySchedule.REFUSED, Start.ENDS, Cure.SETTINGS),
    FRESH_TOKEN_REJECTED("the portal rejects the token that it has just issued", RetrySchedule.FRESH, Start.WAITS, Cure.TIME),
    TOKEN_TOO_SHORT("the portal issues tokens that expire within a minute", RetrySchedule.FRESH, Start.WAITS, Cure.TIME),
    TOKEN_FILE_CHANGED("the token file is missing or was changed", RetrySchedule.POLL, Start.WAITS, Cure.TIME),
    TOKEN_FILE_NOT_WRITABLE("the token file cannot be written", RetrySchedule.TRANSIENT, Start.ENDS, Cure.SETTINGS),
    UNEXPECTED("an unexpected error", RetrySchedule.PERSON, Start.ENDS, Cure.TIME);

    /** What the trouble does to an agent that has not had a proved token yet. */
    private enum Start {
        ENDS, WAITS
    }

    /** What can end the trouble. */
    private enum Cure {
        TIME, SETTINGS
    }

    private final String text;
    private final RetrySchedule schedule;
    private final Start start;
    private final Cure cure;

    Trouble(String text, RetrySchedule schedule, Start start, Cure cure) {
        this.text = text;
        this.schedule = schedule;
        this.start = start;
        this.cure = cure;
    }

    /** A fixed text for people, with no text from a portal or a user in it. */
    public String text() {
        return text;
    }

    /** Whether it ends an agent that has not had a proved token yet. */
    public boolean endsAtStart() {
        return start == Start.ENDS;
    }

    /** Whether it is transient. */
    boolean isTransient() {
        return schedule == RetrySchedule.TRANSIENT && cure == Cure.TIME;
    }

    /** Whether a changed input file is a reason to retry at once. */
    boolean isCuredBySettings() {
        return cure == Cure.SETTINGS;
    }

    RetrySchedule schedule() {
        return schedule;
    }
}
