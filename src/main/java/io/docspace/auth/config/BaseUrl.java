package io.docspace.auth.config;

import java.net.URI;
import java.util.Locale;

/** The portal's address, as a person writes it. */
final class BaseUrl {
    private BaseUrl() {}

    /**
     * @param setting the name of the setting, for a message
     * @param allowHttp whether a network is trusted that is not of this machine alone
     * @return the address without a trailing slash
     * @throws SettingException if it is none, or would send a password in the clear
     */
    static URI parse(String address, String setting, boolean allowHttp) {
        URI url = parse(address, setting);
        if (url.getScheme().equals("http") && !allowHttp && !isLoopback(url.getHost())) {
            throw new SettingException(setting + " " + url + " would send the password in the clear; use https, or say"
                    + " --allow-http (DOCSPACE_ALLOW_HTTP=true, docspace.allow-http=true) where the network is trusted,"
                    + " as inside a cluster");
        }
        return url;
    }

    private static URI parse(String address, String setting) {
        URI url;
        try {
            url = URI.create(address.replaceFirst("/$", ""));
        } catch (IllegalArgumentException e) {
            throw new SettingException(setting + " is not a URL; write it as https://portal.example.com");
        }
        if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw new SettingException(setting + " holds more than scheme, host, port and path; leave the rest out");
        }
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new SettingException(setting + " " + address + " is not an http or https address with a host name;"
                    + " write it as https://portal.example.com");
        }
        return url;
    }

    /** Loopback by its name alone: nothing is looked up. */
    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.matches("127(\\.\\d{1,3}){3}") || name.equals("[::1]");
    }
}
