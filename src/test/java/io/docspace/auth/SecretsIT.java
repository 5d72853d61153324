package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.docspace.auth.Portals.answer;
import static io.docspace.auth.Portals.answerCheck;
import static io.docspace.auth.Portals.answerLogin;
import static io.docspace.auth.Portals.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Marker values for each secret, searched for wherever they do not belong, with {@code --verbose} and every kind of answer. */
class SecretsIT {
    private static final String PASSWORD = "MARKERpassword7319";
    private static final String TOKEN = "MARKERtoken7320+/=";
    private static final String KEY = "MARKERTFAKEY7321";
    private static final List<String> MARKERS = List.of("MARKERpassword", "MARKERtoken", "MARKERTFAKEY");

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    static Stream<Arguments> answers() {
        String token = "{\"response\":{\"token\":\"" + TOKEN + "\",\"tfaKey\":\"" + KEY + "\"}}";
        String no = "{\"response\":false}";
        return Stream.of(
                Arguments.of("wrong credentials, echoed", 3, answer(401, "{\"error\":{\"message\":\"no\",\"stack\":\"" + PASSWORD
                        + "\"}}"), json(no)),
                Arguments.of("second factor", 4, json("{\"response\":{\"tfa\":true,\"tfaKey\":\"" + KEY + "\"}}"), json(no)),
                Arguments.of("token not accepted", 5, json(token), json(no)),
                Arguments.of("refused", 6, answer(403, "\"" + PASSWORD + "\""), json(no)),
                Arguments.of("server failure", 7, answer(500, PASSWORD + TOKEN), json(no)),
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

        Run run = Program.with("--base-url", portal.baseUrl(), "-u", "x", "--verbose", "--token-file", "token", "-o", "token")
                .env("DOCSPACE_PASSWORD", PASSWORD).once().in(folder).run();

        assertEquals(code, run.exitCode(), run.err());
        assertClean(run.out() + run.err());
        assertEquals(List.of(), Files.list(folder).toList());
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
    void the_process_list_shows_no_password() throws Exception {
        answerLogin(portal, json("{}").withFixedDelay(3_000));
        Process process = Program.with("--base-url", portal.baseUrl(), "-u", "x").env("DOCSPACE_PASSWORD", PASSWORD).once().start();
        while (process.isAlive() && portal.getAllServeEvents().isEmpty()) {
            assertClean(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")));
            Thread.sleep(50);
        }
        process.waitFor();
    }

    private static void assertClean(String text) {
        for (String marker : MARKERS) {
            assertFalse(text.contains(marker), text);
        }
    }
}
