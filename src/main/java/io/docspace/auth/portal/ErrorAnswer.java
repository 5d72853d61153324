package io.docspace.auth.portal;

import java.util.Optional;

/** An answer whose status is not 2xx. */
final class ErrorAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String location;
    private final String portalMessage;

    /**
     * @param location the {@code Location} header; null if there is none
     * @param portalMessage in the portal's own language; null if there is none
     */
    ErrorAnswer(int status, String location, String portalMessage) {
        super("status " + status, null, false, false);
        this.status = status;
        this.location = location;
        this.portalMessage = portalMessage;
    }

    int status() {
        return status;
    }

    Optional<String> location() {
        return Optional.ofNullable(location);
    }

    Optional<String> portalMessage() {
        return Optional.ofNullable(portalMessage);
    }
}
