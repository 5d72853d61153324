package io.docspace.auth.config;

import io.docspace.auth.secret.Redactor;
import io.docspace.auth.time.Activity;
import io.docspace.auth.time.Activity.Kind;
import io.docspace.auth.token.Token;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

    static Secret given(String setting, String value) {
        return new Secret(setting, () -> value);
    }

    /** @param shown the setting's name as messages have it, with the file where that may be shown */
    static Secret inFile(String setting, String shown, Path file) {
        return new Secret(setting, () -> readFile(shown, file));
    }

    /** @param stdin read once, when the secret is asked for */
    static Secret onStdin(String setting, InputStream stdin) {
        return new Secret(setting, new Supplier<>() {
            private String read;

            @Override
            public String get() {
                read = read == null ? readStdin(setting, stdin) : read;
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
                .orElseThrow(() -> new SettingException(setting + " contains characters that are not valid in a token"));
    }

    /**
     * A whole small text file, without the line end at its end.
     *
     * @param setting its name, as the user spelled it, and the file
     */
    static String readFile(String setting, Path file) {
        return content(setting, Texts.read(setting, file));
    }

    private static String readStdin(String setting, InputStream stdin) {
        byte[] bytes = Activity.during(Kind.INPUT, "waiting for the end of standard input (" + setting + ")", () -> {
            try {
                return stdin.readNBytes(Texts.MAX_SIZE + 1);
            } catch (IOException | UncheckedIOException e) {
                throw new SettingException(setting + ": standard input cannot be read");
            }
        });
        return content(setting, Texts.decode(setting, bytes));
    }

    /** The text without the line end at its end; blanks are the secret's own. */
    private static String content(String setting, String text) {
        String content = text.replaceFirst("\r?\n\\z", "");
        if (content.isEmpty()) {
            throw new SettingException(setting + " is empty");
        }
        return content;
    }

    @Override
    public String toString() {
        return setting;
    }
}
