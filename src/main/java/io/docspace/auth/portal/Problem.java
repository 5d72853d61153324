package io.docspace.auth.portal;

import java.time.Duration;

/**
 * The reasons why a request to a portal fails: the one table of exit codes, sentences, advice, and retries.
 * {@code docs/answers.md} shows the same table. The classes that read answers choose a row; no code looks at the texts.
 */
public enum Problem {
    /** 401 to a login, with DocSpace's own error. */
    WRONG_CREDENTIALS(3, Retry.NEVER, Again.MINUTES, "the portal rejected the user name or the password",
            "check both before the next try: 5 failures within a minute lock this user name for this address"),
    /** 401 to a code. */
    CODE_REFUSED(3, Retry.NEVER, Again.MINUTES, "the portal rejected the two-factor code",
            "get a new code, or check the TOTP secret; after 5 tries within a minute the portal also rejects right codes"),
    /** 401 to a request with a token, empty or with DocSpace's own error. A check answers 200 and {@code false} instead. */
    TOKEN_REJECTED(5, Retry.NEVER, Again.MINUTES, "the portal does not accept the token", "sign in again"),
    /** 403 to a login, with an error that has no type. */
    LOCKED(6, Retry.NEVER, Again.LOCK,
            "too many failed sign-ins: the portal locked this user name for this address",
            "wait more than a minute, then check user name and password; until then the portal also rejects the right password"),
    /** 403 to a login, with the type of an invalid operation. */
    USER_DISABLED(6, Retry.NEVER, Again.MINUTES, "the user is disabled or not yet active",
            "an administrator of the portal can enable the user"),
    /** 403 to a request with a good token: IP security. */
    ADDRESS_NOT_ALLOWED(6, Retry.NEVER, Again.MINUTES, "the portal does not allow requests from this address",
            "an administrator must allow it (IP security); the token stays valid, since it cannot be revoked from here"),
    /** 403 to an API key without the right. */
    NOT_PERMITTED(6, Retry.NEVER, Again.MINUTES, "the portal does not permit this request",
            "the token or API key lacks the permission"),
    /** Restore, move or encryption. */
    MAINTENANCE(7, Retry.SOON, Again.SOON, "the portal is under maintenance (restore, move or encryption)",
            "nothing to do, run again later"),
    /** A new portal, on which each login would count as a failure. */
    NOT_SET_UP(7, Retry.WHEN_SET_UP, Again.SOON, "the portal is not set up yet",
            "finish the setup wizard in a browser"),
    /** 404 as problem+json. */
    NO_SUCH_PORTAL(6, Retry.NEVER, Again.MINUTES, "there is no portal with this name: it does not exist, or is being deleted",
            "check --base-url, or ask the portal's owner"),
    /** The same, but its settings still answer. */
    SUSPENDED(6, Retry.NEVER, Again.MINUTES, "the portal is suspended", "ask the portal's owner"),
    /** 404 of a known ingress. */
    INGRESS_WITHOUT_PORTAL(7, Retry.SOON, Again.SOON, "the ingress has no backend for the portal yet",
            "nothing to do if the portal is starting; otherwise check --base-url"),
    /** 402. */
    SUBSCRIPTION(6, Retry.NEVER, Again.MINUTES, "the portal's subscription has expired", "the portal's owner must renew it"),
    /** The portal asks for a code from the authenticator app. */
    APP_CODE_NEEDED(4, Retry.NEVER, Again.MINUTES, "the portal requires a two-factor code from the authenticator app",
            "give it with --code, or give the TOTP secret with --totp-secret-file"),
    /** The portal asks for an app that the user never set up. */
    APP_NOT_SET_UP(4, Retry.NEVER, Again.MINUTES,
            "the portal requires two-factor sign-in with an app that this user has not set up",
            "sign in once in a browser to set it up"),
    /** A code was sent by SMS. */
    SMS_CODE_NEEDED(4, Retry.NEVER, Again.MINUTES, "the portal requires a two-factor code, which it sent to the phone",
            "run again with --code"),
    /** The portal asks for an SMS code, but has no phone number. */
    PHONE_NOT_SET_UP(4, Retry.NEVER, Again.MINUTES,
            "the portal requires two-factor sign-in with a phone that this user has not confirmed",
            "sign in once in a browser to confirm it"),
    /** The portal fails on long phone numbers. */
    SMS_NOT_SENDABLE(4, Retry.NEVER, Again.MINUTES,
            "the portal requires a two-factor code by SMS, but cannot send one to a phone number of 10 digits or more",
            "use an authenticator app or an API key"),
    /** No answer to a code that works only once. */
    CODE_LOST(4, Retry.NEVER, Again.MINUTES, "the response to the two-factor code was lost",
            "get a new code, since each works only once"),
    /** 1,500 requests a minute. */
    RATE_LIMIT_WINDOW(7, Retry.NEXT_WINDOW, Again.SOON, "rate limit: too many requests within a minute",
            "nothing to do, run again later"),
    /** 15 logins or 50 other requests at once. */
    RATE_LIMIT_AT_ONCE(7, Retry.SHORTLY, Again.SOON, "rate limit: too many requests at once",
            "nothing to do, run again later"),
    /** An unknown rate limit. */
    RATE_LIMIT(7, Retry.SHORTLY, Again.SOON, "rate limit: too many requests", "nothing to do, run again later"),
    /** 10,000 logins a day. */
    RATE_LIMIT_DAY(6, Retry.NEVER, Again.HOUR, "rate limit: too many sign-ins from this address today",
            "run again tomorrow, or sign in less often"),
    /** A {@code Retry-After} beyond the deadline. */
    RETRY_TOO_LATE(6, Retry.NEVER, Again.MINUTES, "the portal asks to retry after the deadline",
            "run again then, or give a longer --timeout"),
    /** 401 or 403 in a form that DocSpace never sends. */
    PROXY_IN_FRONT(9, Retry.NEVER, Again.MINUTES, "an access proxy or a firewall answered instead of the portal",
            "allow this program there, or set --base-url to the portal's own address"),
    /** The proxy from the environment requires a password, or another one. */
    PROXY_PASSWORD(9, Retry.NEVER, Again.MINUTES, "the proxy requires a user name and a password",
            "set them in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY"),
    /** The proxy from the environment forbids the connection. */
    PROXY_FORBIDS(9, Retry.NEVER, Again.MINUTES, "the proxy did not connect",
            "check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, and NO_PROXY"),
    /** The proxy from the environment fails. */
    PROXY_FAILED(7, Retry.SOON, Again.SOON, "the proxy did not connect",
            "check HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, and NO_PROXY"),
    /** 408, 500, 502 to 504, 520 to 527, 530. */
    SERVER_FAILED(7, Retry.SOON, Again.SOON, "the portal or its proxy failed", "nothing to do, run again later"),
    /** No connection; nothing has been sent. */
    UNREACHABLE(7, Retry.SOON, Again.SOON, "portal not reachable", "check --base-url and the network"),
    /** A connection without a complete answer; many TLS ports hang up on plain HTTP. */
    NO_ANSWER(7, Retry.SOON, Again.SOON, "portal not reachable",
            "check --base-url, including http:// or https://, and the network"),
    /** The certificate or the handshake. */
    TLS(8, Retry.NEVER, Again.MINUTES, "TLS", "check the portal's TLS settings"),
    /** OAuth: {@code invalid_client}. */
    OAUTH_CLIENT(3, Retry.NEVER, Again.MINUTES,
            "the portal rejected the OAuth app: it is unknown or disabled, or its secret is wrong",
            "check --oauth-client-id and --oauth-client-secret-file"),
    /** OAuth: {@code invalid_scope}. */
    OAUTH_SCOPE(3, Retry.NEVER, Again.MINUTES, "the portal rejected the scope",
            "set --scope to scopes that the OAuth app has"),
    /** OAuth: {@code access_denied}. */
    OAUTH_GUEST(3, Retry.NEVER, Again.MINUTES, "the portal issues no OAuth token to this user, since guests cannot get one",
            "sign in as a user who is not a guest"),
    /** OAuth: {@code unauthorized_client}. */
    OAUTH_NOT_ALLOWED(3, Retry.NEVER, Again.MINUTES, "the portal does not let the OAuth app issue personal access tokens",
            "allow it in the portal's developer tools"),
    /** OAuth: any other error. */
    OAUTH_REFUSED(3, Retry.NEVER, Again.MINUTES, "the portal rejected the request for an OAuth token",
            "check the OAuth app in the portal's developer tools"),
    /** A token that the portal has just issued and does not accept. */
    OAUTH_OTHER_HOST(3, Retry.NEVER, Again.MINUTES, "the portal does not accept the OAuth token that it has just issued",
            "set --base-url to the portal's own host name: the token is not valid for an internal one"),
    /** A redirect, which is never followed. */
    REDIRECTED(9, Retry.NEVER, Again.MINUTES, "redirected", "if that is the portal, set --base-url to it"),
    /** 400 in DocSpace's own form. */
    REQUEST_REJECTED(9, Retry.NEVER, Again.MINUTES, "the portal did not understand the request",
            "check --base-url and the portal's version"),
    /** 400 as text or HTML, as servers answer plain HTTP on a TLS port. */
    NOT_UNDERSTOOD(9, Retry.NEVER, Again.MINUTES, "the server did not understand the request",
            "check --base-url: an https:// port answers http:// requests like this"),
    /** An answer that a DocSpace portal never sends. */
    NOT_A_PORTAL(9, Retry.NEVER, Again.MINUTES, "the server is not a DocSpace portal", "check --base-url");

