package io.docspace.auth.portal.http;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.secret.Redactor;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a proxy, in curl's syntax.
 *
 * @param options the proxy for Vert.x
 * @param resolvesHere whether the portal's name is looked up here, not by the proxy
 */
record ProxyAddress(ProxyOptions options, boolean resolvesHere) {
    /** Not {@link java.net.URI}, since host names with an underscore are common in company networks and Compose files. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?<scheme>[a-z][a-z0-9+.-]*)://)?(?:(?<user>(?:[^\\s%@/?#\\[\\]]|%[0-9a-f]{2})*)@)?"
                    + "(?<host>\\[[0-9a-f:.]+]|[^\\s:@/?#\\[\\]%\\\\]+)(?::(?<port>\\d{1,5}))?/?",
            Pattern.CASE_INSENSITIVE);
    private static final int LAST_PORT = 65535;
    private static final int HTTP_PORT = 80;
    private static final int SOCKS_PORT = 1080;

    /**
     * @param variable the variable that holds the address
     * @throws SettingException if it is not an address, or of an unsupported kind; the message does not quote it, since
     *         it may contain a password
     */
    static ProxyAddress parse(String variable, String address) {
        Matcher parts = ADDRESS.matcher(address);
        String scheme = address.contains("://") ? address.substring(0, address.indexOf("://")).toLowerCase(Locale.ROOT)
                : "http";
        return switch (scheme) {
            case "http" -> of(variable, parts, ProxyType.HTTP, HTTP_PORT, false);
            case "socks5" -> of(variable, parts, ProxyType.SOCKS5, SOCKS_PORT, true);
            case "socks5h" -> of(variable, parts, ProxyType.SOCKS5, SOCKS_PORT, false);
            case "https", "socks", "socks4", "socks4a" -> throw new SettingException(variable + ": " + scheme
                    + ":// proxies are not supported; give an http://, socks5:// or socks5h:// proxy");
            default -> throw noAddress(variable);
        };
    }

    private static ProxyAddress of(String variable, Matcher parts, ProxyType type, int usualPort, boolean resolvesHere) {
        if (!parts.matches()) {
            throw noAddress(variable);
        }
        int port = parts.group("port") == null ? usualPort : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > LAST_PORT) {
            throw noAddress(variable);
        }
        ProxyOptions options = new ProxyOptions().setType(type).setHost(ProxyChoice.bare(parts.group("host"))).setPort(port);
        if (parts.group("user") != null) {
            String[] user = parts.group("user").split(":", 2);
            options.setUsername(decode(user[0])).setPassword(user.length == 1 ? "" : decode(user[1]));
            Redactor.current().register(options.getPassword());
        }
        return new ProxyAddress(options, resolvesHere);
    }

    private static SettingException noAddress(String variable) {
        return new SettingException(variable + " is not a proxy address; write it as http://user:password@host:port, or with"
                + " socks5:// or socks5h://; percent-encode special characters in the password, such as %40 for @");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
