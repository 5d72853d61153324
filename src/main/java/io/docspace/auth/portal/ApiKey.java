package io.docspace.auth.portal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a portal tells of an API key.
 *
 * @param id a GUID
 * @param name as its owner named it; may be empty
 * @param ownerId a GUID; empty text where the portal does not tell
 * @param ownerName as the portal shows it; empty text where it does not tell
 * @param permissions such as {@code rooms:read}; none means all
 * @param isActive whether it is switched on
 * @param expires empty for never
 */
public record ApiKey(String id, String name, String ownerId, String ownerName, List<String> permissions, boolean isActive,
        Optional<Instant> expires) {
    /** Whether it is good at a moment of the portal's clock. */
    public boolean isGood(Instant now) {
        return isActive && expires.map(now::isBefore).orElse(true);
    }
}
