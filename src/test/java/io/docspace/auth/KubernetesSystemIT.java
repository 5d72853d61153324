package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import io.docspace.auth.kubernetes.ApiServerStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged program in what it takes for a pod: the service account is mounted where a kubelet mounts it, in a mount namespace
 * of its own, which takes root. The API server is a stub that answers as a real one was seen to.
 */
class KubernetesSystemIT {
    private static final String MOUNTED = "unshare --mount sh -c 'mount -t tmpfs none /var/run"
            + " && mkdir -p /var/run/secrets/kubernetes.io/serviceaccount"
            + " && mount --bind \"$ACCOUNT\" /var/run/secrets/kubernetes.io/serviceaccount && exec \"$0\" \"$@\"' \"$0\" \"$@\"";
    private static final Run WRITTEN = new Run(0,
            "User is authenticated. Token written to the Secret demo/docspace-token.\n", "");

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    static Path certificates;

    private static Authority authority;

    @TempDir
    Path folder;

    private ApiServerStub server;

    @BeforeAll
    static void make() {
        authority = new Authority(certificates);
    }

    @BeforeEach
    void start() {
        server = new ApiServerStub(authority, folder.resolve("cluster"), "127.0.0.1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Program inPod(Program program) {
        return program.env("KUBERNETES_SERVICE_HOST", "127.0.0.1").env("KUBERNETES_SERVICE_PORT", "" + server.port())
                .env("ACCOUNT", server.account().toString()).env("DOCSPACE_KUBERNETES_SECRET", "docspace-token").in(folder);
    }

    private Run login(String... arguments) {
        return inPod(Portals.signIn(portal, arguments)).runInShell(MOUNTED);
    }

    private Run run(String... arguments) {
        return inPod(Program.with(arguments).env("DOCSPACE_BASE_URL", portal.baseUrl())).runInShell(MOUNTED);
    }

    private static void assertLogins(int count) {
        portal.verify(count, postRequestedFor(urlPathEqualTo(AUTHENTICATION)));
    }

    @Test
    void the_token_goes_into_the_secret_and_is_reused() {
        assertEquals(WRITTEN, login());
        assertEquals(TOKEN, server.data.get("token"));
        assertTrue(server.annotations.get("docspace-auth/token").contains(USER));

        Run again = login();
        assertEquals(0, again.exitCode(), again.err());
        assertLogins(1);
    }

    @Test
    void neither_side_gets_what_is_of_the_other() {
        login();

        assertFalse(server.requests().toString().contains(PASSWORD));
        assertFalse(portal.getAllServeEvents().toString().contains(server.token));
    }

    @Test
    void a_file_and_a_secret_get_the_same_token() throws IOException {
        assertEquals(0, login("--token-file", "token").exitCode());

        assertEquals(TOKEN, Files.readString(folder.resolve("token")));
        assertEquals(TOKEN, server.data.get("token"));
    }

    @ParameterizedTest(name = "code 10 before a login is spent: {0}")
    @CsvSource(delimiter = '|', value = {
        "no right to patch | has no right to patch the Secret demo/docspace-token (403)",
        "no right to get | has no right to get the Secret demo/docspace-token (403)",
        "deleted | there is no Secret demo/docspace-token (403)", "immutable | is immutable (422)",
        "unknown service account | does not accept the service account's token (401)",
        "another namespace | has no right to get the Secret other/docspace-token (403)"
    })
    void code_10_before_a_login_is_spent(String trouble, String told) {
        switch (trouble) {
            case "no right to patch" -> server.rights.remove("patch");
            case "no right to get" -> server.rights.remove("get");
            case "deleted" -> server.exists = false;
            case "immutable" -> server.immutable = true;
            case "unknown service account" -> server.token = "another";
            default -> {
                // told by the name
            }
        }
        Run run = trouble.equals("another namespace") ? login("--kubernetes-secret", "other/docspace-token") : login();

        assertEquals(10, run.exitCode(), run.err());
        assertTrue(run.err().contains(told), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertLogins(0);
    }

    @Test
    void an_api_server_in_trouble_is_tried_again_and_no_proxy_is_asked() {
        server.trouble(503, "", null);
        Run run = inPod(Portals.signIn(portal)).env("HTTPS_PROXY", "127.0.0.1:1").env("ALL_PROXY", "127.0.0.1:1")
                .runInShell(MOUNTED);

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.err().startsWith("docspace-auth: the API server failed (503), retrying in "), run.err());
        assertEquals(TOKEN, server.data.get("token"));
    }

    @Test
    void a_refused_login_is_remembered_in_the_secret() {
        Program wrong = inPod(Program.with("--base-url", portal.baseUrl(), "-u", USER).env("DOCSPACE_PASSWORD", "wrong"));
        Run first = wrong.runInShell(MOUNTED);
        Run second = wrong.runInShell(MOUNTED);

        assertEquals(3, first.exitCode(), first.err());
        assertEquals(3, second.exitCode(), second.err());
        assertTrue(second.err().contains("is not retried before"), second.err());
        assertLogins(1);
        assertEquals(WRITTEN.exitCode(), login().exitCode(), "another password is tried");
        assertEquals(TOKEN, server.data.get("token"));
        assertFalse(server.annotations.containsKey("docspace-auth/refusal"));
    }

    @Test
    void check_whoami_and_logout_take_the_token_of_the_secret() {
        assertEquals(5, run("check").exitCode(), "there is none yet");
        login();
        assertEquals(0, run("check").exitCode());
        assertEquals(0, run("whoami").exitCode());
    }

    @Test
    void code_2_where_there_is_no_service_account() {
        Run run = Portals.signIn(portal).env("DOCSPACE_KUBERNETES_SECRET", "docspace-token").run();

        assertEquals(new Run(2, "", "docspace-auth: DOCSPACE_KUBERNETES_SECRET: the API server is unknown, since"
                + " KUBERNETES_SERVICE_HOST is not set; this works only in a pod\n"), run);
        assertLogins(0);
    }
}
