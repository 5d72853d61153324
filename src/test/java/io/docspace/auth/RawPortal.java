package io.docspace.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A portal made of a socket, for what a real HTTP server would not do. */
public final class RawPortal implements AutoCloseable {
    /** What happens on a connection once a request has been read. */
    @FunctionalInterface
    public interface Deed {
        /** @return whether the connection is kept for a further request */
        boolean answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final IntFunction<Deed> deeds;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private RawPortal(IntFunction<Deed> deeds, ServerSocket server) {
        this.deeds = deeds;
        this.server = server;
        Thread acceptor = new Thread(this::accept, "raw portal");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** @param deeds what to do on the request of this number, counted from 0 over all connections */
    public static RawPortal doing(IntFunction<Deed> deeds) {
        try {
            return new RawPortal(deeds, new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same on a socket of the caller's, such as one that speaks TLS. */
    public static RawPortal on(ServerSocket server, IntFunction<Deed> deeds) {
        return new RawPortal(deeds, server);
    }

    /** A portal that gives the token {@code abc=} and takes it. */
    public static RawPortal good() {
        return doing(RawPortal::goodAnswer);
    }

    /** What a portal answers that gives the token {@code abc=} and takes it. */
    public static Deed goodAnswer(int number) {
        return number % 2 == 0 ? json("{\"response\":{\"token\":\"abc=\"}}") : json("{\"response\":true}");
    }

    /** Bytes as they are, and then the end of the connection. */
    public static Deed bytes(String text) {
        return (socket, out) -> {
            out.write(text.getBytes(ISO_8859_1));
            return false;
        };
    }

    /** A good HTTP answer on a kept connection. */
    public static Deed json(String body) {
        return (socket, out) -> {
            byte[] bytes = body.getBytes(UTF_8);
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            out.write(bytes);
            out.flush();
            return true;
        };
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** The requests, each with its head and its body, as they came. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread connection = new Thread(() -> serve(socket), "raw connection");
                connection.setDaemon(true);
                connection.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; InputStream in = new BufferedInputStream(socket.getInputStream())) {
            boolean kept = true;
            for (String request = read(in); kept && request != null; request = kept ? read(in) : null) {
                int number;
                synchronized (requests) {
                    number = requests.size();
                    requests.add(request);
                }
                kept = deeds.apply(number).answer(socket, socket.getOutputStream());
            }
        } catch (IOException clientWent) {
            // nothing to do for it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next request; null at the end of the connection. */
    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        int length = head.toString().lines()
                .filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst().orElse(0);
        return head + new String(in.readNBytes(length), UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
