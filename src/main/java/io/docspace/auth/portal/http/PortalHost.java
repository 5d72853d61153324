package io.docspace.auth.portal.http;

import java.net.URI;

/**
 * Host and port of an address, even if {@link URI} finds none: it does not accept a host name with {@code _}, as Docker gives
 * to containers.
 *
 * @param port the port to connect to
 * @param isStrange whether {@link URI}, and so the REST client, does not recognise the host
 */
record PortalHost(String name, int port, boolean isStrange) {
    static PortalHost of(URI address) {
        int standard = address.getScheme().equals("https") ? 443 : 80;
        if (address.getHost() != null) {
            return new PortalHost(address.getHost(), address.getPort() == -1 ? standard : address.getPort(), false);
        }
        String[] parts = address.getRawAuthority().split(":", 2);
        return new PortalHost(parts[0], parts.length == 1 ? standard : Integer.parseInt(parts[1]), true);
    }

    /** Whether {@link URI}, and with it the JDK's check of certificates, takes a name for none. */
    static boolean isStrange(String name) {
        return name != null && name.contains("_");
    }

    boolean isStandardPort() {
        return port == 443 || port == 80;
    }
}
