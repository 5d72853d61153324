package io.docspace.auth.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A portal that the pods of a cluster reach. It knows one password, counts failures and locks the user out as DocSpace does:
 * after five within a minute, for a minute, for the right password as well.
 */
final class ClusterPortal implements AutoCloseable {
    /** Five failures within this lock the user out. */
    static final Duration LOCK_WINDOW = Duration.ofSeconds(60);

    private static final int FAILURES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a login ended. */
    enum Outcome {
        TOKEN, REFUSED, LOCKED, CHALLENGE, DISABLED
    }

    /** @param at when it came in */
    record Login(Instant at, Outcome outcome) {}

    private final String host;
    private final SSLContext tls;
    private final String authority;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger checks = new AtomicInteger();
    private final List<Login> logins = new CopyOnWriteArrayList<>();
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private volatile String password;
    private volatile HttpServer server;
    private volatile int port;

    private ClusterPortal(String host, String password, SSLContext tls, String authority) {
        this.host = host;
        this.password = password;
        this.tls = tls;
        this.authority = authority;
        start();
    }

    static ClusterPortal plain(String host, String password) {
        return new ClusterPortal(host, password, null, null);
    }

    /**
     * @param tls with a certificate for the host
     * @param authority of that certificate, as PEM
     */
    static ClusterPortal withTls(String host, String password, SSLContext tls, String authority) {
        return new ClusterPortal(host, password, tls, authority);
    }

    String url() {
        return (tls == null ? "http://" : "https://") + host + ":" + port;
    }

    int port() {
        return port;
    }

    boolean isEncrypted() {
        return tls != null;
    }

    /** The certificate of its authority as PEM. */
    String authority() {
        return authority;
    }

    List<Login> logins() {
        return List.copyOf(logins);
    }

    long logins(Outcome outcome) {
        return logins.stream().filter(login -> login.outcome() == outcome).count();
    }

    int checks() {
        return checks.get();
    }

    /** The most failures within {@link #LOCK_WINDOW}. */
    long mostFailuresInAMinute() {
        return logins.stream().mapToLong(first -> failures(first.at(), first.at().plus(LOCK_WINDOW))).max().orElse(0);
    }

    boolean accepts(String token) {
        return good.contains(token);
    }

    void revokeAll() {
        good.clear();
    }

    void changePassword(String password) {
        this.password = password;
    }

    /** Nothing listens any more, until {@link #comeBack}. */
    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        start();
    }

    private void start() {
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer encrypted = HttpsServer.create(address, 0);
                encrypted.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = encrypted;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/", exchange -> reply(exchange, 200, "text/html", "<html>not an API</html>"));
        server.createContext("/api/2.0/authentication", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestURI().getPath().endsWith("/logout")) {
            String cookie = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
            good.remove(URLDecoder.decode(cookie.replace("asc_auth_key=", "").replace("+", "%2B"), UTF_8));
            json(exchange, 200, "{\"count\":0,\"status\":0,\"statusCode\":200}");
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            login(exchange, JSON.readTree(body));
            return;
        }
        checks.incrementAndGet();
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        json(exchange, 200, "{\"response\":%s,\"count\":1,\"status\":0,\"statusCode\":200}".formatted(good.contains(token)));
    }

    private void login(HttpExchange exchange, JsonNode sent) throws IOException {
        String user = sent.path("userName").asText();
        if (isLocked()) {
            refuse(exchange, Outcome.LOCKED, 403, "Brute force protection", "null");
        } else if (!sent.path("password").asText().equals(password)) {
            refuse(exchange, Outcome.REFUSED, 401, "User authentication failed", "null");
        } else if (user.startsWith("disabled@")) {
            refuse(exchange, Outcome.DISABLED, 403, "The user is disabled", "\"System.InvalidOperationException\"");
        } else if (user.startsWith("app@")) {
            logins.add(new Login(Instant.now(), Outcome.CHALLENGE));
            json(exchange, 200, "{\"response\":{\"expires\":\"0001-01-01T00:00:00\",\"sms\":false,\"tfa\":true},"
                    + "\"count\":1,\"status\":0,\"statusCode\":200}");
        } else {
            give(exchange, user.startsWith("stranger@"));
        }
    }

    private void give(HttpExchange exchange, boolean worthless) throws IOException {
        String token = Base64.getEncoder()
                .encodeToString(("token " + number.incrementAndGet() + " of " + url()).getBytes(UTF_8));
        if (!worthless) {
            good.add(token);
        }
        logins.add(new Login(Instant.now(), Outcome.TOKEN));
        json(exchange, 200, ("{\"response\":{\"token\":\"%s\",\"expires\":\"%s\",\"sms\":false,\"tfa\":false},"
                + "\"count\":1,\"status\":0,\"statusCode\":200}").formatted(token, Instant.now().plus(Duration.ofDays(365))));
    }

    private void refuse(HttpExchange exchange, Outcome outcome, int status, String message, String type) throws IOException {
        logins.add(new Login(Instant.now(), outcome));
        json(exchange, status, "{\"error\":{\"message\":\"%s\",\"type\":%s,\"hresult\":0},\"status\":1,\"statusCode\":%d}"
                .formatted(message, type, status));
    }

    private boolean isLocked() {
        Instant now = Instant.now();
        return failures(now.minus(LOCK_WINDOW), now) >= FAILURES;
    }

    private long failures(Instant from, Instant to) {
        return logins.stream()
                .filter(login -> login.outcome() == Outcome.REFUSED)
                .filter(login -> !login.at().isBefore(from) && login.at().isBefore(to))
                .count();
    }

    private static void json(HttpExchange exchange, int status, String json) throws IOException {
        reply(exchange, status, "application/json; charset=utf-8", json);
    }

    private static void reply(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
