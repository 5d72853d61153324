package io.docspace.auth.portal;

import java.util.Optional;

/**
 * A portal's public state.
 *
 * @param tenantStatus the server's number for its status; empty if unknown
 * @param isSetUp whether the setup wizard is done
 */
public record PortalState(Optional<Integer> tenantStatus, boolean isSetUp) {
    /** Refines a failure by the state; returns the same failure if the state explains nothing more. */
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
