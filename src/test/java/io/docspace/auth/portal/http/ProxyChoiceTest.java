package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.secret.Redactor;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyChoiceTest {
    private static final String HTTPS = "https://portal.example.com";
    private static final String HTTP = "http://portal.example.com";

    @ParameterizedTest(name = "{1} leads to {0}")
    @CsvSource({
        HTTPS + ", HTTPS_PROXY", HTTPS + ", https_proxy", HTTP + ", HTTP_PROXY", HTTP + ", http_proxy"
    })
    void each_variable_in_both_letter_cases(String portal, String variable) {
        ProxyOptions proxy = choose(portal, Map.of(variable, "http://proxy:3128")).orElseThrow();

        assertEquals("proxy", proxy.getHost());
        assertEquals(3128, proxy.getPort());
        assertEquals(ProxyType.HTTP, proxy.getType());
        assertEquals(null, proxy.getUsername());
    }

    @ParameterizedTest(name = "{1} does not lead to {0}")
    @CsvSource({HTTPS + ", HTTP_PROXY", HTTP + ", HTTPS_PROXY", HTTP + ", Http_Proxy"})
    void the_scheme_decides(String portal, String variable) {
        assertDirect(portal, Map.of(variable, "http://proxy:3128"));
    }

    @Test
    void capital_letters_win() {
        assertEquals("upper",
                choose(HTTPS, Map.of("HTTPS_PROXY", "upper:1", "https_proxy", "lower:1")).orElseThrow().getHost());
    }

    @Test
    void an_empty_variable_is_none() {
        assertEquals("lower", choose(HTTPS, Map.of("HTTPS_PROXY", "  ", "https_proxy", "lower:1")).orElseThrow().getHost());
        assertDirect(HTTPS, Map.of("HTTPS_PROXY", ""));
        assertDirect(HTTPS, Map.of());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://proxy:3128, proxy, 3128", "proxy:3128, proxy, 3128", "http://proxy:3128/, proxy, 3128",
        "http://proxy, proxy, 80", "proxy:65535, proxy, 65535", "proxy:1, proxy, 1",
        "proxy, proxy, 80", "HTTP://Proxy.Example.COM:3128, proxy.example.com, 3128", "' http://proxy:3128 ', proxy, 3128",
        "http://10.0.0.1:3128, 10.0.0.1, 3128", "10.0.0.1:3128, 10.0.0.1, 3128", "10.0.0.1, 10.0.0.1, 80",
        "http://pro_xy:3128, pro_xy, 3128", "company_proxy, company_proxy, 80",
        "http://[fd00::1]:3128, fd00::1, 3128", "[fd00::1]:3128, fd00::1, 3128", "http://[::1], ::1, 80"
    })
    void an_address_with_and_without_a_scheme(String address, String host, int port) {
        ProxyOptions proxy = choose(HTTPS, Map.of("HTTPS_PROXY", address)).orElseThrow();

        assertEquals(host, proxy.getHost());
        assertEquals(port, proxy.getPort());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://anna:secret@proxy:1, anna, secret", "anna:secret@proxy:1, anna, secret", "http://anna@proxy:1, anna, ''",
        "http://anna:@proxy:1, anna, ''", "http://:secret@proxy:1, '', secret",
        "http://dom%5Canna:p%40ss%3Aword%2F%25@proxy:1, dom\\anna, p@ss:word/%", "http://anna:a+b@proxy:1, anna, a+b",
        "http://anna:a%2Bb%20c@proxy:1, anna, a+b c", "http://anna:sec:ret@proxy:1, anna, sec:ret",
        "http://anna:%C3%A9@proxy:1, anna, é"
    })
    void user_and_password_of_which_the_latter_is_secret(String address, String user, String password) {
        ProxyOptions proxy = choose(HTTPS, Map.of("HTTPS_PROXY", address)).orElseThrow();

        assertEquals("proxy", proxy.getHost());
        assertEquals(user, proxy.getUsername());
        assertEquals(password, proxy.getPassword());
        assertFalse(password.length() > 3 && Redactor.current().isClean(password));
    }

    @ParameterizedTest(name = "{0} is no address")
    @ValueSource(strings = {
        "http://anna:secret@", "http://", "http://anna:secret@proxy:3128/path", "://anna:secret@proxy:1080",
        "http://anna:sec ret@proxy:3128", "http://anna:sec%ret@proxy:3128", "http://anna:secret@proxy:port",
        "http://anna:secret@proxy:65536", "http://anna:secret@proxy:0", "ftp://secret", "http://anna:sec/ret@proxy:3128",
        "http://anna:secret@pro xy:1", "http://anna:sec@ret@proxy:1", "http://[::1/secret]:1", "http://anna:sec#ret@proxy:1"
    })
    void no_address_of_a_proxy_is_told_without_its_password(String address) {
        SettingException told = assertThrows(SettingException.class, () -> choose(HTTPS, Map.of("https_proxy", address)));

        assertEquals(
                "https_proxy is not a proxy address; write it as http://user:password@host:port, or with socks5:// or socks5h://;"
                        + " percent-encode special characters in the password, such as %40 for @",
                told.getMessage());
        assertFalse(told.getMessage().contains("secret"));
        assertEquals(null, told.getCause());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "socks5://pro_xy, pro_xy, 1080, true", "socks5h://proxy, proxy, 1080, false", "SOCKS5H://proxy:1, proxy, 1, false",
        "socks5://anna:secret@[::1]:9, ::1, 9, true"
    })
    void a_socks_proxy(String address, String host, int port, boolean resolvesHere) {
        ProxyAddress proxy = ProxyChoice.of(URI.create(HTTPS), Map.of("ALL_PROXY", address)::get).orElseThrow();

        assertEquals(ProxyType.SOCKS5, proxy.options().getType());
        assertEquals(host, proxy.options().getHost());
        assertEquals(port, proxy.options().getPort());
        assertEquals(resolvesHere, proxy.resolvesHere());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"https", "HTTPS", "socks4", "socks4a", "socks"})
    void a_proxy_of_another_kind_is_not_supported(String scheme) {
        String told = assertThrows(SettingException.class,
                () -> choose(HTTPS, Map.of("ALL_PROXY", scheme + "://anna:secret@proxy:1"))).getMessage();

        assertTrue(told.contains(" not supported") && !told.contains("secret"), told);
    }

    @Test
    void all_proxy_comes_last() {
        assertEquals("all", choose(HTTPS, Map.of("ALL_PROXY", "all", "HTTP_PROXY", "http")).orElseThrow().getHost());
        assertEquals("https", choose(HTTPS, Map.of("ALL_PROXY", "all", "https_proxy", "https")).orElseThrow().getHost());
        assertDirect(HTTPS, Map.of("all_proxy", "all", "NO_PROXY", "*"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "http://localhost", "https://LocalHost:8443", "http://portal.localhost", "http://127.0.0.1", "http://127.1.2.3:80",
        "http://[::1]:80", "http://localhost."
    })
    void a_portal_on_this_machine_needs_no_proxy(String portal) {
        assertDirect(portal, Map.of("HTTP_PROXY", "proxy", "HTTPS_PROXY", "proxy", "ALL_PROXY", "proxy"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"http://128.0.0.1", "http://localhost.example.com", "http://mylocalhost", "http://[::2]"})
    void a_portal_elsewhere_is_reached_through_it(String portal) {
        assertTrue(choose(portal, Map.of("ALL_PROXY", "proxy")).isPresent());
    }

    @ParameterizedTest(name = "NO_PROXY={1} covers {0}")
    @CsvSource(delimiter = '|', value = {
        "https://portal.example.com      | *",
        "https://portal.example.com      | portal.example.com",
        "https://portal.example.com      | PORTAL.Example.Com",
        "https://PORTAL.example.com      | portal.example.com",
        "https://portal.example.com      | example.com",
        "https://portal.example.com      | .example.com",
        "https://portal.example.com      | *.example.com",
        "https://portal.example.com      | com",
        "https://portal.example.com      | other.org,example.com",
        "https://portal.example.com      | other.org, example.com",
        "https://portal.example.com      | other.org example.com",
        "https://portal.example.com      | ,, example.com ,",
        "https://portal.example.com      | portal.example.com:443",
        "https://portal.example.com:8443 | example.com:8443",
        "http://portal.example.com       | .example.com:80",
        "https://portal.example.com:8443 | example.com",
        "https://portal.example.com.     | example.com",
        "https://portal.example.com      | example.com.",
        "https://example.com             | example.com",
        "https://example.com             | .example.com",
        "https://example.com             | *.example.com",
        "https://portal                  | portal",
        "https://10.1.2.3                | 10.1.2.3",
        "https://10.1.2.3                | 10.1.0.0/16",
        "https://10.1.2.3                | 10.1.2.3/32",
        "https://10.1.2.3                | 0.0.0.0/0",
        "https://10.1.2.3                | 10.1.2.0/22",
        "https://10.1.2.3:8443           | 10.1.2.3:8443",
        "https://[fd00::1]               | fd00::1",
        "https://[fd00::1]               | [fd00::1]",
        "https://[fd00::1]               | FD00:0:0::1",
        "https://[fd00::1]:8443          | [fd00::1]:8443",
        "https://[fd00::1]               | fd00::/8",
        "https://[fd00::1]               | [fd00::]/8",
        "https://[fd00::1]               | ::/0"
    })
    void no_proxy_covers(String portal, String list) {
        assertDirect(portal, Map.of("HTTPS_PROXY", "proxy:1", "HTTP_PROXY", "proxy:1", "NO_PROXY", list));
        assertDirect(portal, Map.of("https_proxy", "proxy:1", "http_proxy", "proxy:1", "no_proxy", list));
    }

    @ParameterizedTest(name = "NO_PROXY={1} does not cover {0}")
    @CsvSource(delimiter = '|', value = {
        "https://portal.example.com      | ''",
        "https://portal.example.com      | ','",
        "https://portal.example.com      | .",
        "https://portal.example.com      | '*.'",
        "https://portal.example.com      | ample.com",
        "https://portal.example.com      | a.portal.example.com",
        "https://portal.example.com      | portal.example.com:8443",
        "https://portal.example.com:8443 | portal.example.com:443",
        "https://portal.example.com      | portal.example.com:99999999999",
        "https://portal.example.com      | example.com.evil.org",
        "https://portal.example.com      | 10.0.0.0/8",
        "https://10.1.2.3                | 10.2.0.0/16",
        "https://10.1.2.3                | 10.1.2.3/33",
        "https://10.1.2.3                | 10.1.2.3/-1",
        "https://10.1.2.3                | 10.1.2.3/",
        "https://10.1.2.3                | /8",
        "https://10.1.2.3                | 10.1.2.3/x",
        "https://10.1.2.3                | 300.1.2.3/0",
        "https://10.1.2.3                | fd00::/8",
        "https://10.1.2.3                | .3",
        "https://10.1.2.3                | 2.3",
        "https://[fd00::1]               | 10.0.0.0/8",
        "https://[fd00::1]               | fe80::/10",
        "https://[fd00::1]               | fd00::2",
        "https://[fd00::1]:8443          | [fd00::1]:443",
        "https://fd00.example.com        | fd00::/8"
    })
    void no_proxy_does_not_cover(String portal, String list) {
        assertTrue(choose(portal, Map.of("HTTPS_PROXY", "proxy:1", "NO_PROXY", list)).isPresent());
    }

    private static void assertDirect(String portal, Map<String, String> environment) {
        assertEquals(Optional.empty(), choose(portal, environment));
    }

    private static Optional<ProxyOptions> choose(String portal, Map<String, String> environment) {
        return ProxyChoice.of(URI.create(portal), environment::get).map(ProxyAddress::options);
    }
}
