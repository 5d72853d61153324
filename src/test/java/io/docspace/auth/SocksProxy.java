package io.docspace.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A SOCKS 5 proxy of few lines, by RFC 1928 and 1929: it connects and notes what it was asked. All names are loopback to it. */
final class SocksProxy implements AutoCloseable {
    private final ServerSocket server;
    private final String wanted;
    private final int refusal;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private SocksProxy(String wanted, int refusal) {
        this.wanted = wanted;
        this.refusal = refusal;
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    static SocksProxy open() {
        return new SocksProxy(null, 0);
    }

    static SocksProxy wanting(String userAndPassword) {
        return new SocksProxy(userAndPassword, 0);
    }

    /** @param reply the code with which it refuses everything */
    static SocksProxy refusing(int reply) {
        return new SocksProxy(null, reply);
    }

    /** {@code 127.0.0.1:port}. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Where it was asked to connect: {@code name} or {@code address}, a blank, host and port. */
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
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            if (!greet(in, out)) {
                return;
            }
            in.readNBytes(3);
            boolean byName = in.read() == 3;
            String host = byName ? text(in) : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            int port = in.readUnsignedShort();
            asked.add((byName ? "name " : "address ") + host + ":" + port);
            out.write(new byte[]{5, (byte) refusal, 0, 1, 127, 0, 0, 1, 0, 0});
            if (refusal == 0) {
                try (Socket portal = new Socket("127.0.0.1", port)) {
                    start(() -> ForwardProxy.copy(portal, client));
                    ForwardProxy.copy(client, portal);
                }
            }
        } catch (IOException oneWent) {
            // nothing to do for it
        }
    }

    private boolean greet(DataInputStream in, DataOutputStream out) throws IOException {
        in.read();
        String methods = new String(in.readNBytes(in.read()), UTF_8);
        if (wanted == null) {
            out.write(new byte[]{5, 0});
            return true;
        }
        boolean offered = methods.indexOf(2) >= 0;
        out.write(new byte[]{5, (byte) (offered ? 2 : 0xFF)});
        if (!offered) {
            return false;
        }
        in.read();
        boolean right = wanted.equals(text(in) + ":" + text(in));
        out.write(new byte[]{1, (byte) (right ? 0 : 1)});
        return right;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.read()), UTF_8);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "socks proxy");
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
