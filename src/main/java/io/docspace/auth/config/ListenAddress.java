package io.docspace.auth.config;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address to listen on: {@code [HOST:]PORT}, an IPv6 address in brackets. */
final class ListenAddress {
    private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[0-9A-Fa-f:.]+]|[^:\\s\\[\\]]*):)?(\\d{1,5})");
    private static final int LAST_PORT = 65535;

    private ListenAddress() {}

    /** The address, on 127.0.0.1 if there is no host; empty if the text is not an address. The host is looked up. */
    static Optional<InetSocketAddress> parse(String text) {
        Matcher parts = ADDRESS.matcher(text.strip());
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
            return Optional.empty();
        }
        String host = parts.group(1) == null || parts.group(1).isEmpty() ? "127.0.0.1" : parts.group(1);
        return Optional.of(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(parts.group(2))))
                .filter(address -> !address.isUnresolved());
    }
}
