package io.docspace.auth.agent;

import java.time.Duration;
import java.util.Optional;

/**
 * A failed action.
 *
 * @param what the message for the user, one line
 * @param retryAfter when the portal asked to retry; empty if it did not say
 * @param sent whether a login may have reached the portal and so counts
 */
public record Failure(Trouble kind, String what, Optional<Duration> retryAfter, boolean sent) {}
