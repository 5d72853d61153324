package io.docspace.auth.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal's address, as people write it. */
class BaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "HTTPS://Portal.Example.COM, https://portal.example.com",
        "https://portal.example.com/, https://portal.example.com",
        "https://portal.example.com//, https://portal.example.com",
        "https://portal.example.com:443, https://portal.example.com",
        "https://portal.example.com:8443/docs/, https://portal.example.com:8443/docs",
        "https://portal.example.com/api/2.0/authentication, https://portal.example.com",
        "https://portal.example.com/docs/api/2.0/, https://portal.example.com/docs",
        "https://my_portal:8080, https://my_portal:8080",
        "https://büro.example.com, https://xn--bro-hoa.example.com",
        "https://ドメイン.テスト, https://xn--eckwd4c7c.xn--zckzah",
        "http://localhost:1, http://localhost:1",
        "http://127.0.0.2, http://127.0.0.2",
        "http://[::1]:8080, http://[::1]:8080",
        "https://[2001:DB8::1], https://[2001:db8::1]",
        "https://a.example.com/%7Euser, https://a.example.com/%7Euser"
    })
    void what_is_taken(String written, String taken) {
        assertEquals(URI.create(taken), BaseUrl.parse(given(written), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "https:///x", "https://a b", "https://a..b", "https://-a.example.com", "https://a:b",
        "https://a:0", "https://a:65536", "https://a:999999999", "https://a/x y", "https://a/../b", "https://a\\\\b",
        "https://[::1",
        "https://[x]", "ftp://a", "a", "//a", "https:a", "https://a?x", "https://a#x", "https://u:p@a", "https://a@b",
        "https://a/%zz", "https://a/\u0001", "https://\u202e.example.com", "http://127.0.0.999", "http://127.1",
        "http://2130706433", "http://localhost.example.com", "http://0.0.0.0", "http://portal.example.com", "http://[::2]"})
    void what_is_refused(String written) {
        SettingException refused = assertThrows(SettingException.class, () -> BaseUrl.parse(given(written), false));

        assertFalse(refused.getMessage().contains("u:p"), refused.getMessage());
    }

    private static SettingValue given(String text) {
        return new SettingValue(Setting.BASE_URL, Origin.OPTION, Setting.BASE_URL, text);
    }
}
