package io.docspace.auth.agent.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.LongSupplier;

/**
 * A health server on one thread: short requests and answers, each on its own connection. At most 16 connections are open;
 * another one closes the oldest, so that a slow client cannot block others for long.
 */
public final class HealthServer implements AutoCloseable {
    private static final int MOST = 16;
    private static final long TICK = 500;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final HealthPages pages;
    private final LongSupplier nanoClock;
    private final Deque<HealthConnection> open = new ArrayDeque<>();

    /**
     * Listens.
     *
     * @throws IOException if the address cannot be bound
     */
    public HealthServer(InetSocketAddress address, HealthPages pages) throws IOException {
        this(address, pages, System::nanoTime);
    }

    /** @param nanoClock as {@link System#nanoTime()} */
    HealthServer(InetSocketAddress address, HealthPages pages, LongSupplier nanoClock) throws IOException {
        this.pages = pages;
        this.nanoClock = nanoClock;
        selector = Selector.open();
        server = ServerSocketChannel.open();
        try {
            server.bind(address, MOST);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts answering, on a thread that ends with the process. */
    public void start() {
        Thread thread = new Thread(this::serve, "health");
        thread.setDaemon(true);
        thread.start();
    }

    /** The port that it listens on. */
    public int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    private void serve() {
        while (selector.isOpen()) {
            try {
                selector.select(open.isEmpty() ? 0 : TICK);
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    serve(key);
                }
                open.removeIf(connection -> connection.endIfLate(nanoClock.getAsLong()));
            } catch (IOException | RuntimeException ofOneConnection) {
                // Continue with the next connection. The pause avoids spinning if descriptors have run out.
                pause();
            }
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
            return;
        }
        HealthConnection connection = (HealthConnection) key.attachment();
        if (connection.move(key)) {
            open.remove(connection);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) {
            return;
        }
        if (open.size() == MOST) {
            open.removeFirst().end();
        }
        HealthConnection connection = new HealthConnection(channel, pages, nanoClock.getAsLong());
        open.addLast(connection);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, connection);
    }

    private static void pause() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.close();
    }
}
