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
 * A secret from a setting.
 *
 * @param setting its name, as the user spelled it
 * @param value reads the secret, a file each time, since secret stores renew files; throws {@link SettingException} if
 *         there is none
 */
public record Secret(String setting, Supplier<String> value) {
    /** Registers the secret with the redactor whenever it is read. */
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

    /** @param shown the setting's name for messages, with the file if it may be shown */
    static Secret inFile(String setting, String shown, Path file) {
        return new Secret(setting, () -> readFile(shown, file));
    }

    /** @param stdin read once, when the secret is needed */
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
     * The secret as a token, without a leading {@code Bearer} as in a header.
     *
     * @throws SettingException if it cannot be a token
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
        return content(setting, TextFiles.read(setting, file));
    }

    private static String readStdin(String setting, InputStream stdin) {
        byte[] bytes = Activity.during(Kind.INPUT, "waiting for the end of standard input (" + setting + ")", () -> {
            try {
                return stdin.readNBytes(TextFiles.MAX_SIZE + 1);
            } catch (IOException | UncheckedIOException e) {
                throw new SettingException(setting + ": standard input cannot be read");
            }
        });
        return content(setting, TextFiles.decode(setting, bytes));
    }

    /** The text without the line end at its end; blanks belong to the secret. */
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
