package io.docspace.auth.portal;

import java.util.Optional;

/**
 * What a portal tells everybody of itself.
 *
 * @param tenantStatus as the server numbers it; empty where it does not tell
 * @param isSetUp whether the setup wizard is done
 */
public record PortalState(Optional<Integer> tenantStatus, boolean isSetUp) {
    /** What a failure really was; the same where the state does not tell more. */
    public Problem explain(Problem failure) {
        if (!isSetUp) {
            return Problem.NOT_SET_UP;
        }
        return switch (tenantStatus.orElse(0)) {
            case 1 -> Problem.SUSPENDED;
            case 2 -> Problem.NO_SUCH_PORTAL;
            case 3, 4, 6 -> Problem.MAINTENANCE;
            default -> failure;
        };
    }
}
