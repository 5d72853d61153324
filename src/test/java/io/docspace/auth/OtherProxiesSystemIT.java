package io.docspace.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same through Dante, for SOCKS, and Squid. Debian: {@code apt-get install dante-server squid}. */
class OtherProxiesSystemIT {
    private static final Path DANTE = Path.of("/usr/sbin/danted");
    private static final Path SQUID = Path.of("/usr/sbin/squid");
    private static final String HOST = "portal.test";
    private static final Run GOOD = new Run(0, "abc=\n", "");

    /** Of the password "right", by {@code openssl passwd -6}. */
    private static final String HASH = "$6$docspace$8oYMkyLyC8pT.dhhUpjFm8VIJP3RFq6lJjzFVhrpeMJDJdbz2fibHl1ACOODl1mezbSsNeZ6csKkzQ5ccvts0/";

    @TempDir
    static Path certificates;

    static Authority authority;
    static SSLContext server;

    @TempDir
    Path folder;

    private ServerProcess proxy;
    private int port;

    @BeforeAll
    static void make() {
        for (Path program : List.of(DANTE, SQUID)) {
            assertTrue(Files.isExecutable(program), program + " is missing; install dante-server and squid");
        }
        authority = new Authority(certificates);
        server = authority.issue("dns:" + HOST);
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"https", "http"})
    void dante_looks_the_name_up_and_connects(String scheme) throws IOException {
        dante("none");
        try (RawPortal portal = scheme.equals("https") ? TlsPortal.good(server) : RawPortal.good()) {
            assertEquals(GOOD, login(scheme, portal).env("ALL_PROXY", "socks5h://127.0.0.1:" + port).run());
            assertEquals(2, portal.requests().size());
        }
    }

    @Test
    void dante_takes_a_user_and_a_password() throws IOException {
        dante("username");
        try (RawPortal portal = TlsPortal.good(server)) {
            assertEquals(GOOD, login("https", portal).env("HTTPS_PROXY", "socks5h://anna:right@127.0.0.1:" + port).run());
            Run wrong = login("https", portal).env("HTTPS_PROXY", "socks5h://anna:wrong@127.0.0.1:" + port).run();
            Run none = login("https", portal).env("HTTPS_PROXY", "socks5h://127.0.0.1:" + port).run();

            assertEquals(9, none.exitCode(), none.err());
            assertTrue(none.err().contains("the proxy requires a user name and a password (SOCKS 5)"), none.err());
            assertEquals(9, wrong.exitCode(), wrong.err());
            assertTrue(wrong.err().contains("the proxy requires a user name and a password (SOCKS 5)"), wrong.err());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"https", "http"})
    void squid_connects(String scheme) throws IOException {
        squid("http_access allow all");
        try (RawPortal portal = scheme.equals("https") ? TlsPortal.good(server) : RawPortal.good()) {
            assertEquals(GOOD, login(scheme, portal).env("ALL_PROXY", "http://127.0.0.1:" + port).run());
            assertEquals(scheme.equals("http"), portal.requests().get(0).toLowerCase(Locale.ROOT).contains("\r\nvia: 1.1 "));
        }
    }

    @Test
    void code_9_squid_forbids() throws IOException {
        squid("http_access deny all");
        try (RawPortal portal = TlsPortal.good(server)) {
            Run run = login("https", portal).env("HTTPS_PROXY", "127.0.0.1:" + port).run();

            assertEquals(9, run.exitCode(), run.err());
            assertTrue(run.err().startsWith("docspace-auth: signing in: the proxy did not connect (403)"), run.err());
            assertEquals(0, portal.connections());
        }
    }

    /** In a mount namespace with a hosts file: as the user that it becomes, it could not read one in the folder of a test. */
    private void squid(String access) throws IOException {
        port = ServerProcess.freePort();
        Path settings = Files.writeString(folder.resolve("squid.conf"),
                String.join("\n", "http_port 127.0.0.1:" + port, "pid_filename none", "access_log none", "cache_log /dev/null",
                        "cache deny all", "shutdown_lifetime 0 seconds", access) + "\n");
        proxy = ServerProcess
                .start(List.of("unshare", "--mount", "sh", "-c", "mount --bind \"$1\" /etc/hosts && exec \"$0\" -N -f \"$2\"",
                        SQUID.toString(), hosts().toString(), settings.toString()), port, folder.resolve("out"));
    }

    /** In a mount namespace with a hosts file and one more user. */
    private void dante(String method) throws IOException {
        port = ServerProcess.freePort();
        Path settings = Files.writeString(folder.resolve("danted.conf"), String.join("\n", "logoutput: stderr",
                "internal: 127.0.0.1 port = " + port, "external: 127.0.0.1", "clientmethod: none", "socksmethod: " + method,
                "user.privileged: root", "user.unprivileged: nobody", "client pass { from: 127.0.0.0/8 to: 127.0.0.0/8 }",
                "socks pass { from: 127.0.0.0/8 to: 0.0.0.0/0 protocol: tcp }") + "\n");
        Path users = Files.writeString(folder.resolve("passwd"),
                Files.readString(Path.of("/etc/passwd")) + "anna:x:4711:4711::/nonexistent:/usr/sbin/nologin\n");
        Path secrets = Files.writeString(folder.resolve("shadow"),
                Files.readString(Path.of("/etc/shadow")) + "anna:" + HASH + ":19000:0:99999:7:::\n");
        proxy = ServerProcess.start(List.of("unshare", "--mount", "sh", "-c",
                "mount --bind \"$1\" /etc/hosts && mount --bind \"$2\" /etc/passwd"
                        + " && mount --bind \"$3\" /etc/shadow && exec \"$0\" -f \"$4\"",
                DANTE.toString(), hosts().toString(),
                users.toString(), secrets.toString(), settings.toString()), port, folder.resolve("out"));
    }

    private Path hosts() throws IOException {
        return Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost " + HOST + "\n");
    }

    private static Program login(String scheme, RawPortal portal) {
        return Program.with("--base-url", scheme + "://" + HOST + ":" + portal.port(), "--allow-http", "-u", "x", "-o", "token",
                "--ca-file", authority.file().toString()).env("DOCSPACE_PASSWORD", "y-y-y-y");
    }
}
