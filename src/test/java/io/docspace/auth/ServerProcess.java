package io.docspace.auth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of others', such as a proxy, that a test starts and ends. */
final class ServerProcess implements AutoCloseable {
    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** A port of loopback that nobody listens at. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param port of loopback
     * @param out what it prints
     */
    static ServerProcess start(List<String> command, int port, Path out) throws IOException {
        ServerProcess server = new ServerProcess(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start());
        for (int tries = 0; tries < 600 && server.process.isAlive(); tries++) {
            try {
                new Socket("127.0.0.1", port).close();
                return server;
            } catch (IOException notYet) {
                server.hasEnded(100);
            }
        }
        server.close();
        throw new AssertionError(command.get(0) + " does not start: " + Files.readString(out));
    }

    private boolean hasEnded(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!hasEnded(60_000)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end");
        }
    }
}
