package io.docspace.auth.token;

import java.util.Arrays;

/** How a token was obtained. */
public enum TokenOrigin {
    /** A login with user name and password, or with the portal's hash of the password. */
    PASSWORD("password"),
    /** A login, and then a scoped token of an OAuth application. */
    OAUTH("oauth"),
    /** A session token that the user gave. */
    TOKEN("token"),
    /** An API key that the user gave. */
    API_KEY("api-key"),
    /** The origin of a stored token is unknown. It never equals the origin of a run. */
    UNKNOWN("unknown");

    private final String label;

    TokenOrigin(String label) {
        this.label = label;
    }

    /** The name in stored JSON. */
    String label() {
        return label;
    }

    /** The origin of a stored name; {@link #UNKNOWN} for one of another program or version. */
    static TokenOrigin of(String label) {
        return Arrays.stream(values()).filter(origin -> origin.label.equals(label)).findFirst().orElse(UNKNOWN);
    }
}
