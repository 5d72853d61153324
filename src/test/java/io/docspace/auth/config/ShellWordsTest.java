package io.docspace.auth.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a b c", "  a\tb  c ", "'a b' c", "\"a b\" c", "a\\ b c", "a'b c'd", "a\"b c\"d", "''", "a '' \"\"",
        "\"a\\\"b\"", "\"a\\b\"", "\"\\$HOME\"", "'\\n'", "sh -c \"kill -HUP 1; echo 'x y'\"", "a\\\\b", "\"a\\\\b\"", "'a\"b'",
        "\"a'b\"", "a\\\nb", "ä 'ö ü'"})
    void words_are_those_of_a_shell(String text) throws Exception {
        // printf ends each word with a line of its own that no word has.
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\001' " + text.strip()).start();
        String[] words = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .split("\u0001", -1);

        assertEquals(List.of(words).subList(0, words.length - 1), ShellWords.split(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "a\\", "\"a\\", "a 'b' \"c"})
    void what_is_not_closed_is_refused(String text) {
        assertEquals(Optional.empty(), ShellWords.split(text));
    }

    @Test
    void nothing_a_shell_would_expand_is_expanded() {
        assertEquals(List.of("$HOME", "*", "~", "`x`", "$(y)", ">", "a;b", "#c"),
                ShellWords.split("$HOME * ~ `x` $(y) > a;b #c").orElseThrow());
        assertTrue(ShellWords.split(" \n").orElseThrow().isEmpty());
    }
}
