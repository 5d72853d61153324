package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.docspace.auth.Await.await;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent as a process: what {@code docs/agent.md} says of files, signals, hooks and health. Its waits are tested in virtual time. */
@AsProcess
@Execution(ExecutionMode.CONCURRENT)
class AgentIT {
    @RegisterExtension
    final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    Path file;
    Path password;
    private Path stderr;
    private final List<Process> agents = new ArrayList<>();

    @BeforeEach
    void files() throws IOException {
        file = folder.resolve("token");
        stderr = folder.resolve("stderr");
        password = Files.writeString(folder.resolve("password"), PASSWORD);
    }

    @AfterEach
    void kill() {
        agents.forEach(Process::destroyForcibly);
    }

    @Test
    void it_signs_in_again_when_the_token_is_revoked_and_tells_the_application() throws Exception {
        Path told = folder.resolve("has been told");
        Process agent = startWithFoundToken("--interval", "1s", "--exec", "sh -c 'echo x >> \"$1\"' - '" + told + "'");
        await(() -> lines(told) == 1);
        revoke();
        await(() -> logins() == 2 && "true".equals(accepted()));

        stop(agent, 0);
        assertEquals(TOKEN, Files.readString(file));
        List<String> lines = Files.readAllLines(stderr);
        assertEquals("docspace-auth: the token in " + file + " is good, no login needed, good until 2027-11-24T00:00:00Z",
                lines.get(0));
        assertEquals("docspace-auth: the portal no longer accepts the token, signing in again", lines.get(1));
        assertEquals(2, lines.size(), lines.toString());
        assertEquals("", new String(agent.getInputStream().readAllBytes(), UTF_8));
    }

    @Test
    void the_good_token_outlives_a_portal_that_fails_which_is_told_once() throws Exception {
        Process agent = start("--interval", "1s", "--timeout", "0");
        await(() -> Files.exists(file));
        Portals.answerCheck(portal, Portals.answer(503, ""));
        await(() -> stderr().contains("(503)"));
        assertEquals(1, logins());
        // That forgets the requests, too.
        portal.resetToDefaultMappings();
        await(() -> stderr().contains("recovered after"));

        stop(agent, 0);
        assertEquals(TOKEN, Files.readString(file));
        assertEquals(0, logins());
        assertEquals(1, stderr().lines().filter(line -> line.contains("(503)")).count());
        assertTrue(stderr().contains("; keeping the current token; failing since 20"), stderr());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {403, 429, 501, 200})
    void a_sign_in_that_fails_is_not_repeated_within_seconds(int status) throws Exception {
        Process agent = startWithFoundToken("--interval", "1s");
        Portals.answerLogin(portal, Portals.answer(status, "{\"response\":{}}"));
        revoke();
        await(() -> logins() >= 2);
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(5);

        int seen = logins();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        assertTrue(seen <= 2 + seconds / 30, seen + " logins in " + seconds + " s");
        stop(agent, 0);
    }

    @Test
    void fresh_tokens_that_are_rejected_are_not_asked_for_again_within_seconds() throws Exception {
        Portals.answerCheck(portal, Portals.json("{\"response\":false}"));
        Process agent = start("--interval", "1s");
        await(() -> stderr().contains("rejects the token that it has just issued"));
        TimeUnit.SECONDS.sleep(5);

        assertEquals(1, logins());
        assertTrue(Files.notExists(file));
        stop(agent, 0);
    }

    @Test
    void an_interval_of_a_millisecond_is_one_check_a_second() throws Exception {
        Process agent = start("--interval", "1ms");
        await(() -> Files.exists(file));
        int before = checks();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(5);

        int seen = checks() - before;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        assertTrue(seen <= seconds + 2, seen + " checks in " + seconds + " s");
        stop(agent, 0);
    }

    @Test
    void a_deleted_or_overwritten_token_file_is_written_again_without_a_login() throws Exception {
        Process agent = start("--interval", "1s");
        await(() -> Files.exists(file));
        Files.delete(file);
        await(() -> TOKEN.equals(content()));
        Files.writeString(file, "scribble");
        await(() -> TOKEN.equals(content()));

        assertEquals(1, logins());
        stop(agent, 0);
        assertTrue(stderr().contains("docspace-auth: the token file " + file + ": "), stderr());
    }

    @Test
    void a_password_file_that_is_gone_or_empty_for_a_moment_does_not_end_it() throws Exception {
        Process agent = startWithFoundToken("--interval", "1s");
        Files.delete(password);
        revoke();
        await(() -> stderr().contains("keeping the current token") || stderr().contains("there is no good token"));
        Files.writeString(password, "");
        TimeUnit.SECONDS.sleep(3);
        assertTrue(agent.isAlive());
        assertEquals(1, logins());
        Files.writeString(password, PASSWORD);
        await(() -> logins() == 2);

        stop(agent, 0);
    }

