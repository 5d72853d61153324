package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.secret.Redactor;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "abc+/=", "sk-0123", "a.b-c_d~e", "AZ09"})
    void letters_digits_and_seven_signs_are_a_token(String text) {
        assertEquals(text, Token.of(text).orElseThrow().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "a\r\nX: y", "\ta", "a\u0000", "a\u007f", "ä", "a\u2028", "🔑",
        "x;touch${IFS}X", "a$b", "a`b", "a;b", "a&b", "a|b", "a(b", "a\\b", "a'b", "a\"b", "a#b", "a*b", "a?b", "a[b", "a{b",
        "a<b", "a>b", "a!b", "a%b", "a:b", "a,b", "a@b", "a^b"})
    void what_a_shell_a_header_or_an_env_file_could_take_for_more_is_none(String text) {
        assertEquals(Optional.empty(), Token.of(text));
        assertThrows(IllegalArgumentException.class, () -> new Token(text));
    }

    @Test
    void a_token_has_8_kib_at_the_most() {
        assertEquals(8192, Token.of("a".repeat(8192)).orElseThrow().text().length());
        assertEquals(Optional.empty(), Token.of("a".repeat(8193)));
    }

    @Test
    void its_text_does_not_show() {
        assertEquals("token of 12 characters", new Token("MARKERtoken1").toString());
        assertEquals("***", Redactor.current().redact("MARKERtoken1"));
    }

    @ParameterizedTest
    @CsvSource({"abc=, abc=", "sk-1, Bearer sk-1", "e30.e30.c2ln, Bearer e30.e30.c2ln", "a.b, a.b", "a.b.c=, a.b.c="})
    void keys_and_oauth_tokens_go_as_bearer(String text, String header) {
        assertEquals(header, new Token(text).authorization());
    }

    @ParameterizedTest
    @CsvSource({"Bearer abc=, abc=", "abc=, abc=", "Bearer sk-1, sk-1", "Basic abc=,", "'Bearer ',", "bearer abc=,"})
    void a_token_is_read_of_a_header(String value, String token) {
        assertEquals(Optional.ofNullable(token).map(Token::new), Token.ofAuthorization(value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"exp\":1795608000}                       | 1795608000",
        "{\"sub\":{\"exp\":1},\"exp\":1795608000.5} | 1795608000",
        "{\"exp\":\"1795608000\"}                   |",
        "{\"exp\":-1}                               |",
        "{\"exp\":0}                                |",
        "{\"exp\":1}                                | 1",
        "{\"exp\":253402300799}                     | 253402300799",
        "{\"exp\":253402300800}                     |",
        "{\"exp\":1e99}                             |",
        "{\"iat\":1}                                |",
        "[1]                                        |",
        "{\"exp\":                                  |"
    })
    void an_oauth_token_says_when_it_ends(String claims, Long second) {
        Token jwt = new Token(
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".c2ln");

        assertTrue(jwt.isJwt());
        assertEquals(Optional.ofNullable(second).map(Instant::ofEpochSecond), jwt.expires());
    }

    @Test
    void what_is_no_oauth_token_says_nothing() {
        assertEquals(Optional.empty(), new Token("abc=").expires());
        assertEquals(Optional.empty(), new Token("a.b-_.c").expires());
    }
}
