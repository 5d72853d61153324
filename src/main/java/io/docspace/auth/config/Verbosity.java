package io.docspace.auth.config;

/** How much stderr tells. */
public enum Verbosity {
    /** Errors alone. */
    QUIET,
    NORMAL,
    /** Requests, answers and causes, too. */
    VERBOSE
}
