package io.docspace.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A portal behind an access proxy that wants headers. */
class HeaderIT {
    private static final Run GOOD = new Run(0, "abc=\n", "");
    private static final String SECRET = "MARKERheader4711";

    @TempDir
    Path folder;

    private Path headers;

    @BeforeEach
    void write() throws IOException {
        headers = Files.writeString(folder.resolve("headers"),
                "# for the access proxy\nCF-Access-Client-Id: id.access\nUser-Agent: ours/1\nCF-Access-Client-Secret: " + SECRET
                        + "\n");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--header-file", "DOCSPACE_HEADER_FILE"})
    void the_headers_go_with_each_request_to_the_portal(String from) {
        try (RawPortal portal = RawPortal.good()) {
            Program program = login(portal.url());
            Run run = (from.startsWith("--") ? program.and(from, headers.toString()) : program.env(from, headers.toString()))
                    .run();

            assertEquals(GOOD, run);
            assertEquals(2, portal.requests().size());
            for (String request : portal.requests()) {
                assertTrue(request.contains("\r\nCF-Access-Client-Id: id.access\r\n"), request);
                assertTrue(request.contains("\r\nCF-Access-Client-Secret: " + SECRET + "\r\n"), request);
                assertTrue(request.contains("\r\nUser-Agent: ours/1\r\n"), request);
            }
        }
    }

    @Test
    void their_values_show_nowhere() {
        try (RawPortal portal = RawPortal.doing(n -> RawPortal.bytes("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n"
                + "{\"error\":{\"message\":\"no\"}}"))) {
            Run run = login(portal.url(), "-v", "--header-file", headers.toString()).run();

            assertEquals(6, run.exitCode(), run.err());
            assertFalse(run.err().contains(SECRET), run.err());
        }
    }

    @Test
    void a_proxy_on_the_way_does_not_get_them() {
        try (RawPortal proxy = RawPortal.doing(n -> RawPortal.bytes("HTTP/1.1 403 Forbidden\r\n\r\n"))) {
            Run run = login("https://portal.invalid", "--header-file", headers.toString())
                    .env("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port()).once().run();

            assertEquals(9, run.exitCode(), run.err());
            assertEquals(1, proxy.requests().size());
            assertFalse(proxy.requests().get(0).contains(SECRET), proxy.requests().get(0));
        }
    }

    @Test
    void code_2_a_header_that_the_program_itself_sets() throws IOException {
        Files.writeString(headers, "Authorization: " + SECRET);
        try (RawPortal portal = RawPortal.good()) {
            assertEquals(
                    new Run(2, "",
                            "docspace-auth: --header-file " + headers + ", line 1: the header Authorization is set by the"
                                    + " program itself; remove the line\n"),
                    login(portal.url(), "--header-file", headers.toString()).run());
            assertEquals(0, portal.connections());
        }
    }

    private static Program login(String url, String... more) {
        return Program.with("--base-url", url, "-u", "x", "-o", "token").and(more).env("DOCSPACE_PASSWORD", "y-y-y-y");
    }
}
