package io.docspace.auth.herd;

/** What a request meets instead of an answer. None says when to come back: {@code Retry-After} comes with the limit of the day alone. */
enum Failure {
    /** Nothing answers. */
    UNANSWERED,
    /** The requests of a minute are used up: 429, {@code X-RateLimit-Limit: 1500}. */
    WINDOW,
    /** Too many are in progress: 429, {@code X-RateLimit-Limit: 15} or {@code 50}. */
    AT_ONCE
}
