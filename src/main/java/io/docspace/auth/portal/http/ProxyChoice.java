package io.docspace.auth.portal.http;

import io.docspace.auth.config.SettingException;
import io.netty.util.NetUtil;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses the proxy for a portal by the usual variables: {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and
 * {@code NO_PROXY}. A portal on this machine is reached without a proxy, as in Go.
 */
final class ProxyChoice {
    private static final Pattern WITH_PORT = Pattern.compile("([^:]+|\\[.*]):(\\d+)");
    private static final Pattern BLOCK = Pattern.compile("([^/]+)/(\\d{1,3})");

    private ProxyChoice() {}

    /**
     * @param environment returns the value of a variable, or null; each is tried in upper and lower case
     * @return the proxy; empty for a direct connection
     * @throws SettingException if the variable is not a usable address
     */
    static Optional<ProxyAddress> of(URI portal, UnaryOperator<String> environment) {
        Host host = new Host(bare(PortalHost.of(portal).name()), PortalHost.of(portal).port());
        boolean direct = host.isLoopback() || variable(environment, "NO_PROXY").stream()
                .flatMap(list -> Arrays.stream(environment.apply(list).split("[,\\s]+")))
                .anyMatch(host::isCoveredBy);
        return direct
                ? Optional.empty()
                : variable(environment, portal.getScheme().toUpperCase(Locale.ROOT) + "_PROXY")
                        .or(() -> variable(environment, "ALL_PROXY"))
                        .map(variable -> ProxyAddress.parse(variable, environment.apply(variable).strip()));
    }

    /** The spelling in which a variable is set and not blank; upper case takes precedence. */
    private static Optional<String> variable(UnaryOperator<String> environment, String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .filter(spelling -> environment.apply(spelling) != null && !environment.apply(spelling).isBlank())
                .findFirst();
    }

    static String bare(String host) {
        return host.replaceAll("^\\[|[].]$", "").toLowerCase(Locale.ROOT);
    }

    /** The bytes of an IP address; null for a name. Nothing is looked up. */
    private static byte[] address(String host) {
        return NetUtil.createByteArrayFromIpAddressString(host);
    }

    /** A portal's host, without brackets, and its port. */
    private record Host(String name, int port) {
        /** Decided only by the name; nothing is looked up. */
        boolean isLoopback() {
            byte[] address = address(name);
            if (address == null) {
                return name.equals("localhost") || name.endsWith(".localhost");
            }
            return address.length == 4 ? address[0] == 127 : Arrays.equals(address, address("::1"));
        }

        /**
         * @param entry a host, a host suffix with or without a dot, or an address, each with or without a port; an
         *         address block; or *
         */
        boolean isCoveredBy(String entry) {
            if (entry.equals("*")) {
                return true;
            }
            if (entry.contains("/")) {
                return isInBlock(entry);
            }
            Matcher withPort = WITH_PORT.matcher(entry);
            if (!withPort.matches()) {
                return isNamed(entry);
            }
            return withPort.group(2).equals(String.valueOf(port)) && isNamed(withPort.group(1));
        }

        private boolean isNamed(String entry) {
            byte[] address = address(name);
            String suffix = bare(entry).replaceFirst("^\\*?\\.", "");
            return address == null
                    ? name.equals(suffix) || name.endsWith("." + suffix)
                    : Arrays.equals(address, address(suffix));
        }

        private boolean isInBlock(String block) {
            Matcher written = BLOCK.matcher(block);
            byte[] address = address(name);
            byte[] network = written.matches() ? address(written.group(1)) : null;
            if (address == null || network == null || address.length != network.length) {
                return false;
            }
            int bits = Integer.parseInt(written.group(2));
            return bits <= network.length * 8 && IntStream.range(0, bits)
                    .noneMatch(bit -> ((address[bit / 8] ^ network[bit / 8]) & (0x80 >> bit % 8)) != 0);
        }
    }
}
