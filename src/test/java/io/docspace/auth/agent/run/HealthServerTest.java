package io.docspace.auth.agent.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.agent.AgentEvent;
import io.docspace.auth.agent.AgentEvent.Origin;
import io.docspace.auth.agent.AgentMachine;
import io.docspace.auth.agent.AgentMachine.Step;
import io.docspace.auth.agent.AgentPolicy;
import io.docspace.auth.agent.Failure;
import io.docspace.auth.agent.Trouble;
import io.docspace.auth.token.Token;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The health server by itself: what it answers, and what it lives through. */
class HealthServerTest {
    private static final Token TOKEN = new Token("secret-token");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final AgentMachine machine = new AgentMachine(
            new AgentPolicy(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(1), false), () -> 0.5);
    private final OutcomeCounter logins = new OutcomeCounter();
    private final OutcomeCounter checks = new OutcomeCounter();
    private Duration now = Duration.ZERO;
    private boolean fileHolds = true;
    private volatile long skipped;
    private AgentStatus status;
    private HealthServer server;
    private Step step;

    @BeforeEach
    void start() throws IOException {
        Timeline time = new Timeline() {
            @Override
            public Duration now() {
                return now;
            }

            @Override
            public boolean waitUntil(Duration moment) {
                throw new AssertionError("not asked for");
            }

            @Override
            public void verifyRunning() {
                throw new AssertionError("not asked for");
            }
        };
        status = new AgentStatus(time, InstantSource.fixed(NOW), Duration.ofSeconds(60), token -> fileHolds, logins, checks);
        server = new HealthServer(new InetSocketAddress("127.0.0.1", 0), new HealthPages(status, "1.2.3"),
                () -> skipped);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void see(AgentEvent... all) {
        step = machine.start(now);
        for (AgentEvent seen : all) {
            step = machine.step(step.state(), seen, now);
        }
        status.see(step.state(), step.at());
    }

    private void good() {
        see(new AgentEvent.Granted(TOKEN, Optional.of(NOW.plusSeconds(3600)), Origin.LOGIN),
                new AgentEvent.Proved(TOKEN, NOW, Optional.empty()),
                new AgentEvent.Written());
    }

    @Test
    void readyz_is_503_until_the_file_holds_a_proved_token() throws IOException {
        assertEquals("503 the agent is starting", get("/readyz"));
        see();
        assertEquals("503 there is no token yet", get("/readyz"));
        good();
        assertEquals("200 ok", get("/readyz"));
        assertEquals("200 ok", get("/readyz?verbose=1"));
    }

    @Test
    void readyz_looks_at_the_file_as_it_is_asked() throws IOException {
        good();
        fileHolds = false;
        assertEquals("503 the token file does not hold the token", get("/readyz"));
        fileHolds = true;
        assertEquals("200 ok", get("/readyz"));
    }

    @Test
    void readyz_says_what_is_wrong_since_when_and_when_it_is_tried_next_but_not_what_a_portal_wrote() throws IOException {
        good();
        step = machine.step(step.state(), new AgentEvent.Rejected(TOKEN), now);
        step = machine.step(step.state(), new AgentEvent.LoginFailed(
                new Failure(Trouble.CREDENTIALS_REFUSED, "anna is not known", Optional.empty(), true)), now);
        status.see(step.state(), step.at());
        assertEquals(
                "503 the token is no longer good: the portal refused the credentials; failing since 2026-11-24T12:00:00Z, next try at"
                        + " 2026-11-24T12:02:06Z",
                get("/readyz"));
    }

    @Test
    void readyz_is_503_when_the_token_has_ended() throws IOException {
        good();
        now = Duration.ofMinutes(61);
        assertEquals("503 the token is no longer good", get("/readyz"));
    }

    @Test
    void livez_is_200_through_a_long_wait_and_503_when_a_step_is_overdue() throws IOException {
        good();
        assertEquals("200 ok", get("/livez"));
        now = step.at().plusSeconds(69);
        assertEquals("200 ok", get("/livez"));
        now = step.at().plusSeconds(71);
        assertEquals("503 the next step is overdue", get("/livez"));
    }

    @Test
    void metrics_are_openmetrics_and_hold_no_secret() throws IOException {
        good();
        logins.add("granted");
        checks.add("accepted");
        checks.add("accepted");
        checks.add(Trouble.UNREACHABLE);

        String answer = exchange("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");

        assertTrue(answer.contains("Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"), answer);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertTrue(body.endsWith("# EOF\n"), body);
        for (String line : List.of("docspace_auth_info{version=\"1.2.3\"} 1", "docspace_auth_ready 1",
                "docspace_auth_token_expiry_timestamp_seconds " + NOW.plusSeconds(3600).getEpochSecond(),
                "docspace_auth_token_proved_timestamp_seconds " + NOW.getEpochSecond(),
                "docspace_auth_next_step_timestamp_seconds " + NOW.plusSeconds(60).getEpochSecond(),
                "docspace_auth_logins_total{outcome=\"granted\"} 1", "docspace_auth_checks_total{outcome=\"accepted\"} 2",
                "docspace_auth_checks_total{outcome=\"unreachable\"} 1")) {
            assertTrue(body.contains("\n" + line + "\n"), body);
        }
        assertFalse(body.contains("secret"), body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST /readyz HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd", "HEAD /readyz HTTP/1.1\r\n\r\n", "\r\n\r\n",
                "get /readyz\r\n\r\n", "\u0000\u0001\r\n\r\n", "DELETE * HTTP/1.1\n\n"})
    void any_other_method_is_405(String request) throws IOException {
        assertTrue(exchange(request).startsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/readyz/", "/../readyz", "http://x/readyz", "", "/metrics/x"})
    void any_other_path_is_404(String path) throws IOException {
        assertTrue(exchange("GET " + path + " HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404 Not Found\r\n"));
    }

    @Test
    void slow_and_endless_and_many_clients_keep_nobody_out() throws IOException {
        good();
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket client = connect();
                clients.add(client);
                client.getOutputStream().write("GET /rea".getBytes(UTF_8));
            }
            assertEquals("200 ok", get("/readyz"));
            // A head without an end.
            assertThrows(IOException.class, () -> {
                try (Socket endless = connect()) {
                    OutputStream out = endless.getOutputStream();
                    for (int i = 0; i < 100_000; i++) {
                        out.write("X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n"
                                .getBytes(UTF_8));
                    }
                }
            });
            assertEquals("200 ok", get("/readyz"));
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void a_client_that_says_nothing_is_let_go() throws IOException {
        try (Socket silent = connect()) {
            silent.setSoTimeout(60_000);
            assertTrue(get("/readyz").startsWith("503 "));
            skipped = Duration.ofSeconds(5).toNanos();
            assertEquals(-1, silent.getInputStream().read());
        }
    }

    @Test
    void a_port_that_is_taken_is_an_error() {
        assertThrows(IOException.class,
                () -> new HealthServer(new InetSocketAddress("127.0.0.1", server.port()), new HealthPages(status, "")));
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getByName("127.0.0.1"), server.port());
    }

    private String get(String path) throws IOException {
        String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return answer.split(" ", 3)[1] + " " + answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
    }

    private String exchange(String request) throws IOException {
        try (Socket client = connect()) {
            client.setSoTimeout(60_000);
            client.getOutputStream().write(request.getBytes(UTF_8));
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