    private final int exitCode;
    private final Retry retry;
    private final Again again;
    private final String sentence;
    private final String advice;

    /** How a run retries. */
    public enum Retry {
        /** Not at all: the failure is final. */
        NEVER,
        /** With growing waits. */
        SOON,
        /** After a few seconds, since requests in progress end soon. */
        SHORTLY,
        /** When a sliding window of a minute has room. */
        NEXT_WINDOW,
        /** Only once the portal's settings say that it is set up. */
        WHEN_SET_UP
    }

    /** How long a later run waits before it tries again. */
    private enum Again {
        SOON(Duration.ofSeconds(5)), LOCK(Duration.ofSeconds(65)), MINUTES(Duration.ofMinutes(2)), HOUR(Duration.ofHours(1));

        private final Duration time;

        Again(Duration time) {
            this.time = time;
        }
    }

    Problem(int exitCode, Retry retry, Again again, String sentence, String advice) {
        this.exitCode = exitCode;
        this.retry = retry;
        this.again = again;
        this.sentence = sentence;
        this.advice = advice;
    }

    /** The exit status of a run that ends with it. */
    public int exitCode() {
        return exitCode;
    }

    /** How a run retries. */
    public Retry retry() {
        return retry;
    }

    /** Whether it makes sense to retry within the run. */
    public boolean isTransient() {
        return retry != Retry.NEVER;
    }

    /** The minimum wait before a later run, or an agent, tries again; {@code Retry-After} may ask for more. */
    public Duration leastPause() {
        return again.time;
    }

    /** Whether the request may have taken effect: its answer is missing, or is not from the portal. */
    public boolean mayHaveBeenProcessed() {
        return this == NO_ANSWER || this == SERVER_FAILED;
    }

    /** What came back, as a clause. */
    public String sentence() {
        return sentence;
    }

    /** What to do about it, as a clause. */
    public String advice() {
        return advice;
    }
}
