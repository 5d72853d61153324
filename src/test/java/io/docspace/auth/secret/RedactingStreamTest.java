package io.docspace.auth.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written for people passes the filter, in whatever pieces it comes. */
class RedactingStreamTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final RedactingStream stream = RedactingStream.to(bytes);
    private final PrintStream printer = stream.printer();

    @BeforeEach
    void aSecret() {
        Redactor.current().register("MARKER7319");
    }

    @Test
    void a_line_is_one_in_whatever_pieces_it_is_written() throws IOException {
        for (byte b : "pass MARKER7319 and MARKER%37319\nnext".getBytes(UTF_8)) {
            stream.write(b);
        }

        assertEquals("pass *** and ***\n", bytes.toString(UTF_8));
        printer.println(" line");
        assertEquals("pass *** and ***\nnext line\n", bytes.toString(UTF_8));
    }

    @Test
    void a_prompt_is_seen_before_its_line_ends() {
        printer.print("Password: ");
        printer.flush();

        assertEquals("Password: ", bytes.toString(UTF_8));
    }

    @Test
    void letters_of_all_languages_pass() {
        printer.println("naïve 中文 \uD83D\uDD11");

        assertEquals("naïve 中文 \uD83D\uDD11" + System.lineSeparator(), bytes.toString(UTF_8));
    }

    @Test
    void bytes_that_are_no_text_come_out_as_they_went_in_but_for_secrets() {
        byte[] latin = "é MARKER7319\n".getBytes(ISO_8859_1);
        printer.write(latin, 0, latin.length);

        assertArrayEquals("é ***\n".getBytes(ISO_8859_1), bytes.toByteArray());
    }

    @Test
    void what_is_muted_says_nothing_more() {
        printer.println("before");
        stream.mute();
        printer.println("after");
        printer.print("and more");
        printer.flush();

        assertEquals("before" + System.lineSeparator(), bytes.toString(UTF_8));
    }
}
