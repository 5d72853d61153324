package io.docspace.auth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the password comes from: exactly one of the settings, else the terminal. */
final class PasswordSource {
    static final String WAYS = "DOCSPACE_PASSWORD, --password-file or --password-stdin";

    /** Bytes; more than any password has, and little enough for a device that never ends. */
    private static final int MAX_SIZE = 64 * 1024;

    private final Settings settings;

    /** @throws SettingException if there is more than one */
    PasswordSource(Settings settings) {
        this.settings = settings;
        refuseMoreThanOne(settings.password().isPresent(), settings.passwordFile().isPresent());
    }

    /** @throws SettingException if there is no password, or one that cannot be read */
    String read() {
        Optional<String> password = settings.password();
        Optional<Path> file = settings.passwordFile();
        if (password.isPresent()) {
            return password.get();
        }
        if (file.isPresent()) {
            return readFile(file.get());
        }
        return settings.passwordOnStdin() ? decode("--password-stdin", readStdin()) : ask();
    }

    private void refuseMoreThanOne(boolean direct, boolean inFile) {
        List<String> given = new ArrayList<>();
        if (direct) {
            given.add(settings.spelled("password"));
        }
        if (inFile) {
            given.add(settings.spelled("password-file"));
        }
        if (settings.passwordOnStdin()) {
            given.add(settings.spelled("password-stdin"));
        }
        if (given.size() > 1) {
            throw new SettingException("more than one source of a password: " + String.join(" and ", given) + "; give one");
        }
    }

    private String readFile(Path file) {
        String setting = settings.spelled("password-file") + " " + file;
        try (InputStream in = Files.newInputStream(file)) {
            return decode(setting, in.readNBytes(MAX_SIZE + 1));
        } catch (NoSuchFileException e) {
            throw new SettingException(setting + " cannot be read: no such file");
        } catch (IOException e) {
            throw new SettingException(setting + " cannot be read; is it a file, and may this user read it?");
        }
    }

    private static byte[] readStdin() {
        try {
            return System.in.readNBytes(MAX_SIZE + 1);
        } catch (IOException e) {
            throw new SettingException("--password-stdin: standard input cannot be read");
        }
    }

    /** The text without the line end at its end; blanks are the password's own. */
    private static String decode(String setting, byte[] bytes) {
        if (bytes.length > MAX_SIZE) {
            throw new SettingException(setting + " holds more than a password");
        }
        String password;
        try {
            password = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replaceFirst("\r?\n\\z", "");
        } catch (CharacterCodingException e) {
            throw new SettingException(setting + " is not UTF-8 text");
        }
        if (password.isEmpty()) {
            throw new SettingException(setting + " holds no password");
        }
        return password;
    }

    private String ask() {
        return Terminal.attached()
                .map(terminal -> terminal.askSecretly("Password for " + settings.userName() + ": "))
                .filter(password -> !password.isEmpty())
                .orElseThrow(() -> new SettingException("the password is missing; give it with " + WAYS));
    }
}
