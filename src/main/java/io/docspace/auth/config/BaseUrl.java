package io.docspace.auth.config;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the portal's address as people write it. */
final class BaseUrl {
    private static final Pattern ADDRESS = Pattern.compile("(https?)://([^/?#\\\\]*)(/[^?#\\\\]*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY = Pattern.compile("([^:@\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{0,9}))?");
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern HOST = Pattern.compile("[0-9a-z]([0-9a-z_.-]*[0-9a-z.])?");
    private static final Pattern PATH = Pattern.compile("(/([\\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)*");

    /** Paths that the web application and the portal's own redirect append to the address. */
    private static final Pattern API = Pattern.compile("/api/2\\.0(/authentication)?$");

    private static final int LAST_PORT = 65535;
    private static final int LONGEST_HOST = 253;
    private static final String EXAMPLE = "write it as https://portal.example.com";

    private BaseUrl() {}

    /**
     * @param allowHttp whether plain http is allowed to hosts other than localhost
     * @return the address with scheme and host in lower case, the host in ASCII, and no trailing slash
     * @throws SettingException if it is not an address, or would send a password unencrypted
     */
    static URI parse(SettingValue given, boolean allowHttp) {
        Matcher address = ADDRESS.matcher(given.text());
        if (!address.matches()) {
            throw notAnAddress(given);
        }
        String scheme = address.group(1).toLowerCase(Locale.ROOT);
        Matcher authority = AUTHORITY.matcher(address.group(2));
        if (address.group(2).contains("@")) {
            throw more(given);
        }
        if (!authority.matches()) {
            throw given.refuseUnseen("is not a URL; " + EXAMPLE);
        }
        String host = host(given, authority.group(1));
        String port = port(given, authority.group(2), scheme);
        String path = path(given, address.group(3) == null ? "" : address.group(3));
        if (scheme.equals("http") && !allowHttp && !isLoopback(host)) {
            throw given.refuse("would send the password unencrypted; use https, or set --allow-http (DOCSPACE_ALLOW_HTTP=true,"
                    + " docspace.allow-http=true) if the network is trusted, for example inside a cluster");
        }
        return URI.create(scheme + "://" + host + port + path);
    }

    private static SettingException notAnAddress(SettingValue given) {
        String text = given.text();
        if (text.contains("@")) {
            return more(given);
        }
        Matcher start = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE).matcher(text);
        if (!start.matches()) {
            return given.refuse("is not an http or https address with a host name; " + EXAMPLE);
        }
        return text.contains("?") || text.contains("#") ? more(given) : given.refuseUnseen("is not a URL; " + EXAMPLE);
    }

    private static SettingException more(SettingValue given) {
        return given.refuseUnseen("has more than a scheme, host, port and path; remove the rest");
    }

    /** The host in lower case and ASCII; a name in another script becomes punycode. */
    private static String host(SettingValue given, String written) {
        if (written.startsWith("[")) {
            return written.toLowerCase(Locale.ROOT);
        }
        String host;
        try {
            host = IDN.toASCII(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw given.refuseUnseen("is not a URL; " + EXAMPLE);
        }
        if (host.length() > LONGEST_HOST || host.contains("..") || !HOST.matcher(host).matches()) {
            throw given.refuseUnseen("is not a URL; " + EXAMPLE);
        }
        return host;
    }

    /** The port with its colon; empty for the scheme's default port. */
    private static String port(SettingValue given, String digits, String scheme) {
        if (digits == null || digits.isEmpty()) {
            return "";
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > LAST_PORT) {
            throw given.refuse("has a port that is not between 1 and 65535");
        }
        return port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port;
    }

    /** The path without trailing slashes, and without the part that this program adds itself. */
    private static String path(SettingValue given, String written) {
        String path = API.matcher(written.replaceFirst("/+$", "")).replaceFirst("");
        if (!PATH.matcher(path).matches() || path.contains("/../") || path.endsWith("/..") || path.contains("/./")) {
            throw given.refuseUnseen("is not a URL; " + EXAMPLE);
        }
        return path;
    }

    /** Decides by the name only, without a DNS look-up. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || LOOPBACK_V4.matcher(host).matches();
    }
}
