package io.docspace.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP proxy of few lines: it connects, or hands a request on, and notes what it was asked. All names are loopback to it. */
final class ForwardProxy implements AutoCloseable {
    private static final Pattern CREDENTIALS = Pattern.compile("(?mi)^proxy-authorization: Basic ([^\r]*)");

    private final ServerSocket server;
    private final String wanted;
    private final String refusal;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /**
     * @param wanted user and password with a colon; null for none
     * @param refusal the status with which it refuses everything; null for a proxy that does its job
     */
    private ForwardProxy(String wanted, String refusal) {
        this.wanted = wanted;
        this.refusal = refusal;
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    static ForwardProxy open() {
        return new ForwardProxy(null, null);
    }

    static ForwardProxy wanting(String userAndPassword) {
        return new ForwardProxy(userAndPassword, null);
    }

    static ForwardProxy refusing(String status) {
        return new ForwardProxy(null, status);
    }

    /** {@code 127.0.0.1:port}. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The first lines of the requests that came. */
    List<String> asked() {
        return asked;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String line = head.substring(0, head.indexOf("\r\n"));
            asked.add(line);
            String status = refusal;
            if (wanted != null && !wanted.equals(credentials(head))) {
                status = "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"company\"";
            }
            if (status != null) {
                say(client, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return;
            }
            boolean tunnel = line.startsWith("CONNECT ");
            String target = line.split(" ", 3)[1];
            URI uri = URI.create(tunnel ? "//" + target : target);
            try (Socket portal = new Socket("127.0.0.1", uri.getPort())) {
                if (tunnel) {
                    say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                } else {
                    say(portal, head.replace(target, uri.getRawPath()));
                }
                start(() -> copy(portal, client));
                copy(client, portal);
            }
        } catch (IOException oneWent) {
            // nothing to do for it
        }
    }

    private static String credentials(String head) {
        Matcher header = CREDENTIALS.matcher(head);
        return header.find() ? new String(Base64.getDecoder().decode(header.group(1)), UTF_8) : null;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") >= 0) {
                return head.toString();
            }
        }
        throw new IOException("no request");
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    /** Hands bytes on until their sender ends, and tells the other side that they did. */
    static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException oneWent) {
            // nothing to do for it
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "forward proxy");
        thread.setDaemon(true);
        thread.start();
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
