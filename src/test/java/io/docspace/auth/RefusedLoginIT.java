package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refused login is remembered beside the token file, so that a restart in a loop neither locks a user nor sends SMS. */
class RefusedLoginIT {
    private static final String NOT_AGAIN = "; this login is not retried before \\S+Z, unless its settings change or --force"
            + " is given\n";

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    Path file;
    Path record;

    @BeforeEach
    void name() {
        file = folder.resolve("token");
        record = folder.resolve("token.refused");
    }

    @ParameterizedTest(name = "{0}: code {2}")
    @CsvSource({"anna@example.com, wrong, 3", "app@example.com, right-password, 4", "sms@example.com, right-password, 4",
        "stranger@example.com, right-password, 5"})
    void the_next_run_sends_nothing_and_ends_with_the_same_code_and_line(String user, String password, int code)
            throws IOException {
        Run first = login(user, password).run();
        assertEquals(code, first.exitCode(), first.err());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(record)));
        assertFalse(Files.readString(record).contains(password));
        portal.resetRequests();

        Run second = login(user, password).run();

        assertEquals(code, second.exitCode());
        assertTrue(second.err().startsWith(first.err().strip()), second.err());
        assertTrue(second.err().substring(first.err().strip().length()).matches(NOT_AGAIN), second.err());
        assertEquals(0, portal.getAllServeEvents().size());
    }

    @Test
    void an_agent_does_not_send_it_either() {
        login(USER, "wrong").run();
        portal.resetRequests();

        assertEquals(3, Program.with("agent", "--base-url", portal.baseUrl(), "-u", USER, "--token-file", file.toString())
                .env("DOCSPACE_PASSWORD", "wrong").run().exitCode());
        assertEquals(0, portal.getAllServeEvents().size());
    }

    @Test
    void changed_settings_are_tried_at_once_and_success_removes_the_record() {
        login(USER, "wrong").run();

        assertEquals(0, login(USER, PASSWORD).run().exitCode());
        assertFalse(Files.exists(record));
    }

    @Test
    void a_code_of_the_second_factor_is_a_changed_setting() {
        login("sms@example.com", PASSWORD).run();
        portal.resetRequests();

        login("sms@example.com", PASSWORD).and("--code", "123456").run();

        assertLogins(true);
    }

    @Test
    void a_typed_force_tries_at_once() {
        login(USER, "wrong").run();
        portal.resetRequests();

        login(USER, "wrong").and("--force").run();

        assertLogins(true);
    }

    @Test
    void a_force_of_the_environment_does_not() {
        login(USER, "wrong").run();
        portal.resetRequests();

        login(USER, "wrong").env("DOCSPACE_FORCE", "true").run();

        assertLogins(false);
    }

    @Test
    void a_failure_that_passes_by_itself_is_not_remembered() {
        Program.with("--base-url", "http://127.0.0.1:1", "-u", USER, "--token-file", file.toString())
                .env("DOCSPACE_PASSWORD", "x").once().run();

        assertFalse(Files.exists(record));
    }

    @Test
    void nothing_is_remembered_of_a_token_that_was_given() {
        Program.with("--base-url", portal.baseUrl(), "--token-file", file.toString()).env("DOCSPACE_AUTH_TOKEN", "abc=").run();

        assertFalse(Files.exists(record));
    }

    private static void assertLogins(boolean any) {
        assertEquals(any, !portal.findAll(postRequestedFor(urlMatching(".*"))).isEmpty());
    }

    private Program login(String user, String password) {
        return Program.with("--base-url", portal.baseUrl(), "-u", user, "--token-file", file.toString())
                .env("DOCSPACE_PASSWORD", password).once();
    }
}
