package io.docspace.auth.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds a secret in a text in any encoding. Each character may be encoded differently: raw, as a JSON or HTML escape, or
 * percent-encoded once or more, with digits in either case. One walk over both texts finds all forms, even mixed ones. Base64
 * depends on the bytes before it, which gives three more texts to find.
 */
record SecretText(String text) {
    /** The length of a prefix that counts as the secret if the text is cut off after it. */
    private static final int BEGINNING = 4;

    private static final List<String> CUT = List.of("...", "…");

    /** Marks the characters of a text that belong to this secret. */
    void cover(String in, BitSet covered) {
        coverWritten(codePoints(text), in, covered, false);
        byte[] bytes = text.getBytes(UTF_8);
        for (int before = 0; before < 3; before++) {
            String encoded = base64(bytes, before);
            Stream.of(encoded, encoded.replace('+', '-').replace('/', '_')).distinct()
                    .forEach(form -> coverWritten(codePoints(form), in, covered, true));
        }
    }

    private static void coverWritten(int[] secret, String in, BitSet covered, boolean isBase64) {
        for (int start = 0; start < in.length(); start++) {
            if (!EncodedCharacter.mayStart(secret[0], in.charAt(start))) {
                continue;
            }
            int end = end(secret, in, start);
            if (end > start) {
                covered.set(isBase64 ? start - beside(in, start - 1) : start, isBase64 ? base64End(in, end) : end);
            }
        }
    }

    /** A character at either end of base64 contains bits of the secret and of its neighbours. */
    private static int beside(String in, int place) {
        return place >= 0 && place < in.length() && String.valueOf(in.charAt(place)).matches("[\\w+/-]") ? 1 : 0;
    }

    private static int base64End(String in, int end) {
        int after = end + beside(in, end);
        while (after < in.length() && in.charAt(after) == '=') {
            after++;
        }
        return after;
    }

    /** The end of the secret that starts there; the start itself if there is none. */
    private static int end(int[] secret, String in, int start) {
        // Counted from the start; one character may have several possible ends.
        BitSet places = new BitSet();
        places.set(0);
        for (int matched = 0; matched < secret.length; matched++) {
            BitSet next = new BitSet();
            int character = secret[matched];
            places.stream().forEach(place -> EncodedCharacter.ends(character, in, start + place, end -> next.set(end - start)));
            if (next.isEmpty()) {
                return matched >= BEGINNING && isCut(in, start, places, matched * 2 >= secret.length)
                        ? start + places.length() - 1
                        : start;
            }
            places = next;
        }
        return start + places.length() - 1;
    }

    /** Whether the text ends within the secret: marked as cut off, or after at least half of the secret. */
    private static boolean isCut(String in, int start, BitSet places, boolean isHalf) {
        return places.stream().map(place -> start + place).anyMatch(place -> place == in.length()
                ? isHalf
                : CUT.stream().anyMatch(mark -> in.startsWith(mark, place)));
    }

    /** The base64 characters that do not depend on the neighbours, with this many bytes before the secret. */
    private static String base64(byte[] secret, int before) {
        byte[] bytes = new byte[before + secret.length];
        System.arraycopy(secret, 0, bytes, before, secret.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        int from = (before * 8 + 5) / 6;
        return encoded.substring(from, bytes.length * 8 / 6);
    }

    private static int[] codePoints(String text) {
        return text.codePoints().toArray();
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
