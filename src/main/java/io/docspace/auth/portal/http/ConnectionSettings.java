package io.docspace.auth.portal.http;

import io.docspace.auth.config.Settings.CaFile;
import io.docspace.auth.config.Settings.HeaderPath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How the portal is reached.
 *
 * @param portal its address, without a trailing slash
 * @param connectTimeout for a connection, its TLS handshake too
 * @param authorities trusted besides the built-in ones
 * @param headers file of headers that the portal gets, and nobody else
 * @param environment gives the value of a variable that names a proxy, or null
 */
public record ConnectionSettings(URI portal, Duration connectTimeout, List<CaFile> authorities, Optional<HeaderPath> headers,
        UnaryOperator<String> environment) {}
