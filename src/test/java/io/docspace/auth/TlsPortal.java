package io.docspace.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Portals that speak TLS: sockets for a {@link RawPortal} that gives the token {@code abc=} and takes it. */
public final class TlsPortal {
    private TlsPortal() {}

    /** On 127.0.0.1. */
    public static RawPortal good(SSLContext server, String... protocols) {
        return RawPortal.on(socket(server, "127.0.0.1", protocols), RawPortal::goodAnswer);
    }

    /** On an address of this machine. */
    public static RawPortal at(String address, SSLContext server) {
        return RawPortal.on(socket(server, address), RawPortal::goodAnswer);
    }

    /** One that serves only whom it knows. */
    public static RawPortal wantingAClientCertificate(SSLContext server, String protocol) {
        SSLServerSocket socket = socket(server, "127.0.0.1", protocol);
        socket.setNeedClientAuth(true);
        return RawPortal.on(socket, RawPortal::goodAnswer);
    }

    /** One that ends its first connections once the client has said hello. */
    public static RawPortal cuttingOff(int first, SSLContext server) {
        return accepting((number, socket) -> {
            if (number < first) {
                socket.close();
                return socket;
            }
            SSLSocket secured = (SSLSocket) server.getSocketFactory().createSocket(socket, null, true);
            secured.setUseClientMode(false);
            return secured;
        }, first);
    }

    /** One that does not speak TLS at all, but says the same to every client that has said hello. */
    public static RawPortal speaking(String text) {
        return accepting((number, socket) -> {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return socket;
        }, Integer.MAX_VALUE);
    }

    /** What becomes of a connection, by its number from 0. */
    @FunctionalInterface
    private interface Reception {
        Socket receive(int number, Socket socket) throws IOException;
    }

    /** @param greeted how many connections are received only after the client's hello has been read */
    private static RawPortal accepting(Reception reception, int greeted) {
        try {
            return RawPortal.on(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")) {
                private int accepted;

                @Override
                public Socket accept() throws IOException {
                    Socket socket = super.accept();
                    int number = accepted++;
                    if (number < greeted) {
                        socket.getInputStream().read(new byte[2048]);
                    }
                    return reception.receive(number, socket);
                }
            }, RawPortal::goodAnswer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLServerSocket socket(SSLContext server, String address, String... protocols) {
        try {
            var socket = (SSLServerSocket) server.getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getByName(address));
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
