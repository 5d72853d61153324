package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.secret.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers a file may give, and what the user reads of the others: never a value. */
class HeaderFileTest {
    @TempDir
    Path folder;

    @Test
    void lines_of_names_and_values() throws IOException {
        assertEquals(Map.of("CF-Access-Client-Id", "a:b", "X-One", "two words"),
                sent(open("\uFEFF# a comment\r\nCF-Access-Client-Id: a:b\r\n\r\nX-One:two words \n")));
    }

    @Test
    void a_renewed_file_is_read_again_and_a_damaged_one_is_not_taken() throws IOException {
        HeaderFile headers = open("X-One: 1\n");
        Files.writeString(folder.resolve("headers"), "X-One: 2\n");
        assertEquals(Map.of("X-One", "2"), sent(headers));
        Files.writeString(folder.resolve("headers"), "X-One");
        assertEquals(Map.of("X-One", "2"), sent(headers));
        Files.delete(folder.resolve("headers"));
        assertEquals(Map.of("X-One", "2"), sent(headers));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "Authorization", "cookie", "HOST", "Origin", "Content-Type", "content-length", "Content-Anything", "Transfer-Encoding",
        "Connection", "Proxy-Authorization", "Expect", "X-Signature"
    })
    void what_the_program_itself_says_is_refused(String name) {
        assertEquals("--header-file x, line 2: the header " + name + " is set by the program itself; remove the line",
                refused("X-One: 1\n" + name + ": MARKER"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "MARKER, this is not a header; write it as Name: value",
        "MARK ER: MARKER, this is not a header; write it as Name: value",
        "' X-One: MARKER', this is not a header; write it as Name: value",
        "':authority: MARKER', this is not a header; write it as Name: value",
        "'X-Öne: MARKER', this is not a header; write it as Name: value", "'X-One:', the header X-One has no value",
        "'X-One: MÄRKER', the header X-One has a value with characters other than printable ASCII",
        "'X-One: MARKER\u0007', the header X-One has a value with characters other than printable ASCII"
    })
    void a_line_that_is_no_header_is_told_by_its_number(String line, String told) {
        assertEquals("--header-file x, line 1: " + told, refused(line));
    }

    @Test
    void a_header_is_there_once() {
        assertEquals("--header-file x, line 2: the header x-one is there twice; give it once", refused("X-One: 1\nx-one: 2"));
    }

    @Test
    void a_file_that_cannot_be_read_is_told() {
        assertEquals("--header-file x cannot be read: no such file",
                assertThrows(SettingException.class, () -> new HeaderFile(folder.resolve("none"), "--header-file x"))
                        .getMessage());
        assertEquals("--header-file x cannot be read; check that it is a file that this user can read",
                assertThrows(SettingException.class, () -> new HeaderFile(folder, "--header-file x")).getMessage());
        assertEquals("--header-file x is larger than 64 KiB", refused("X-One: " + "a".repeat(64 * 1024)));
    }

    @Test
    void a_file_of_64_kib_is_read() throws IOException {
        String value = "a".repeat(64 * 1024 - "X-One: ".length());

        assertEquals(Map.of("X-One", value), sent(open("X-One: " + value)));
    }

    @Test
    void values_and_their_words_are_secret_unless_they_are_too_short_for_one() throws IOException {
        Redactor secrets = Redactor.startRun();

        open("X-One: Bearer MARKER7303 abc\nX-Two: 1");

        assertEquals("*** *** abc X-One 1", secrets.redact("MARKER7303 Bearer abc X-One 1"));
        assertTrue(secrets.mayQuote());
    }

    private String refused(String content) {
        String told = assertThrows(SettingException.class, () -> open(content)).getMessage();
        assertFalse(told.contains("MARKER"), told);
        return told;
    }

    private HeaderFile open(String content) throws IOException {
        return new HeaderFile(Files.writeString(folder.resolve("headers"), content), "--header-file x");
    }

    private static Map<String, String> sent(HeaderFile headers) {
        Map<String, String> sent = new LinkedHashMap<>();
        headers.forEach(sent::put);
        return sent;
    }
}
