package io.docspace.auth.portal.http;

import io.docspace.auth.config.NetworkSettings.CaFile;
import io.docspace.auth.config.NetworkSettings.HeaderPath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How to connect to the portal.
 *
 * @param portal its address, without a trailing slash
 * @param connectTimeout for a connection, including its TLS handshake
 * @param authorities trusted in addition to the built-in ones
 * @param headers the file of headers that only the portal gets
 * @param environment returns the value of a proxy variable, or null
 */
public record ConnectionSettings(URI portal, Duration connectTimeout, List<CaFile> authorities, Optional<HeaderPath> headers,
        UnaryOperator<String> environment) {}
