package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.LogCapture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
    private static final Instant END = Instant.parse("2027-11-24T00:00:00Z");
    private static final Token TOKEN = new Token("abc=");
    private static final IssuedToken HANDOVER = new IssuedToken(TOKEN, Optional.of(END), Optional.of("anna"),
            URI.create("https://portal.example.com"));
    private static final IssuedToken WITHOUT_EXPIRY = new IssuedToken(TOKEN, Optional.empty(), Optional.of("anna"),
            HANDOVER.baseUrl());
    private static final String CURE = "; choose a path in an existing folder that this user may write to";

    @TempDir
    Path folder;

    private Path path;
    private Path expiry;

    @BeforeEach
    void name() {
        path = folder.resolve("token");
        expiry = folder.resolve("token.expires");
    }

    // Writing

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r-----", "rwxrwxrwx", "r--------"})
    void it_is_written_with_its_mode_and_its_expiry_beside_it(String mode) throws IOException {
        TokenFile file = file(path, mode);
        file.write(HANDOVER);

        assertEquals(path, file.path());
        assertEquals("abc=", Files.readString(path));
        assertEquals("2027-11-24T00:00:00Z\n", Files.readString(expiry));
        assertEquals(mode, mode(path));
        assertEquals(mode, mode(expiry));
        assertEquals(Set.of("token", "token.expires"), names());
    }

    @Test
    void json_has_room_for_the_expiry() throws IOException {
        Files.writeString(expiry, "old");

        new TokenFile(path, TokenFormat.JSON, PosixFilePermissions.fromString("rw-------")).write(HANDOVER);

        assertTrue(Files.readString(path).contains("2027-11-24"));
        assertEquals(Set.of("token"), names());
    }

    @Test
    void an_unknown_expiry_leaves_none_of_an_older_token() throws IOException {
        file().write(HANDOVER);
        file().write(WITHOUT_EXPIRY);

        assertEquals(Set.of("token"), names());
    }

    @Test
    void a_file_that_is_as_it_should_be_is_not_touched() throws IOException {
        file().write(HANDOVER);
        Map<String, Object> before = Files.readAttributes(path, "unix:ino,ctime");

        file().write(HANDOVER);

        assertEquals(before, Files.readAttributes(path, "unix:ino,ctime"));
    }

    @ParameterizedTest
    @CsvSource({"abd=, rw-------", "abc, rw-------", "'abc=\n', rw-------", "abc=, rw-r-----"})
    void a_file_that_is_not_is_replaced(String content, String mode) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(path, content), PosixFilePermissions.fromString(mode));
        Object before = Files.getAttribute(path, "unix:ino");

        file().write(WITHOUT_EXPIRY);

        assertNotEquals(before, Files.getAttribute(path, "unix:ino"));
        assertEquals("abc=", Files.readString(path));
        assertEquals("rw-------", mode(path));
    }

    @Test
    void a_link_is_replaced_and_not_followed_although_its_target_is_right() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "abc=");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(path, target);

        file().write(WITHOUT_EXPIRY);

        assertTrue(Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
        assertEquals("abc=", Files.readString(target));
    }

    @Test
    void what_cannot_be_replaced_is_told_and_nothing_is_left_beside_it() throws IOException {
        Files.createDirectories(path.resolve("full"));

        var failure = assertThrows(TokenWriteException.class, () -> file().write(HANDOVER));

        assertEquals("writing the token file " + path + " failed: Is a directory" + CURE, failure.getMessage());
        assertEquals(Set.of("token"), names());
    }

    @Test
    void an_expiry_that_cannot_be_noted_is_told_and_the_token_is_there() throws IOException {
        Files.createDirectories(expiry.resolve("full"));

        assertEquals(List.of("the token's expiry could not be noted in " + expiry + ": Is a directory"),
                told(() -> file().write(HANDOVER)));
        assertEquals("abc=", Files.readString(path));
    }

    // Before

    @Test
    void a_check_leaves_nothing_behind() throws IOException {
        assertEquals(List.of(), told(file()::check));
        assertEquals(Set.of(), names());

        Files.writeString(path, "old");
        file().check();
        assertEquals("old", Files.readString(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dev/null", "/proc"})
    void what_is_no_regular_file_is_refused(String there) {
        var failure = assertThrows(TokenWriteException.class, file(Path.of(there), "rw-------")::check);

        assertEquals("writing the token file " + there + " failed: it exists and is not a regular file" + CURE,
                failure.getMessage());
    }

    @Test
    void a_folder_that_nobody_can_write_to_is_found_out() {
        var failure = assertThrows(TokenWriteException.class, file(Path.of("/proc/token"), "rw-------")::check);

        assertTrue(failure.getMessage().startsWith("writing the token file /proc/token failed: "), failure.getMessage());
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        Path there = folder.resolve("no/token");

        var failure = assertThrows(TokenWriteException.class, file(there, "rw-------")::check);

        assertEquals(
                "writing the token file " + there + " failed: the folder " + folder.resolve("no") + " does not exist" + CURE,
                failure.getMessage());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"0700, 0", "0770, 0", "1777, 0", "0777, 1", "0702, 1"})
    void a_folder_that_all_may_write_to_is_told_of_unless_it_is_sticky(String mode, int lines) throws IOException {
        Files.setAttribute(folder, "unix:mode", Integer.parseInt(mode, 8));

        assertEquals(List.of("anybody can replace the token file " + path
                + ", since its folder is writable by all and not sticky").subList(0, lines), told(file()::check));
    }

    // Reading

    @Test
    void what_was_written_is_there() {
        file().write(HANDOVER);

        assertEquals(Optional.of(new StoredToken(TOKEN, Optional.of(END), Optional.empty(), Optional.empty())),
                file().current());
    }

    @Test
    void the_expiry_inside_comes_before_the_one_beside_it() throws IOException {
        Files.writeString(path, TokenFormat.JSON.fileContent(HANDOVER));
        Files.writeString(expiry, "2028-01-01T00:00:00Z");

        assertEquals(Optional.of(END), file().current().orElseThrow().expires());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2027-11-24"})
    void an_expiry_that_is_no_moment_is_none(String text) throws IOException {
        Files.writeString(path, "abc=");
        Files.writeString(expiry, text);

        assertEquals(Optional.empty(), file().current().orElseThrow().expires());
    }

    @Test
    void where_there_is_no_file_nothing_is_told() {
        assertEquals(List.of(), told(() -> assertEquals(Optional.empty(), file().current())));
    }

    @ParameterizedTest
    @CsvSource({"'', it is empty", "two words, it holds nothing that this program writes"})
    void what_is_no_token_is_ignored_and_told(String content, String why) throws IOException {
        Files.writeString(path, content);

        assertIgnored(why);
    }

    @Test
    void a_link_is_not_read() throws IOException {
        Files.createSymbolicLink(path, Files.writeString(folder.resolve("target"), "abc="));

        assertIgnored("it is a link");
    }

    @Test
    void a_folder_is_not_read() throws IOException {
        Files.createDirectory(path);

        assertIgnored("Is a directory");
    }

    @Test
    void a_file_is_read_up_to_12_kib() throws IOException {
        String longest = " ".repeat(4096) + "a".repeat(8192);
        Files.writeString(path, longest);
        assertEquals(8192, file().current().orElseThrow().token().text().length());

        Files.writeString(path, longest + " ");
        assertIgnored("it holds nothing that this program writes");
    }

    // Taking back

    @Test
    void it_is_taken_back_with_its_expiry_and_twice_is_as_good_as_once() {
        file().write(HANDOVER);

        file().delete();
        file().delete();

        assertEquals(Set.of(), names());
    }

    @Test
    void what_cannot_be_taken_back_is_told() throws IOException {
        Files.createDirectories(path.resolve("full"));

        assertTrue(assertThrows(TokenWriteException.class, file()::delete).getMessage()
                .startsWith("removing the token file " + path + " failed: "));
    }

    private void assertIgnored(String why) {
        assertEquals(List.of("the token file " + path + " is ignored and will be replaced: " + why),
                told(() -> assertEquals(Optional.empty(), file().current())));
    }

    private static List<String> told(Runnable work) {
        try (LogCapture told = LogCapture.by(TokenFile.class)) {
            work.run();
            return told.lines();
        }
    }

    private TokenFile file() {
        return file(path, "rw-------");
    }

    private static TokenFile file(Path path, String mode) {
        return new TokenFile(path, TokenFormat.TOKEN, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Set<String> names() {
        return Set.of(folder.toFile().list());
    }
}
