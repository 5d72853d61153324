package io.docspace.auth.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.docspace.auth.Portals.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Portals;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sign-ins by the framework's own launcher, in a process that goes on, as in dev mode. */
@QuarkusMainTest
@Tag("slow")
class LoginCommandTest {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @Test
    void a_right_password_gives_a_proved_token(QuarkusMainLauncher launcher) throws IOException {
        LaunchResult result = launcher.launch(line(Portals.USER, Portals.PASSWORD, "-o", "token"));

        assertEquals(0, result.exitCode());
        assertEquals(TOKEN, result.getOutput());
    }

    @Test
    void a_wrong_password_is_exit_3_and_is_not_tried_twice(QuarkusMainLauncher launcher) throws IOException {
        LaunchResult result = launcher.launch(line(Portals.USER, "wrong"));

        assertEquals(3, result.exitCode());
        assertEquals("", result.getOutput());
        portal.verify(1, postRequestedFor(urlPathEqualTo(Portals.AUTHENTICATION)));
    }

    @Test
    void a_token_that_is_not_accepted_is_exit_5(QuarkusMainLauncher launcher) throws IOException {
        LaunchResult result = launcher.launch(line("stranger@example.com", Portals.PASSWORD));

        assertEquals(5, result.exitCode());
        assertTrue(result.getErrorOutput().contains("User is not authenticated or token is invalid."));
    }

    @Test
    void options_of_one_run_do_not_reach_the_next(QuarkusMainLauncher launcher) throws IOException {
        launcher.launch(line(Portals.USER, Portals.PASSWORD));

        assertEquals(2, launcher.launch("login").exitCode());
    }

    private String[] line(String user, String password, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), password);
        String[] line = {"login", "--base-url", portal.baseUrl(), "-u", user, "--password-file", file.toString()};
        return Stream.concat(Arrays.stream(line), Arrays.stream(more))
                .toArray(String[]::new);
    }
}
