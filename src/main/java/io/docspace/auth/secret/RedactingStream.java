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
 * An output stream for people: each line passes the {@link Redactor}. A line that is written in pieces is filtered as a whole,
 * unless it is flushed earlier, as a prompt is.
 */
public final class RedactingStream extends OutputStream {
    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private volatile boolean muted;

    private RedactingStream(OutputStream out) {
        this.out = out;
    }

    /** A filtered stream of UTF-8 text. */
    public static RedactingStream to(OutputStream out) {
        return new RedactingStream(out);
    }

    /** A print stream to this stream. */
    public PrintStream printer() {
        return new PrintStream(this, true, UTF_8);
    }

    /** Drops all further output: a failure after a signal is caused by the signal. */
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
            // Bytes that are not UTF-8 are passed through unchanged.
            charset = ISO_8859_1;
            text = new String(bytes, charset);
        }
        return Redactor.current().redact(text).getBytes(charset);
    }
}
