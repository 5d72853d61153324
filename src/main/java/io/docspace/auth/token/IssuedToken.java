package io.docspace.auth.token;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What a successful run hands to whatever runs next.
 *
 * @param token proved good by the portal
 * @param expires when the portal says the token ends; empty where it does not know
 * @param userName as it was given; empty where none was
 * @param baseUrl the portal, without a trailing slash
 */
public record IssuedToken(Token token, Optional<Instant> expires, Optional<String> userName, URI baseUrl) {}
