package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.docspace.auth.Portals.answer;
import static io.docspace.auth.Portals.answerCheck;
import static io.docspace.auth.Portals.answerLogin;
import static io.docspace.auth.Portals.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Marker values for each secret, searched for wherever they do not belong, with {@code --verbose} and every kind of answer. */
class SecretsIT {
    private static final String PASSWORD = "MARKERpassword7319";
    private static final String TOKEN = "MARKERtoken7320+/=";
    private static final String KEY = "MARKERTFAKEY7321";
    private static final List<String> MARKERS = List.of("MARKERpassword", "MARKERtoken", "MARKERTFAKEY", "MARKERproxy");

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    static Stream<Arguments> answers() {
        String token = "{\"response\":{\"token\":\"" + TOKEN + "\",\"tfaKey\":\"" + KEY + "\"}}";
        String no = "{\"response\":false}";
        return Stream.of(
                Arguments.of("wrong credentials, echoed", 3,
                        answer(401, "{\"error\":{\"message\":\"no\",\"stack\":\"" + PASSWORD
                                + "\"}}"),
                        json(no)),
                Arguments.of("second factor", 4, json("{\"response\":{\"tfa\":true,\"tfaKey\":\"" + KEY + "\"}}"), json(no)),
                Arguments.of("token not accepted", 5, json(token), json(no)),
                Arguments.of("refused", 6, answer(403, "{\"error\":{\"message\":\"" + PASSWORD + "\"}}"), json(no)),
                Arguments.of("server failure", 7, answer(500, PASSWORD), json(no)),
                Arguments.of("connection reset", 7, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), json(no)),
                Arguments.of("garbage", 7, aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), json(no)),
                Arguments.of("malformed JSON", 9, json("{\"response\":{\"token\":\"" + TOKEN + "\"},MARKERtoken"), json(no)),
                Arguments.of("a bare token", 9, json(TOKEN), json(no)),
                Arguments.of("wrong types", 9, json("{\"response\":{\"token\":[\"" + TOKEN + "\"]}}"), json(no)),
                Arguments.of("a token with a control character", 9, json("{\"response\":{\"token\":\"" + TOKEN + "\\u0007\"}}"),
                        json(no)),
                Arguments.of("a redirect", 9, aResponse().withStatus(302)
                        .withHeader("Location", "https://u:" + PASSWORD + "@example.com/?t=" + TOKEN), json(no)),
                Arguments.of("the check fails", 7, json(token), answer(503, TOKEN)),
                Arguments.of("the check is malformed", 9, json(token), json("{\"response\":" + TOKEN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void no_secret_shows(String name, int code, ResponseDefinitionBuilder login, ResponseDefinitionBuilder check)
            throws IOException {
        answerLogin(portal, login);
        answerCheck(portal, check);

        Run run = Program.with("--base-url", portal.baseUrl(), "-u", "x", "--verbose", "--token-file",
                folder.resolve("token").toString(), "-o", "token").env("DOCSPACE_PASSWORD", PASSWORD).once().run();

        assertEquals(code, run.exitCode(), run.err());
        assertClean(run.out() + run.err());
        Path refused = folder.resolve("token.refused");
        boolean isRemembered = Files.exists(refused);
        assertEquals(isRemembered ? List.of("token.refused") : List.of(), List.of(folder.toFile().list()));
        assertClean(isRemembered ? Files.readString(refused) : "");
    }

    @Test
    void a_good_run_shows_the_token_where_it_is_asked_for_alone() throws IOException {
        answerLogin(portal, json("{\"response\":{\"token\":\"" + TOKEN + "\"}}"));
        answerCheck(portal, json("{\"response\":true}"));

        Run run = Program.with("--base-url", portal.baseUrl(), "-u", "x", "-v", "--token-file", "token")
                .env("DOCSPACE_PASSWORD", PASSWORD).once().in(folder).run();

        assertEquals(0, run.exitCode());
        assertClean(run.out() + run.err());
        assertEquals(TOKEN, Files.readString(folder.resolve("token")));
    }

    @Test
    void the_framework_s_own_debug_log_is_not_switched_on_by_verbose() {
        Run run = Program.with("--base-url", portal.baseUrl(), "-u", "x", "-v").env("DOCSPACE_PASSWORD", PASSWORD).once().run();

        assertFalse(run.err().contains("ClientLogger"), run.err());
        assertClean(run.err());
    }

    @Test
    void neither_the_process_list_nor_a_temporary_folder_holds_a_secret_while_it_runs() throws Exception {
        answerLogin(portal, json("{\"response\":{\"token\":\"" + TOKEN + "\"}}").withFixedDelay(1_000));
        answerCheck(portal, json("{\"response\":true}").withFixedDelay(1_000));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = Program.with("--base-url", portal.baseUrl(), "-u", "x", "-v")
                .jvm("-Djava.io.tmpdir=" + temporary, "-XX:ErrorFile=" + temporary.resolve("error"))
                .env("DOCSPACE_PASSWORD", PASSWORD).env("TMPDIR", temporary.toString()).in(temporary).once().start();
        int looks = 0;
        while (process.isAlive()) {
            assertClean(commandLine(process));
            assertCleanFiles(temporary);
            looks++;
            Thread.sleep(50);
        }
        assertTrue(looks > 20, "looked " + looks + " times");
        assertEquals(0, process.exitValue());
        assertCleanFiles(temporary);
    }

    @ParameterizedTest(name = "a proxy that answers {0}")
    @CsvSource({"407, HTTP/1.1 407 Proxy Authentication Required, 9", "an echo in a 403, HTTP/1.1 403 MARKER, 9",
        "garbage, MARKER, 7"})
    void the_password_of_a_proxy_does_not_show(String name, String answer, int code) {
        String bytes = answer.replace("MARKER", "MARKERproxy7323") + "\r\n\r\n";
        try (RawPortal proxy = RawPortal.doing(n -> RawPortal.bytes(bytes))) {
            Run run = Program.with("--base-url", "https://portal.invalid", "-u", "x", "-v").once()
                    .env("DOCSPACE_PASSWORD", PASSWORD)
                    .env("HTTPS_PROXY", "http://someone:MARKERproxy7323@127.0.0.1:" + proxy.port()).run();

            assertEquals(code, run.exitCode(), run.err());
            assertClean(run.out() + run.err());
            assertEquals(1, proxy.requests().size());
            assertTrue(proxy.requests().get(0).startsWith("CONNECT portal.invalid:443 "));
        }
    }

    @Test
    void a_proxy_that_is_no_address_is_refused_without_its_password() {
        Run run = Program.with("--base-url", "https://portal.invalid", "-u", "x", "-v").once()
                .env("DOCSPACE_PASSWORD", PASSWORD).env("HTTPS_PROXY", "http://someone:MARKERproxy7323@:80:x").run();

        assertEquals(2, run.exitCode(), run.err());
        assertClean(run.out() + run.err());
    }

    /** What tests leave behind goes into logs and archives. A failure of this class quotes what it found. */
    @Test
    void the_reports_of_other_tests_hold_no_secret() throws IOException {
        for (String reports : List.of("target/surefire-reports", "target/failsafe-reports")) {
            if (Files.isDirectory(Path.of(reports))) {
                assertCleanFiles(Path.of(reports));
            }
        }
    }

    private static String commandLine(Process process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException ended) {
            return "";
        }
    }

    private static void assertCleanFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(report -> !report.toString().contains("SecretsIT"))
                    .toList()) {
                assertClean(file + ": " + Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void assertClean(String text) {
        for (String marker : MARKERS) {
            assertFalse(text.contains(marker), text);
        }
    }
}
