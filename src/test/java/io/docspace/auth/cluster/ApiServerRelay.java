package io.docspace.auth.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way of its own to the API server, which a test can close: to stop the API server would stop the other tests. */
final class ApiServerRelay implements AutoCloseable {
    private static final int PORT = 443;

    private final String host;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile ServerSocket server;
    private int port;

    ApiServerRelay(String host) {
        this.host = host;
        comeBack();
    }

    /** Whether the API server listens at an address that pods reach: its certificate has to name it. */
    static boolean isPossible(String host) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, PORT), 2_000);
            return true;
        } catch (IOException elsewhere) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Nothing listens any more, and what is open ends, until {@link #comeBack}. */
    void goAway() {
        close(server);
        open.forEach(ApiServerRelay::close);
        open.clear();
    }

    void comeBack() {
        try {
            server = new ServerSocket(port, 50, InetAddress.getByName(host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getLocalPort();
        ServerSocket accepting = server;
        threads.execute(() -> accept(accepting));
    }

    private void accept(ServerSocket accepting) {
        while (!accepting.isClosed()) {
            try {
                Socket client = accepting.accept();
                Socket to = new Socket(host, PORT);
                open.addAll(List.of(client, to));
                threads.execute(() -> copy(client, to));
                threads.execute(() -> copy(to, client));
            } catch (IOException closed) {
                // The next accept says whether it is over.
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // So is the other one now.
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        goAway();
        threads.shutdownNow();
    }
}
