package io.docspace.auth.containers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.docspace.auth.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A portal on loopback that knows one password and one token. */
final class StubPortal implements AutoCloseable {
    static final String TOKEN = "dG9rZW4+/5kYXJr==";

    /** What is given after a revocation. */
    static final String NEXT_TOKEN = "bmV4dCB0b2tlbg+/==";

    private volatile String token = TOKEN;
    private final HttpServer server;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> logins = new CopyOnWriteArrayList<>();

    /** @param password the right one; null for a portal that never answers */
    StubPortal(String password) throws IOException {
        this(HttpServer.create(loopback(), 0), password);
    }

    private StubPortal(HttpServer server, String password) {
        this.server = server;
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/api/2.0/authentication", exchange -> answer(exchange, password));
        server.start();
    }

    /** A portal with a certificate of its own making, left as {@code ca.crt} in the folder. */
    static StubPortal withTls(String password, Path folder) throws IOException {
        Authority authority = new Authority(folder);
        Files.copy(authority.file(), folder.resolve("ca.crt"));
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.good()));
        return new StubPortal(server, password);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The bodies of all logins. */
    List<String> logins() {
        return logins;
    }

    /** Whether the portal would take what a program handed over. */
    static boolean accepts(String token) {
        return token.equals(TOKEN);
    }

    /** Takes the first token no longer, and gives another. */
    void revoke() {
        token = NEXT_TOKEN;
    }

    void awaitRequest() throws InterruptedException {
        asked.await();
    }

    private void answer(HttpExchange exchange, String password) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.countDown();
        if (password == null) {
            hang();
        }
        if (exchange.getRequestMethod().equals("GET")) {
            reply(exchange, 200, "{\"response\":%s,\"status\":0,\"statusCode\":200}".formatted(
                    token.equals(exchange.getRequestHeaders().getFirst("Authorization"))));
            return;
        }
        logins.add(body);
        if (body.contains("\"password\":\"" + password + "\"")) {
            reply(exchange, 200, "{\"response\":{\"token\":\"" + token + "\"},\"status\":0,\"statusCode\":200}");
        } else {
            reply(exchange, 401, "{\"error\":{\"message\":\"Refused\"},\"status\":1,\"statusCode\":401}");
        }
    }

    private void hang() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
