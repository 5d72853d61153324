package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.docspace.auth.LogCapture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
    private static final Instant END = Instant.parse("2027-11-24T00:00:00Z");
    private static final Token TOKEN = new Token("abc=");
    private static final TokenIdentity ANNA = TokenIdentity.ofLogin(URI.create("https://portal.example.com"), "anna");
    private static final IssuedToken HANDOVER = new IssuedToken(TOKEN, ANNA, Optional.of(END));
    private static final IssuedToken OTHER = new IssuedToken(new Token("other="), ANNA, Optional.empty());
    private static final String COMPANION = "{\"tokenSha256\":\"894b2bd86b2154d5f8b98042c6d06982e260c762d16583584dc71e3f005fe9f6\","
            + "\"expires\":\"2027-11-24T00:00:00Z\",\"userName\":\"anna\",\"baseUrl\":\"https://portal.example.com\","
            + "\"authMethod\":\"password\",\"oauthClientId\":null,\"scope\":null,\"version\":1}\n";
    private static final String CURE = "; choose a path in an existing folder that this user can write to";

    @TempDir
    Path folder;

    private Path path;
    private Path companion;

    @BeforeEach
    void name() {
        path = folder.resolve("token");
        companion = folder.resolve("token.meta");
    }

    // Writing

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r-----", "rwxrwxrwx", "r--------"})
    void it_is_written_with_its_mode_and_a_companion_beside_it(String mode) throws IOException {
        TokenFile file = file(path, mode);
        file.write(HANDOVER);

        assertEquals(path, file.path());
        assertEquals("abc=", Files.readString(path));
        assertEquals(COMPANION, Files.readString(companion));
        assertEquals(mode, mode(path));
        assertEquals(mode, mode(companion));
        assertEquals(Set.of("token", "token.meta"), names());
    }

    @Test
    void json_has_room_for_all_and_leaves_no_companion() throws IOException {
        Files.writeString(companion, "old");

        json().write(HANDOVER);

        assertTrue(Files.readString(path).contains("2027-11-24"));
        assertEquals(Set.of("token"), names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "OTHER"})
    void a_companion_that_does_not_describe_the_token_is_replaced_without_the_token(String content) throws IOException {
        file().write(HANDOVER);
        Files.writeString(companion, content.replace("OTHER", OTHER.metadata().companionOf(OTHER.token())));
        Object before = Files.getAttribute(path, "unix:ino");

        file().write(HANDOVER);

        assertEquals(COMPANION, Files.readString(companion));
        assertEquals(before, Files.getAttribute(path, "unix:ino"));
    }

    @Test
    void a_file_that_is_as_it_should_be_is_not_touched() throws IOException {
        file().write(HANDOVER);
        Map<String, Object> before = Files.readAttributes(path, "unix:ino,ctime");
        Map<String, Object> beside = Files.readAttributes(companion, "unix:ino,ctime");
        Map<String, Object> around = Files.readAttributes(folder, "unix:ctime");

        file().write(HANDOVER);

        assertEquals(before, Files.readAttributes(path, "unix:ino,ctime"));
        assertEquals(beside, Files.readAttributes(companion, "unix:ino,ctime"));
        assertEquals(around, Files.readAttributes(folder, "unix:ctime"));
    }

    @ParameterizedTest
    @CsvSource({"abd=, rw-------", "abc, rw-------", "'abc=\n', rw-------", "abc=, rw-r-----"})
    void a_file_that_is_not_is_replaced(String content, String mode) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(path, content), PosixFilePermissions.fromString(mode));
        Object before = Files.getAttribute(path, "unix:ino");

        file().write(HANDOVER);

        assertNotEquals(before, Files.getAttribute(path, "unix:ino"));
        assertEquals("abc=", Files.readString(path));
        assertEquals("rw-------", mode(path));
    }

    @Test
    void a_link_is_replaced_and_not_followed_although_its_target_is_right() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "abc=");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(path, target);

        file().write(HANDOVER);

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
    void a_companion_that_cannot_be_written_is_told_and_the_token_is_there() throws IOException {
        Files.createDirectories(companion.resolve("full"));

        List<String> told = told(() -> file().write(HANDOVER));

        assertEquals(
                companion + ", which describes the token, cannot be written, so the next run signs in again: Is a directory",
                told.get(told.size() - 1));
        assertEquals("abc=", Files.readString(path));
    }

    @Test
    void temporary_files_of_runs_that_were_killed_are_removed_by_the_next_write() throws IOException {
        Path stale = Files.writeString(folder.resolve(".docspace-auth-123.tmp"), "old-token");
        Path fresh = Files.writeString(folder.resolve(".docspace-auth-456.tmp"), "new-token");
        Path notOurs = Files.writeString(folder.resolve("docspace-auth-1.tmp"), "x");
        Path noFile = Files.createDirectory(folder.resolve(".docspace-auth-789.tmp"));
        for (Path old : List.of(stale, notOurs, noFile)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(700)));
        }
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now().minusSeconds(500)));

        file().write(HANDOVER);

        assertEquals(Set.of("token", "token.meta", ".docspace-auth-456.tmp", ".docspace-auth-789.tmp", "docspace-auth-1.tmp"),
                names());
    }

    @Test
    void a_temporary_file_of_another_user_is_left_to_that_user() throws IOException {
        assumeTrue(ThisUser.actsForOwners());
        Path theirs = Files.writeString(folder.resolve(".docspace-auth-123.tmp"), "their-token");
        Files.setAttribute(theirs, "unix:uid", 4711);
        Files.setLastModifiedTime(theirs, FileTime.from(Instant.now().minusSeconds(700)));

        file().write(HANDOVER);

        assertTrue(Files.exists(theirs));
    }

    @Test
    void a_companion_that_is_right_outlives_a_token_that_is_not() throws IOException {
        file().write(HANDOVER);
        Object before = Files.getAttribute(companion, "unix:ino");
        Files.writeString(path, "garbage");

        file().write(HANDOVER);

        assertEquals("abc=", Files.readString(path));
        assertEquals(before, Files.getAttribute(companion, "unix:ino"));
    }

    @Test
    void a_temporary_file_has_a_name_that_is_as_long() throws IOException {
        for (int length : new int[]{33, 200, 255}) {
            Path place = folder.resolve("x".repeat(length));
            try (NewFile file = NewFile.create(place, new byte[0], PosixFilePermissions.fromString("rw-------"))) {
                assertEquals(List.of(length), names().stream().map(String::length).toList());
                assertEquals(1, file.attribute("unix:nlink"));
            }
            assertEquals(Set.of(), names());
        }
    }

    @Test
    void a_name_of_255_bytes_is_written_and_one_of_256_found_out() throws IOException {
        Path longest = folder.resolve("ä".repeat(127) + "x");
        json(longest).check();
        json(longest).write(HANDOVER);
        assertEquals(Set.of(longest.getFileName().toString()), names());

        assertEquals(0, FileNames.length(Path.of("/")));
        assertEquals(Path.of("/"), FileNames.companion(Path.of("/")));
        TokenFile tooLong = json(folder.resolve("ä".repeat(128)));
        assertTrue(assertThrows(TokenWriteException.class, tooLong::check).getMessage().contains("File name too long"));
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

    @ParameterizedTest
    @ValueSource(strings = {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
    void a_link_that_leads_to_a_file_that_is_open_is_refused(String target) throws IOException {
        Files.createSymbolicLink(path, Path.of(target));
        Path more = Files.createSymbolicLink(folder.resolve("more"), path);

        for (Path there : List.of(path, more, Path.of(target))) {
            String message = assertThrows(TokenWriteException.class, file(there, "rw-------")::check).getMessage();
            assertTrue(message.contains("it is a link to an open file or a device")
                    || message.contains("it exists and is not a regular file"), message);
            assertTrue(Files.isSymbolicLink(there));
        }
    }

    @Test
    void a_link_to_a_device_that_is_not_there_is_refused_too() throws IOException {
        Files.createSymbolicLink(path, Path.of("/dev/no-such-device"));

        assertTrue(assertThrows(TokenWriteException.class, file()::check).getMessage()
                .contains("it is a link to an open file or a device"));
    }

    @Test
    void a_link_in_a_circle_is_replaced() throws IOException {
        Files.createSymbolicLink(path, path);

        file().check();
        file().write(HANDOVER);

        assertEquals("abc=", Files.readString(path));
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
    @CsvSource({"0700, 0", "0770, 0", "1777, 0", "2777, 0", "0777, 1", "0702, 1", "2772, 1"})
    void a_folder_that_all_may_write_to_is_told_of_unless_it_is_sticky(String mode, int lines) throws IOException {
        Files.setAttribute(folder, "unix:mode", Integer.parseInt(mode, 8));

        assertEquals(List.of("anybody can replace the token file " + path
                + ", since its folder is writable for everyone and not sticky").subList(0, lines), told(file()::check));
    }

    // Reading

    @ParameterizedTest
    @EnumSource
    void what_was_written_is_there(TokenFormat format) {
        TokenFile file = new TokenFile(path, format, PosixFilePermissions.fromString("rw-------"));
        file.write(HANDOVER);

        Optional<StoredToken> stored = Optional.of(new StoredToken(TOKEN, Optional.of(HANDOVER.metadata())));
        assertEquals(stored, file.current());
        assertEquals(stored, file.peek());
        assertEquals(stored, file.read());
    }

    @Test
    void what_stands_inside_comes_before_what_stands_beside() throws IOException {
        json().write(HANDOVER);
        Files.writeString(companion, new TokenMetadata(ANNA, Optional.empty()).companionOf(TOKEN));

        assertEquals(Optional.of(END), json().current().orElseThrow().expires());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"^.*$ | ''", "^.*$ | garbage", "^.*$ | []", "\"version\":1 | \"version\":2",
        "b2bd86 | 0000", "tokenSha256 | note", "baseUrl | note", "2027-11-24T00:00:00Z | soon", "}.* | ''"})
    void a_companion_that_is_broken_or_of_another_token_is_none(String there, String instead) throws IOException {
        file().write(HANDOVER);
        String changed = COMPANION.strip().replaceFirst(there, instead);
        assertNotEquals(COMPANION.strip(), changed);
        Files.writeString(companion, changed);

        assertEquals(Optional.of(new StoredToken(TOKEN, Optional.empty())), file().current());
    }

    @Test
    void a_companion_that_is_a_link_describes_the_token_for_those_who_only_use_it() throws IOException {
        file().write(HANDOVER);
        Files.move(companion, folder.resolve("elsewhere"));
        Files.createSymbolicLink(companion, folder.resolve("elsewhere"));

        assertEquals(Optional.empty(), file().current().orElseThrow().metadata());
        assertEquals(Optional.of(END), file().read().orElseThrow().expires());
    }

    @Test
    void where_there_is_no_file_nothing_is_told() {
        assertEquals(List.of(), told(() -> assertEquals(Optional.empty(), file().current())));
    }

    @ParameterizedTest
    @CsvSource({"'', it is empty", "two words, its format is unknown"})
    void what_is_no_token_is_ignored_and_told(String content, String why) throws IOException {
        Files.writeString(path, content);

        assertIgnored(why);
    }

    @Test
    void a_link_is_not_reused_and_read_by_those_who_only_use_the_token() throws IOException {
        Files.createSymbolicLink(path, Files.writeString(folder.resolve("target"), "abc="));

        assertEquals(TOKEN, file().read().orElseThrow().token());
        assertIgnored("it is a link");
    }

    @Test
    void a_folder_is_not_read() throws IOException {
        Files.createDirectory(path);

        assertEquals(List.of(), told(() -> assertEquals(Optional.empty(), file().current())));
        assertEquals(List.of("the token file " + path + " is ignored: it is not a regular file"),
                told(() -> assertEquals(Optional.empty(), file().read())));
    }

    @Test
    void a_file_is_read_up_to_12_kib() throws IOException {
        String longest = " ".repeat(4096) + "a".repeat(8192);
        Files.writeString(path, longest);
        assertEquals(8192, file().current().orElseThrow().token().text().length());
        assertEquals(8192, file().peek().orElseThrow().token().text().length());

        Files.writeString(path, longest + " ");
        assertEquals(Optional.empty(), file().peek());
        assertIgnored("its format is unknown");
    }

    // In place

    @Test
    void in_place_the_file_stays_the_same_and_has_neither_companion_nor_refusals() throws IOException {
        Files.writeString(path, "x".repeat(1000));
        Object before = Files.getAttribute(path, "unix:ino");

        TokenFile file = inPlace(TokenFormat.TOKEN);
        file.check();
        file.write(HANDOVER);
        file.refusals().write("refused");

        assertEquals("abc=", Files.readString(path));
        assertEquals(before, Files.getAttribute(path, "unix:ino"));
        assertEquals("rw-------", mode(path));
        assertEquals(Set.of("token"), names());
        assertEquals(Optional.of(new StoredToken(TOKEN, Optional.empty())), file.current());
    }

    @Test
    void in_place_json_is_reused_and_not_written_again() throws IOException {
        TokenFile file = inPlace(TokenFormat.JSON);
        file.check();
        file.write(HANDOVER);
        Object before = Files.getAttribute(path, "unix:ctime");

        file.write(HANDOVER);

        assertEquals(Optional.of(new StoredToken(TOKEN, Optional.of(HANDOVER.metadata()))), file.current());
        assertEquals(before, Files.getAttribute(path, "unix:ctime"));
    }

    @Test
    void in_place_the_token_is_taken_back_by_emptying_the_file() throws IOException {
        TokenFile file = inPlace(TokenFormat.TOKEN);
        file.write(HANDOVER);

        file.delete(TOKEN);

        assertEquals("", Files.readString(path));
    }

    @Test
    void in_place_a_link_a_folder_and_a_missing_folder_are_found_out() throws IOException {
        Files.createSymbolicLink(path, Files.writeString(folder.resolve("target"), "mine"));

        assertTrue(assertThrows(TokenWriteException.class, inPlace(TokenFormat.TOKEN)::check).getMessage()
                .contains("it exists and is not a regular file"));
        assertTrue(assertThrows(TokenWriteException.class, () -> inPlace(TokenFormat.TOKEN).write(HANDOVER)).getMessage()
                .startsWith("writing the token file " + path + " failed: "));
        assertEquals("mine", Files.readString(folder.resolve("target")));
        path = folder.resolve("no/token");
        assertTrue(assertThrows(TokenWriteException.class, inPlace(TokenFormat.TOKEN)::check).getMessage()
                .contains("does not exist"));
    }

    // Taking back

    @Test
    void it_is_taken_back_with_its_companion_and_twice_is_as_good_as_once() {
        file().write(HANDOVER);

        file().delete(TOKEN);
        file().delete(TOKEN);

        assertEquals(Set.of(), names());
    }

    @Test
    void a_token_that_another_has_put_there_meanwhile_stays() {
        file().write(HANDOVER);
        file().write(OTHER);

        file().delete(TOKEN);

        assertEquals(OTHER.token(), file().current().orElseThrow().token());
        assertEquals(Set.of("token", "token.meta"), names());
    }

    // A refused login

    @Test
    void a_refusal_is_kept_beside_it_for_its_owner_alone_and_a_link_is_none() throws IOException {
        RefusalStore refusals = file(path, "rw-r--r--").refusals();
        Path record = folder.resolve("token.refused");
        assertEquals(Optional.empty(), refusals.read());

        refusals.write("first");
        refusals.write("second");

        assertEquals(Optional.of("second"), refusals.read());
        assertEquals("rw-------", mode(record));
        assertEquals(Set.of("token.refused"), names());
        Files.move(record, folder.resolve("elsewhere"));
        Files.createSymbolicLink(record, folder.resolve("elsewhere"));
        assertEquals(Optional.empty(), refusals.read());
        refusals.delete();
        refusals.delete();
        assertEquals(Set.of("elsewhere"), names());
    }

    @Test
    void a_refusal_that_cannot_be_kept_or_removed_is_told() throws IOException {
        Path record = folder.resolve("token.refused");
        Files.createDirectories(record.resolve("full"));

        try (LogCapture told = LogCapture.by(RefusalFile.class)) {
            file().refusals().write("x");
            file().refusals().delete();
            assertEquals(Optional.empty(), file().refusals().read());
            assertEquals(2, told.lines().size(), told.lines().toString());
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("permission denied" + CURE, new AccessDeniedException("x")),
                Arguments.of("it is a folder" + CURE, new DirectoryNotEmptyException("x")),
                Arguments.of("Read-only file system" + CURE, new FileSystemException("x", null, "Read-only file system")),
                Arguments.of("No space left on device" + CURE, new IOException("No space left on device")),
                Arguments.of("it is taken; wait", new FileErrors.NotWritableException("it is taken", "wait")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_of_a_file_is_told_with_what_helps(String told, IOException fault) {
        assertExplained(told, fault);
    }

    @Test
    void a_volume_whose_files_have_a_mode_of_their_own_is_told_with_that_mode() {
        assertExplained("this volume does not support setting the mode, its files have 0751; set"
                + " --token-file-mode 0751, or choose a path on another volume",
                new ModeRefusedException(path, PosixFilePermissions.fromString("rwxr-x--x"), null));
    }

    private void assertExplained(String told, IOException fault) {
        assertEquals(told, FileErrors.reason(path, fault) + "; " + FileErrors.cure(fault));
    }

    private void assertIgnored(String why) {
        assertEquals(List.of("the token file " + path + " is not reused: " + why),
                told(() -> assertEquals(Optional.empty(), file().current())));
        if (!Files.isSymbolicLink(path)) {
            assertEquals(List.of("the token file " + path + " is ignored: " + why),
                    told(() -> assertEquals(Optional.empty(), file().read())));
        }
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

    private TokenFile inPlace(TokenFormat format) {
        return new TokenFile(path, format, PosixFilePermissions.fromString("rw-------"), true);
    }

    private TokenFile json() {
        return json(path);
    }

    private static TokenFile json(Path path) {
        return new TokenFile(path, TokenFormat.JSON, PosixFilePermissions.fromString("rw-------"));
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
