package io.docspace.auth.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.function.IntConsumer;

/** Recognises one character in any encoding: raw, JSON-escaped, percent-encoded, or as an HTML entity. */
final class EncodedCharacter {
    private static final Map<Integer, String> JSON = Map.of((int) '\n', "n", (int) '\r', "r", (int) '\t', "t", (int) '\b', "b",
            (int) '\f', "f");
    private static final Map<Integer, String> HTML = Map.of((int) '&', "&amp;", (int) '<', "&lt;", (int) '>', "&gt;", (int) '"',
            "&quot;", (int) '\'', "&apos;");

    private EncodedCharacter() {}

    /** Whether an encoding of the character may start with this one. */
    static boolean mayStart(int character, char first) {
        return Character.toString(character).charAt(0) == first || first == '\\' || first == '%' || first == '&'
                || first == '+';
    }

    /** Passes on every possible end of the character that starts here. */
    static void ends(int character, String in, int start, IntConsumer ends) {
        String raw = Character.toString(character);
        if (in.startsWith(raw, start)) {
            ends.accept(start + raw.length());
        }
        if (start == in.length()) {
            return;
        }
        switch (in.charAt(start)) {
            case '\\' -> json(character, raw, in, start, ends);
            case '%' -> percent(raw.getBytes(UTF_8), in, start, ends);
            case '&' -> html(character, in, start, ends);
            case '+' -> {
                if (character == ' ') {
                    ends.accept(start + 1);
                }
            }
            default -> {
            }
        }
    }

    /** An escape with one backslash, or more for nested JSON. */
    private static void json(int character, String raw, String in, int start, IntConsumer ends) {
        int at = start;
        while (at < in.length() && in.charAt(at) == '\\') {
            at++;
            if (character == '\\') {
                ends.accept(at);
            }
            if (in.startsWith(raw, at)) {
                ends.accept(at + raw.length());
            }
            String letter = JSON.get(character);
            if (letter != null && in.startsWith(letter, at)) {
                ends.accept(at + 1);
            }
        }
        int end = start;
        for (int i = 0; i < raw.length(); i++) {
            while (end < in.length() && in.charAt(end) == '\\') {
                end++;
            }
            if (end >= in.length() || in.charAt(end) != 'u' || number(in, end + 1, end + 5, 16) != raw.charAt(i)) {
                return;
            }
            end += 5;
        }
        ends.accept(end);
    }

    /** Each byte percent-encoded once or repeatedly ({@code %2520}). */
    private static void percent(byte[] bytes, String in, int start, IntConsumer ends) {
        int at = start;
        for (byte expected : bytes) {
            if (at >= in.length() || in.charAt(at) != '%') {
                return;
            }
            at++;
            while (in.startsWith("25", at) && number(in, at + 2, at + 4, 16) >= 0) {
                if (expected == '%') {
                    ends.accept(at + 2);
                }
                at += 2;
            }
            if (number(in, at, at + 2, 16) != (expected & 0xff)) {
                return;
            }
            at += 2;
        }
        ends.accept(at);
    }

    private static void html(int character, String in, int start, IntConsumer ends) {
        String entity = HTML.get(character);
        if (entity != null && in.startsWith(entity, start)) {
            ends.accept(start + entity.length());
        }
        int end = in.indexOf(';', start);
        if (end > start + 2 && end < start + 12 && in.charAt(start + 1) == '#') {
            boolean isHex = Character.toLowerCase(in.charAt(start + 2)) == 'x';
            if (number(in, start + (isHex ? 3 : 2), end, isHex ? 16 : 10) == character) {
                ends.accept(end + 1);
            }
        }
    }

    /** The number at this place; -1 if there is none. */
    private static int number(String in, int start, int end, int radix) {
        if (end > in.length() || start >= end) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = Character.digit(in.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