    @Test
    void a_wrong_password_ends_it_with_code_3_after_one_try() {
        Run run = Program.with("agent", "--base-url", portal.baseUrl(), "-u", USER, "--token-file", file.toString())
                .env("DOCSPACE_PASSWORD", "wrong").run();

        assertEquals(3, run.exitCode());
        assertEquals(1, logins());
    }

    @Tag("patient")
    @Test
    void a_password_that_becomes_wrong_does_not_end_it_and_a_new_one_is_tried_at_once() throws Exception {
        Process agent = startWithFoundToken("--interval", "1s");
        Files.writeString(password, "changed");
        revoke();
        await(() -> logins() == 2);
        TimeUnit.SECONDS.sleep(3);
        assertTrue(agent.isAlive());
        assertEquals(2, logins());
        Files.writeString(password, PASSWORD);
        await(() -> "true".equals(accepted()));

        assertEquals(3, logins());
        stop(agent, 0);
    }

    @Test
    void without_a_token_file_it_is_code_2() {
        assertEquals(2,
                Program.with("agent", "--base-url", portal.baseUrl(), "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").run()
                        .exitCode());
    }

    @Test
    void a_quote_that_is_not_closed_is_code_2_before_a_login() {
        Run run = agent("--exec", "sh -c 'x").run();

        assertEquals(2, run.exitCode());
        assertEquals("docspace-auth: --exec has an unclosed quote or ends with a backslash; correct the command\n", run.err());
        assertEquals(0, logins());
    }

    @Test
    void it_starts_with_the_token_that_is_there() throws Exception {
        Process agent = startWithFoundToken("--interval", "1s");

        stop(agent, 0);
        assertEquals(1, logins());
    }

    @Test
    void it_waits_for_a_portal_that_is_away_at_the_start() throws Exception {
        int port = ServerProcess.freePort();
        Process agent = start("--base-url", "http://127.0.0.1:" + port);
        await(() -> stderr().contains("not reachable"));
        try (RawPortal late = RawPortal.at(port, RawPortal::goodAnswer)) {
            await(() -> "abc=".equals(content()));
            assertEquals(port, late.port());
        }
        stop(agent, 0);
    }

    // Signals.

    @ParameterizedTest(name = "SIG{0}")
    @ValueSource(strings = {"TERM", "INT"})
    void it_ends_with_0_on_a_signal_and_leaves_the_token(String signal) throws Exception {
        Process agent = start();
        await(() -> Files.exists(file));
        signal(agent, signal);

        assertTrue(agent.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, agent.exitValue());
        assertEquals("true", accepted());
        assertEquals(TOKEN, Files.readString(file));
    }

    @Test
    void a_hangup_signs_in_at_once_if_need_be_and_does_not_end_it() throws Exception {
        Process agent = startWithFoundToken("--interval", "24h");
        int before = checks();
        signal(agent, "HUP");
        await(() -> checks() > before);
        assertEquals(1, logins());
        revoke();
        signal(agent, "HUP");
        await(() -> logins() == 2 && "true".equals(accepted()));

        stop(agent, 0);
    }

    @Test
    void with_logout_on_exit_it_revokes_its_own_token_first() throws Exception {
        Process agent = start("--logout-on-exit");
        await(() -> Files.exists(file));

        stop(agent, 0);
        assertEquals("false", accepted());
        assertTrue(Files.notExists(file));
    }

    @Test
    void with_logout_on_exit_a_token_that_it_found_is_left_alone() throws Exception {
        Process first = start();
        await(() -> Files.exists(file));
        Process second = start("--logout-on-exit");
        await(() -> stderr().contains("is good, no login needed"));

        stop(second, 0);
        assertEquals("true", accepted());
        assertEquals(TOKEN, Files.readString(file));
        stop(first, 0);
    }

    @Test
    void with_logout_on_exit_an_api_key_is_left_alone() throws Exception {
        try (RawPortal keys = RawPortal
                .answering(request -> RawPortal.json("{\"response\":{\"id\":\"1\",\"isActive\":true}}"))) {
            Process agent = track(Program.with("agent", "--base-url", keys.url(), "--token-file", file.toString(),
                    "--logout-on-exit").env("DOCSPACE_API_KEY", "sk-" + "a".repeat(64)));
            await(() -> Files.exists(file));
            stop(agent, 0);
            assertTrue(Files.exists(file));
        }
    }

