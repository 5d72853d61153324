package io.docspace.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A portal made of a socket, for what a real HTTP server would not do. */
public final class RawPortal implements AutoCloseable {
    /** What happens on a connection once a request has been read. */
    @FunctionalInterface
    public interface Reply {
        /** @return whether the connection is kept for a further request */
        boolean answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final IntFunction<Reply> replies;
    private volatile Function<String, Reply> byRequest;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private RawPortal(IntFunction<Reply> replies, ServerSocket server) {
        this.replies = replies;
        this.server = server;
        Thread acceptor = new Thread(this::accept, "raw portal");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** @param replies what to do on the request of this number, counted from 0 over all connections */
    public static RawPortal doing(IntFunction<Reply> replies) {
        return at(0, replies);
    }

    /** The same on a port of the caller's. */
    public static RawPortal at(int port, IntFunction<Reply> replies) {
        try {
            return new RawPortal(replies, new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same on a socket of the caller's, such as one that speaks TLS. */
    public static RawPortal on(ServerSocket server, IntFunction<Reply> replies) {
        return new RawPortal(replies, server);
    }

    /** A portal that gives the token {@code abc=} and takes it. */
    public static RawPortal good() {
        return doing(RawPortal::goodAnswer);
    }

    /** What a portal answers that gives the token {@code abc=} and takes it. */
    public static Reply goodAnswer(int number) {
        return number % 2 == 0 ? json("{\"response\":{\"token\":\"abc=\"}}") : json("{\"response\":true}");
    }

    /** Bytes as they are, and then the end of the connection. */
    public static Reply bytes(String text) {
        return (socket, out) -> {
            out.write(text.getBytes(ISO_8859_1));
            return false;
        };
    }

    /** A portal that keeps no list of requests, for very many of them. */
    public static RawPortal answering(Function<String, Reply> replies) {
        RawPortal portal = at(0, n -> null);
        portal.byRequest = replies;
        return portal;
    }

    /** The same on a socket of the caller's. */
    public static RawPortal answering(ServerSocket server, Function<String, Reply> replies) {
        RawPortal portal = on(server, n -> null);
        portal.byRequest = replies;
        return portal;
    }

    /** A good HTTP answer on a kept connection. */
    public static Reply json(String body, String... headers) {
        return (socket, out) -> {
            byte[] bytes = body.getBytes(UTF_8);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answer.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n"
                    + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n")
                    .getBytes(ISO_8859_1));
            answer.write(bytes);
            // In one piece: two would wait for each other's acknowledgement.
            out.write(answer.toByteArray());
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
                kept = reply(request).answer(socket, socket.getOutputStream());
            }
        } catch (IOException clientWent) {
            // nothing to do for it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(String request) {
        if (byRequest != null) {
            return byRequest.apply(request);
        }
        int number;
        synchronized (requests) {
            number = requests.size();
            requests.add(request);
        }
        return replies.apply(number);
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
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
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
