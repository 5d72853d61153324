package io.docspace.auth.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a command into words as a shell does, by blanks, quotes and backslashes. No other shell syntax is supported. */
final class ShellWords {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private StringBuilder word;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /** The words; empty if a quote is not closed, or nothing follows the last backslash. */
    static Optional<List<String>> split(String text) {
        ShellWords words = new ShellWords(text);
        return words.read() ? Optional.of(List.copyOf(words.words)) : Optional.empty();
    }

    private boolean read() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean isWhole = switch (c) {
                case ' ', '\t', '\n', '\r' -> endWord();
                case '\'' -> quoted();
                case '"' -> doublyQuoted();
                case '\\' -> escaped();
                default -> add(c);
            };
            if (!isWhole) {
                return false;
            }
        }
        return endWord();
    }

    private boolean add(char c) {
        word = word == null ? new StringBuilder() : word;
        word.append(c);
        return true;
    }

    private boolean endWord() {
        if (word != null) {
            words.add(word.toString());
        }
        word = null;
        return true;
    }

    private boolean escaped() {
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at++);
        // A line that continues on the next.
        return c == '\n' || add(c);
    }

    private boolean quoted() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            return false;
        }
        word = word == null ? new StringBuilder() : word;
        word.append(text, at, end);
        at = end + 1;
        return true;
    }

    /** Within double quotes a backslash is literal, except before a character that is special there. */
    private boolean doublyQuoted() {
        word = word == null ? new StringBuilder() : word;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            boolean isEscape = c == '\\' && at < text.length() && "\"\\$`\n".indexOf(text.charAt(at)) >= 0;
            if (isEscape) {
                escaped();
            } else {
                word.append(c);
            }
        }
        return false;
    }
}
