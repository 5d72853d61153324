package io.docspace.auth.portal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API key as the portal describes it.
 *
 * @param id a GUID
 * @param name as its owner named it; may be empty
 * @param ownerId a GUID; empty text if unknown
 * @param ownerName as the portal shows it; empty text if unknown
 * @param permissions such as {@code rooms:read}; none means all
 * @param isActive whether it is enabled
 * @param expires empty for never
 */
public record ApiKey(String id, String name, String ownerId, String ownerName, List<String> permissions, boolean isActive,
        Optional<Instant> expires) {
    /** Whether it is valid at a moment of the portal's clock. */
    public boolean isGood(Instant now) {
        return isActive && expires.map(now::isBefore).orElse(true);
    }
}