    @Test
    void a_command_that_runs_is_ended_with_it() throws Exception {
        Path pid = folder.resolve("pid");
        Process agent = start("--exec", "sh -c 'sleep 300 & echo $! > " + pid + ".new; mv " + pid + ".new " + pid + "; wait'");
        await(() -> Files.exists(pid));
        TimeUnit.SECONDS.sleep(1);
        stop(agent, 0);

        long child = Long.parseLong(Files.readString(pid).strip());
        await(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    // Health.

    @Test
    void health_is_served_while_it_runs() throws Exception {
        int port = ServerProcess.freePort();
        Process agent = start("--interval", "1s", "--listen", String.valueOf(port));
        await(() -> status(port, "/readyz") == 200);
        assertEquals(200, status(port, "/livez"));
        String metrics = RestAssured.get("http://127.0.0.1:" + port + "/metrics").asString();
        assertTrue(metrics.contains("docspace_auth_logins_total{outcome=\"granted\"} 1\n"), metrics);
        assertFalse(metrics.contains(USER) || metrics.contains(TOKEN), metrics);
        assertEquals(404, status(port, "/"));
        assertEquals(405, RestAssured.post("http://127.0.0.1:" + port + "/readyz").statusCode());

        Portals.answerLogin(portal, Portals.answer(503, ""));
        revoke();
        await(() -> status(port, "/readyz") == 503);
        assertEquals(200, status(port, "/livez"));
        portal.resetToDefaultMappings();
        stop(agent, 0);
    }

    @Test
    void a_port_that_is_taken_is_code_2_before_a_login() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Run run = agent("--listen", String.valueOf(taken.getLocalPort())).run();

            assertEquals(2, run.exitCode());
            assertEquals("docspace-auth: --listen 127.0.0.1:" + taken.getLocalPort()
                    + " cannot be used: Address already in use; choose another port\n", run.err());
            assertEquals(0, logins());
        }
    }

    @Test
    void the_status_file_tells_the_same_for_as_long_as_the_agent_runs() throws Exception {
        Path status = folder.resolve("status.json");
        Process agent = start("--status-file", status.toString());
        await(() -> read(status).contains("\"ready\":true"));

        assertTrue(read(status).contains("\"logins\":{\"granted\":1}"), read(status));
        assertFalse(read(status).contains(USER) || read(status).contains(TOKEN));
        stop(agent, 0);
        assertFalse(Files.exists(status));
    }

    @Test
    void an_agent_that_ends_by_itself_leaves_no_status_file() throws Exception {
        Files.writeString(password, "wrong");
        Path status = folder.resolve("status.json");

        assertEquals(3, agent("--status-file", status.toString()).run().exitCode());
        assertFalse(Files.exists(status));
    }

    @Test
    void a_status_file_that_cannot_be_written_is_code_2_before_a_login() {
        assertEquals(2, agent("--status-file", folder.resolve("none/status").toString()).run().exitCode());
        assertEquals(0, logins());
    }

    /** An agent that has found its token is free to sign in at once: the floor counts from a login of its own. */
    private Process startWithFoundToken(String... more) throws Exception {
        assertEquals(0,
                Program.with("login", "--base-url", portal.baseUrl(), "-u", USER, "--password-file", password.toString(),
                        "--token-file", file.toString()).run().exitCode());
        Process agent = start(more);
        await(() -> stderr().contains("is good, no login needed"));
        return agent;
    }

    private Process start(String... more) throws IOException {
        return track(agent(more));
    }

    private Process track(Program program) throws IOException {
        Process agent = program.stderrTo(stderr).start();
        agents.add(agent);
        return agent;
    }

    private Program agent(String... more) {
        return Program.with("agent", "--base-url", portal.baseUrl(), "-u", USER, "--password-file", password.toString(),
                "--token-file", file.toString()).and(more);
    }

    private static void stop(Process process, int code) throws Exception {
        // Unlike Process.destroy it leaves the streams open.
        process.toHandle().destroy();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        assertEquals(code, process.exitValue());
    }

    private static void signal(Process process, String signal) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor());
    }

    private int logins() {
        return portal.findAll(postRequestedFor(urlEqualTo(AUTHENTICATION))).size();
    }

    private int checks() {
        return portal.findAll(getRequestedFor(urlPathMatching(AUTHENTICATION))).size();
    }

    private void revoke() {
        RestAssured.given().header("Cookie", "asc_auth_key=" + TOKEN).post(portal.baseUrl() + AUTHENTICATION + "/logout");
    }

    private String accepted() {
        Response answer = RestAssured.given().header("Authorization", TOKEN).get(portal.baseUrl() + AUTHENTICATION);
        return answer.jsonPath().getString("response");
    }

    private static int status(int port, String path) {
        try {
            return RestAssured.get(URI.create("http://127.0.0.1:" + port + path)).statusCode();
        } catch (Exception notYet) {
            return 0;
        }
    }

    private String content() {
        return read(file);
    }

    private String stderr() {
        return read(stderr);
    }

    private static String read(Path path) {
        try {
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException goneMeanwhile) {
            return "";
        }
    }

    private static long lines(Path path) {
        return read(path).lines().count();
    }
}
