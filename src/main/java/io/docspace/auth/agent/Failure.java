package io.docspace.auth.agent;

import java.time.Duration;
import java.util.Optional;

/**
 * An action that failed.
 *
 * @param what came back, as one line for the user
 * @param retryAfter when the portal asked to come back; empty where it did not say
 * @param sent whether a login may have reached the portal, and so counts as one
 */
public record Failure(Trouble kind, String what, Optional<Duration> retryAfter, boolean sent) {}
