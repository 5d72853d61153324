package io.docspace.auth.portal.http;

/** The steps of talking to a portal, since the same answer means different things at different steps. */
enum Step {
    LOGIN("signing in"),
    CODE("signing in with a code"),
    CHECK("checking the token"),
    CHECK_JWT("checking the OAuth token"),
    CHECK_KEY("checking the API key"),
    LOGOUT("signing out"),
    SELF("asking whose token it is"),
    SETTINGS("asking for the portal's settings"),
    OAUTH_SIGNATURE("asking for an OAuth signature"),
    OAUTH_TOKEN("asking for an OAuth token"),
    OAUTH_REVOKE("revoking the OAuth token");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    /** The beginning of a message. */
    String words() {
        return words;
    }

    /** Whether user name and password are sent. */
    boolean isLogin() {
        return this == LOGIN || this == CODE;
    }

    /** Whether a token is sent, so that IP security applies. */
    boolean hasToken() {
        return !isLogin() && this != SETTINGS && this != OAUTH_TOKEN && this != OAUTH_REVOKE;
    }

    /** Whether it is a request to the OAuth service. */
    boolean isOAuth() {
        return this == OAUTH_SIGNATURE || this == OAUTH_TOKEN || this == OAUTH_REVOKE;
    }
}
