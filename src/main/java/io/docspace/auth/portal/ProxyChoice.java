package io.docspace.auth.portal;

import io.docspace.auth.config.SettingException;
import io.vertx.core.net.ProxyOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Which proxy leads to a portal, by the variables that everybody uses: {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}. */
final class ProxyChoice {
    private ProxyChoice() {}

    /**
     * @param environment gives the value of a variable, or null; each is looked for in upper and in lower case
     * @return the proxy; empty for a direct connection
     * @throws SettingException if the variable is no address; the message does not quote it, since it may hold a password
     */
    static Optional<ProxyOptions> of(URI portal, UnaryOperator<String> environment) {
        String variable = portal.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
        String host = bare(portal.getHost());
        boolean direct = variable(environment, "NO_PROXY").stream()
                .flatMap(list -> Arrays.stream(list.split("[,\\s]+")))
                .anyMatch(entry -> covers(entry, host, portal));
        return direct ? Optional.empty() : variable(environment, variable).map(address -> proxy(variable, address));
    }

    private static Optional<String> variable(UnaryOperator<String> environment, String name) {
        return Optional.ofNullable(environment.apply(name))
                .or(() -> Optional.ofNullable(environment.apply(name.toLowerCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static ProxyOptions proxy(String variable, String address) {
        URI uri;
        try {
            uri = URI.create(address.contains("://") ? address : "http://" + address);
        } catch (IllegalArgumentException e) {
            throw noAddress(variable);
        }
        if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
            throw noAddress(variable);
        }
        ProxyOptions proxy = new ProxyOptions().setHost(bare(uri.getHost())).setPort(uri.getPort() == -1 ? 80 : uri.getPort());
        if (uri.getRawUserInfo() != null) {
            String[] user = uri.getRawUserInfo().split(":", 2);
            proxy.setUsername(decode(user[0])).setPassword(user.length == 1 ? "" : decode(user[1]));
        }
        return proxy;
    }

    private static SettingException noAddress(String variable) {
        return new SettingException(variable + " is not the address of an HTTP proxy; write it as http://user:password@host:port");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** A host, a suffix of hosts with or without its dot, an address, a block of addresses, each with or without a port, or all. */
    private static boolean covers(String entry, String host, URI portal) {
        if (entry.isEmpty()) {
            return false;
        }
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return inBlock(entry, host);
        }
        String name = entry;
        if (entry.matches("[^:]+:\\d+|\\[.*]:\\d+")) {
            int colon = entry.lastIndexOf(':');
            int port = portal.getPort() != -1 ? portal.getPort() : portal.getScheme().equals("https") ? 443 : 80;
            if (port != Integer.parseInt(entry.substring(colon + 1))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        name = bare(name.toLowerCase(Locale.ROOT)).replaceFirst("^\\*?\\.", "");
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean inBlock(String block, String host) {
        String[] parts = block.split("/", 2);
        try {
            if (!isAddress(host) || !isAddress(parts[0])) {
                return false;
            }
            byte[] address = InetAddress.getByName(host).getAddress();
            byte[] network = InetAddress.getByName(parts[0]).getAddress();
            int bits = Integer.parseInt(parts[1]);
            if (address.length != network.length || bits < 0 || bits > network.length * 8) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((address[bit / 8] ^ network[bit / 8]) & (0x80 >> bit % 8)) != 0) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException | NumberFormatException e) {
            return false;
        }
    }

    /** Whether a host is written as an address, which is then never looked up. */
    private static boolean isAddress(String host) {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.contains(":");
    }

    private static String bare(String host) {
        return host.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
    }
}
