package io.docspace.auth.config;

/** How much is written to stderr. */
public enum Verbosity {
    /** Only errors. */
    QUIET,
    NORMAL,
    /** Also requests, responses and causes. */
    VERBOSE
}
