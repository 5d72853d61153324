package io.docspace.auth.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.secret.Redactor;
import io.docspace.auth.token.Token;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A secret that a setting gives.
 *
 * @param setting its name, as the user spelled it
 * @param value reads it: a file each time, since secret stores renew files. Throws {@link SettingException} if there is none
 */
public record Secret(String setting, Supplier<String> value) {
    /** Whoever reads a secret makes it known to the filter of all that is written. */
    public Secret(String setting, Supplier<String> value) {
        this.setting = setting;
        this.value = () -> {
            String secret = value.get();
            Redactor.current().register(secret);
            return secret;
        };
    }

    /** Bytes; more than any secret has, and little enough for a device that never ends. */
    private static final int MAX_SIZE = 64 * 1024;

    static Secret given(String setting, String value) {
        return new Secret(setting, () -> value);
    }

    static Secret inFile(String setting, Path file) {
        return new Secret(setting, () -> readFile(setting + " " + file, file));
    }

    static Secret onStdin(String setting) {
        return new Secret(setting, new Supplier<>() {
            private String read;

            @Override
            public String get() {
                read = read == null ? readStdin(setting) : read;
                return read;
            }
        });
    }

    /**
     * The secret as a token; a {@code Bearer} in front, as in a header, is dropped.
     *
     * @throws SettingException if it can be none
     */
    public Token token() {
        return Token.ofAuthorization(value.get().strip())
                .orElseThrow(() -> new SettingException(setting + " holds characters that no token has"));
    }

    private static String readFile(String setting, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(setting, in.readNBytes(MAX_SIZE + 1));
        } catch (NoSuchFileException e) {
            throw new SettingException(setting + " cannot be read: no such file");
        } catch (IOException e) {
            throw new SettingException(setting + " cannot be read; is it a file, and may this user read it?");
        }
    }

    private static String readStdin(String setting) {
        try {
            return decode(setting, System.in.readNBytes(MAX_SIZE + 1));
        } catch (IOException e) {
            throw new SettingException(setting + ": standard input cannot be read");
        }
    }

    /** The text without the line end at its end; blanks are the secret's own. */
    private static String decode(String setting, byte[] bytes) {
        if (bytes.length > MAX_SIZE) {
            throw new SettingException(setting + " holds more than a secret");
        }
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replaceFirst("\r?\n\\z", "");
        } catch (CharacterCodingException e) {
            throw new SettingException(setting + " is not UTF-8 text");
        }
        if (text.isEmpty()) {
            throw new SettingException(setting + " is empty");
        }
        return text;
    }

    @Override
    public String toString() {
        return setting;
    }
}
