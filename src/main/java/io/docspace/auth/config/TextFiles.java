package io.docspace.auth.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.file.RegularFile;
import io.docspace.auth.file.RegularFile.NotRegularException;
import io.docspace.auth.time.Activity;
import io.docspace.auth.time.Activity.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the small text files that settings name. */
final class TextFiles {
    /** In bytes; larger than any secret or configuration file. */
    static final int MAX_SIZE = 64 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFiles() {}

    /**
     * A whole file.
     *
     * @param name of the setting and the file, as the user spelled them
     * @throws SettingException if it cannot be read, or is not UTF-8 text
     */
    static String read(String name, Path file) {
        return decode(name, Activity.during(Kind.INPUT, "reading " + name, () -> bytes(name, file)));
    }

    private static byte[] bytes(String name, Path file) {
        try {
            return RegularFile.read(file, MAX_SIZE + 1);
        } catch (NoSuchFileException e) {
            throw new SettingException(name + " cannot be read: no such file");
        } catch (NotRegularException e) {
            throw new SettingException(name + " cannot be read: it is not a regular file; copy its content into one");
        } catch (IOException e) {
            throw new SettingException(name + " cannot be read; check that it is a file that this user can read");
        }
    }

    /**
     * Decodes text, without the byte order mark that some editors put before it.
     *
     * @param name of the setting, as the user spelled it
     * @throws SettingException if it is too large, or not UTF-8 text
     */
    static String decode(String name, byte[] bytes) {
        if (bytes.length > MAX_SIZE) {
            throw new SettingException(name + " is larger than 64 KiB");
        }
        if (isUtf16(bytes)) {
            throw new SettingException(name + " is UTF-16 text; save it as UTF-8");
        }
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new SettingException(name + " is not UTF-8 text");
        }
        if (text.indexOf('\0') >= 0) {
            throw new SettingException(name + " contains a NUL character; give a text file");
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** Recognised by the byte order mark, or by the zero byte in each ASCII character. */
    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean isMarked = (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
        return isMarked || (bytes.length % 2 == 0 && (first == 0 ^ second == 0));
    }
}
