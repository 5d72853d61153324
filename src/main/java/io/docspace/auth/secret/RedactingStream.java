package io.docspace.auth.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * A stream for people: each line passes the {@link Redactor} on its way out. What is written in pieces is one line all the same,
 * unless it is flushed before its end, as a prompt is.
 */
public final class RedactingStream extends OutputStream {
    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private volatile boolean muted;

    private RedactingStream(OutputStream out) {
        this.out = out;
    }

    /** A stream of text in UTF-8 that writes through a filter. */
    public static RedactingStream to(OutputStream out) {
        return new RedactingStream(out);
    }

    /** This stream, to print on. */
    public PrintStream printer() {
        return new PrintStream(this, true, UTF_8);
    }

    /** Drops all that is still to come: what fails once a signal has ended the run fails because of it. */
    public void mute() {
        muted = true;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        pass();
        out.flush();
    }

    private void pass() throws IOException {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (!muted && bytes.length > 0) {
            out.write(redacted(bytes));
        }
    }

    private static byte[] redacted(byte[] bytes) {
        Charset charset = UTF_8;
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            // Whatever else it is, it comes out as it went in.
            charset = ISO_8859_1;
            text = new String(bytes, charset);
        }
        return Redactor.current().redact(text).getBytes(charset);
    }
}
