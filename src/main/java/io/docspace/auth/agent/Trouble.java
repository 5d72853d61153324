package io.docspace.auth.agent;

/** The kinds of trouble that an agent distinguishes. {@code docs/agent.md} lists what it does about each. */
public enum Trouble {
    UNREACHABLE("the portal cannot be reached", Schedule.TRANSIENT, Start.WAITS, Cure.TIME),
    PORTAL_FAILED("the portal or its proxy fails", Schedule.TRANSIENT, Start.WAITS, Cure.TIME),
    MAINTENANCE("the portal is under maintenance", Schedule.TRANSIENT, Start.WAITS, Cure.TIME),
    RATE_LIMITED("the portal limits the rate of requests", Schedule.TRANSIENT, Start.WAITS, Cure.TIME),
    NOT_SET_UP("the portal is not set up yet", Schedule.TRANSIENT, Start.WAITS, Cure.TIME),
    LOCKED("the portal has locked sign-ins of this user from this address", Schedule.LOCKED, Start.WAITS, Cure.TIME),
    CREDENTIALS_REFUSED("the portal refused the credentials", Schedule.REFUSED, Start.ENDS, Cure.SETTINGS),
    SECOND_FACTOR("the portal requires a second factor", Schedule.PERSON, Start.ENDS, Cure.SETTINGS),
    NOT_A_PORTAL("the server is not a DocSpace portal", Schedule.PERSON, Start.ENDS, Cure.SETTINGS),
    PROXY("the proxy rejects the request", Schedule.PERSON, Start.ENDS, Cure.SETTINGS),
    USER_DISABLED("the user is disabled", Schedule.PERSON, Start.ENDS, Cure.SETTINGS),
    ADDRESS_NOT_ALLOWED("the portal does not allow this address", Schedule.HOUR, Start.ENDS, Cure.SETTINGS),
    NOT_PERMITTED("the portal does not permit the request", Schedule.PERSON, Start.ENDS, Cure.SETTINGS),
    SUBSCRIPTION("the portal's subscription has expired", Schedule.PERSON, Start.ENDS, Cure.SETTINGS),
    NO_SUCH_PORTAL("there is no portal with this name", Schedule.PERSON, Start.ENDS, Cure.SETTINGS),
    SUSPENDED("the portal is suspended", Schedule.PERSON, Start.ENDS, Cure.SETTINGS),
    TLS("the TLS connection is not trusted", Schedule.PERSON, Start.ENDS, Cure.SETTINGS),
    SETTING("a setting, or the file that it names, cannot be used", Schedule.POLL, Start.ENDS, Cure.SETTINGS),
    GIVEN_TOKEN_REJECTED("the portal rejects the given token or key", Schedule.REFUSED, Start.ENDS, Cure.SETTINGS),
    FRESH_TOKEN_REJECTED("the portal rejects the token that it has just issued", Schedule.FRESH, Start.WAITS, Cure.TIME),
    TOKEN_TOO_SHORT("the portal issues tokens that expire within a minute", Schedule.FRESH, Start.WAITS, Cure.TIME),
    TOKEN_FILE_CHANGED("the token file is missing or was changed", Schedule.POLL, Start.WAITS, Cure.TIME),
    TOKEN_FILE_NOT_WRITABLE("the token file cannot be written", Schedule.TRANSIENT, Start.ENDS, Cure.SETTINGS),
    UNEXPECTED("an unexpected error", Schedule.PERSON, Start.ENDS, Cure.TIME);

    /** What the trouble does to an agent that has not had a proved token yet. */
    private enum Start {
        ENDS, WAITS
    }

    /** What can end the trouble. */
    private enum Cure {
        TIME, SETTINGS
    }

    private final String text;
    private final Schedule schedule;
    private final Start start;
    private final Cure cure;

    Trouble(String text, Schedule schedule, Start start, Cure cure) {
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
        return schedule == Schedule.TRANSIENT && cure == Cure.TIME;
    }

    /** Whether a changed input file is a reason to retry at once. */
    boolean isCuredBySettings() {
        return cure == Cure.SETTINGS;
    }

    Schedule schedule() {
        return schedule;
    }
}
