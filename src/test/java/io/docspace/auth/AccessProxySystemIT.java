package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A portal behind a real access proxy, oauth2-proxy: its 401 is JSON without a challenge, as one of DocSpace's own might be. */
class AccessProxySystemIT {
    private static final Path PROXY = Path
            .of(Optional.ofNullable(System.getenv("OAUTH2_PROXY")).orElse(".venv/bin/oauth2-proxy"));

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    private ServerProcess proxy;
    private String url;

    @BeforeAll
    static void the_proxy_is_there() {
        assertTrue(Files.isExecutable(PROXY), PROXY + " is missing; run .ci/prepare, or set OAUTH2_PROXY (CONTRIBUTING.md)");
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"login, signing in", "check, checking the token", "whoami, asking whose token it is", "logout, signing out"})
    void code_9_the_proxy_refuses_in_the_portal_s_place_and_nothing_is_lost(String command, String tried) throws IOException {
        start();
        Path file = Files.writeString(folder.resolve("token"), TOKEN);
        Program program = Program.with(command, "--base-url", url);
        Run run = command.equals("login")
                ? program.and("-u", USER).env("DOCSPACE_PASSWORD", Portals.PASSWORD).run()
                : program.and("--token-file", file.toString()).run();

        assertEquals(new Run(9, "", "docspace-auth: " + tried + ": an access proxy or a firewall answered instead of the portal"
                + " (401, JSON that is not DocSpace's); allow this program there, or set --base-url to the portal's own"
                + " address\n"), run);
        portal.verify(0, RequestPatternBuilder.newRequestPattern(RequestMethod.ANY, anyUrl()));
        assertEquals(TOKEN, Files.readString(file));
    }

    @Test
    void a_proxy_that_lets_the_api_through_is_not_noticed() throws IOException {
        start("--skip-auth-route=^/api/2\\.0/");
        Path file = folder.resolve("token");

        assertEquals(new Run(0, "User is authenticated. Token written to " + file + ".\n", ""),
                Program.with("login", "--base-url", url, "-u", USER, "--token-file", file.toString())
                        .env("DOCSPACE_PASSWORD", Portals.PASSWORD).run());
        assertEquals(TOKEN, Files.readString(file));
        portal.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo(Portals.AUTHENTICATION)));
    }

    private void start(String... more) throws IOException {
        portal.resetRequests();
        int port = ServerProcess.freePort();
        url = "http://127.0.0.1:" + port;
        List<String> command = new ArrayList<>(List.of(PROXY.toAbsolutePath().toString(), "--http-address=127.0.0.1:" + port,
                "--upstream=" + portal.baseUrl(), "--provider=github", "--client-id=x", "--client-secret=y",
                "--cookie-secret=0123456789abcdef", "--email-domain=*"));
        command.addAll(Arrays.asList(more));
        proxy = ServerProcess.start(command, port, folder.resolve("out"));
    }
}
