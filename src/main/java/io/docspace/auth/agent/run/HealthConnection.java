package io.docspace.auth.agent.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection to the health server: reads the head of a request, answers it, and waits for the client to go. */
final class HealthConnection {
    /** Limit for a request's head, in bytes. Probes send a few hundred. */
    private static final int HEAD = 8 * 1024;

    private static final long TIME = Duration.ofSeconds(5).toNanos();

    private final SocketChannel channel;
    private final HealthPages pages;
    private final long start;
    private final ByteBuffer in = ByteBuffer.allocate(HEAD);
    private ByteBuffer out;
    private boolean isAnswered;

    HealthConnection(SocketChannel channel, HealthPages pages, long start) {
        this.channel = channel;
        this.pages = pages;
        this.start = start;
    }

    /** Continues as far as possible. Returns whether the connection has ended. */
    boolean move(SelectionKey key) {
        try {
            if (key.isReadable() && !read()) {
                end();
                return true;
            }
            if (out != null && !isAnswered) {
                channel.write(out);
                isAnswered = !out.hasRemaining();
                if (isAnswered) {
                    // The remaining input is read until the client closes; a reset would discard the answer before the client
                    // reads it.
                    channel.shutdownOutput();
                }
                key.interestOps(isAnswered ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
            }
            return false;
        } catch (IOException | RuntimeException e) {
            end();
            return true;
        }
    }

    /** @return whether to continue */
    private boolean read() throws IOException {
        if (isAnswered) {
            in.clear();
            return channel.read(in) >= 0;
        }
        int count = channel.read(in);
        String head = new String(in.array(), 0, in.position(), ISO_8859_1);
        if (head.contains("\r\n\r\n") || head.contains("\n\n")) {
            out = ByteBuffer.wrap(pages.answer(head.lines().findFirst().orElse("")).text().getBytes(UTF_8));
            return true;
        }
        return count >= 0 && in.hasRemaining();
    }

    /** Closes the connection if its time is over. Returns whether it did. */
    boolean endIfLate(long now) {
        if (now - start < TIME) {
            return false;
        }
        end();
        return true;
    }

    void end() {
        try {
            channel.close();
        } catch (IOException gone) {
            // it counts as closed
        }
    }
}
