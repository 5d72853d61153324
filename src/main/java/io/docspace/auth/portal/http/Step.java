package io.docspace.auth.portal.http;

/** What is asked of a portal: the same answer means something else at another step. */
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

    /** As a message begins. */
    String words() {
        return words;
    }

    /** Whether user name and password are sent. */
    boolean isLogin() {
        return this == LOGIN || this == CODE;
    }

    /** Whether a token is sent, so that the portal may refuse where it comes from. */
    boolean hasToken() {
        return !isLogin() && this != SETTINGS && this != OAUTH_TOKEN && this != OAUTH_REVOKE;
    }

    /** Whether OAuth is asked for. */
    boolean isOAuth() {
        return this == OAUTH_SIGNATURE || this == OAUTH_TOKEN || this == OAUTH_REVOKE;
    }
}
