package io.docspace.auth;

import static io.docspace.auth.RawPortal.json;

import io.docspace.auth.RawPortal.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A portal for a year in virtual time: it knows its tokens, has a clock of its own, and fails as it is told to. */
final class YearPortal implements AutoCloseable {
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final Pattern HEADER = Pattern.compile("(?im)^authorization: (\\S+)");

    /** How it answers. */
    enum Mode {
        UP, FAILS, LIMITS, IS_LOCKED, IS_NO_PORTAL, ISSUES_BAD_TOKENS
    }

    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Supplier<Duration> time;
    private volatile Mode mode = Mode.UP;
    private volatile String password = "first";
    private volatile Duration jump = Duration.ZERO;
    private final AtomicInteger logins = new AtomicInteger();
    private RawPortal server;
    private int port;
    private final AtomicInteger generation = new AtomicInteger();

    /** @param time since the year's start */
    YearPortal(Supplier<Duration> time, SSLContext certificate) {
        this.time = time;
        open(certificate);
    }

    void open(SSLContext certificate) {
        try {
            ServerSocket socket = certificate.getServerSocketFactory().createServerSocket(port, 50,
                    InetAddress.getByName("127.0.0.1"));
            port = socket.getLocalPort();
            int own = generation.incrementAndGet();
            // A connection to a portal that has gone ends with its next request.
            server = RawPortal.answering(socket, request -> own == generation.get() ? answer(request) : (gone, out) -> false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it, and ends its connections. */
    @Override
    public void close() {
        generation.incrementAndGet();
        server.close();
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + port);
    }

    void is(Mode now) {
        mode = now;
    }

    void wants(String newPassword) {
        password = newPassword;
    }

    void revokeAll() {
        tokens.clear();
    }

    void jumps(Duration by) {
        jump = jump.plus(by);
    }

    int logins() {
        return logins.get();
    }

    boolean accepts(String token) {
        return Optional.ofNullable(tokens.get(token)).filter(end -> now().isBefore(end)).isPresent();
    }

    private Instant now() {
        return Instant.parse("2027-01-01T00:00:00Z").plus(time.get()).plus(jump);
    }

    private Reply answer(String request) {
        boolean isLogin = request.startsWith("POST");
        if (isLogin) {
            logins.incrementAndGet();
        }
        String date = "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now().atOffset(ZoneOffset.UTC));
        return switch (mode) {
            case FAILS -> status("503 Service Unavailable", "", date);
            case LIMITS -> status("503 Service Unavailable", "", date, "Retry-After: 3600");
            case IS_NO_PORTAL -> status("200 OK", "<html>welcome</html>", date);
            default -> isLogin ? login(request, date) : json("{\"response\":" + isAccepted(request) + "}", date);
        };
    }

    private Reply login(String request, String date) {
        if (mode == Mode.IS_LOCKED) {
            return status("403 Forbidden", "{\"error\":{\"message\":\"Brute force protection\"}}", date);
        }
        if (!request.contains("\"" + password + "\"")) {
            return status("401 Unauthorized", "{\"error\":{\"message\":\"wrong\",\"type\":null}}", date);
        }
        String token = "token" + logins.get();
        Instant end = now().plus(LIFETIME);
        if (mode == Mode.UP) {
            tokens.put(token, end);
            tokens.values().removeIf(now()::isAfter);
        }
        return json("{\"response\":{\"token\":\"" + token + "\",\"expires\":\"" + end + "\"}}", date);
    }

    private boolean isAccepted(String request) {
        Matcher header = HEADER.matcher(request);
        return header.find() && accepts(header.group(1));
    }

    private static Reply status(String line, String body, String... headers) {
        return (socket, out) -> {
            String answer = "HTTP/1.1 " + line + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\n"
                    + String.join("\r\n", headers) + "\r\n\r\n" + body;
            out.write(answer.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return true;
        };
    }
}
