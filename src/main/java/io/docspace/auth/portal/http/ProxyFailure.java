package io.docspace.auth.portal.http;

import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.netty.handler.proxy.ProxyConnectException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Explains why a proxy does not connect to the portal: an HTTP proxy by a status, a SOCKS proxy by a code of RFC 1928. */
final class ProxyFailure {
    private static final Pattern STATUS = Pattern.compile(".*status: (\\d{3})\\b.*|.*, (timeout)", Pattern.DOTALL);
    private static final Pattern SOCKS = Pattern.compile(".*status: ([A-Z_]+)\\(\\d+\\).*", Pattern.DOTALL);

    private ProxyFailure() {}

    /** The failure of a proxy; empty if it is not one. The proxy's text is left out, since it was sent a password. */
    static Optional<PortalException> explain(String tried, Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .filter(ProxyConnectException.class::isInstance)
                .findFirst()
                .map(cause -> explain(tried, String.valueOf(cause.getMessage()), fault));
    }

    private static PortalException explain(String tried, String message, Throwable fault) {
        Matcher socks = SOCKS.matcher(message);
        if (message.contains("authMethod: ") || message.contains("authStatus: ")) {
            return wantsPassword(tried, "SOCKS 5", fault);
        }
        if (socks.matches()) {
            return doesNotConnect(tried, socks.group(1).replace('_', ' ').toLowerCase(Locale.ROOT),
                    socks.group(1).equals("FORBIDDEN"), fault);
        }
        Matcher http = STATUS.matcher(message);
        String status = !http.matches() ? "no answer from the proxy" : http.group(1) == null ? http.group(2) : http.group(1);
        // tinyproxy answers 407 to a missing password and 401 to a wrong one.
        return status.equals("407") || status.equals("401")
                ? wantsPassword(tried, status, fault)
                : doesNotConnect(tried, status, status.startsWith("4"), fault);
    }

    /** @param said the reason in a few words */
    private static PortalException doesNotConnect(String tried, String said, boolean isFinal, Throwable fault) {
        return new PortalException(isFinal ? Problem.PROXY_FORBIDS : Problem.PROXY_FAILED, tried, " (" + said + ")", fault);
    }

    private static PortalException wantsPassword(String tried, String said, Throwable fault) {
        return new PortalException(Problem.PROXY_PASSWORD, tried, " (" + said + ")", fault);
    }
}
