package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "abc+/=", "sk-0123", "!~"})
    void visible_ascii_is_a_token(String text) {
        assertEquals(text, Token.of(text).orElseThrow().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "a\r\nX: y", "\ta", "a\u0000", "a\u007f", "ä", "a\u2028", "🔑"})
    void what_could_break_a_header_or_a_line_is_none(String text) {
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
        assertEquals("token of 6 characters", new Token("secret").toString());
    }
}
