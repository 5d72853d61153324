package io.docspace.auth.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Authority;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.kubernetes.KubernetesSecret.Access;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenFormat;
import io.docspace.auth.token.TokenIdentity;
import io.docspace.auth.token.TokenWriteException;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Secret as the place of the token, against an API server on loopback. */
@QuarkusTest
class KubernetesSecretTest {
    private static final Instant EXPIRES = Instant.parse("2027-01-02T03:04:05Z");
    private static final IssuedToken ISSUED = new IssuedToken(new Token("abc="),
            TokenIdentity.ofLogin(URI.create("https://portal.example.com"), "anna"), Optional.of(EXPIRES));
    private static final String ROLE = "check the name, or give it a Role: kubectl create role docspace-auth -n %s"
            + " --verb=get,patch --resource=secrets --resource-name=docspace-token and kubectl create rolebinding docspace-auth"
            + " -n %s --role=docspace-auth --serviceaccount=demo:robot";
    private static final String CREATE = "kubectl create secret generic -n demo docspace-token";

    @TempDir
    static Path certificates;

    private static Authority authority;

    @TempDir
    Path folder;

    private ApiServerStub server;
    private final List<Duration> waits = new ArrayList<>();

    @BeforeAll
    static void make() {
        authority = new Authority(certificates);
    }

    @BeforeEach
    void start() {
        server = new ApiServerStub(authority, folder, "127.0.0.1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private KubernetesSecret open(String name, TokenFormat format, Duration timeout, Map<String, String> environment) {
        return KubernetesSecret.open(new Access("--kubernetes-secret", name, environment, Duration.ofMinutes(2),
                Duration.ofSeconds(60), () -> new Deadline(System::nanoTime, System.nanoTime(), timeout)), format,
                waits::add, server.account());
    }

    private KubernetesSecret open() {
        return open("docspace-token", TokenFormat.TOKEN, Duration.ofMinutes(1), environment());
    }

    private Map<String, String> environment() {
        return Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1", "KUBERNETES_SERVICE_PORT", "" + server.port());
    }

    // What is written and read

    @Test
    void a_token_is_written_with_its_expiry_and_its_description_and_read_again() {
        KubernetesSecret secret = open();
        secret.check();
        assertEquals(Map.of(), server.data, "a dry run changes nothing");
        secret.write(ISSUED);

        assertEquals(Map.of("token", "abc=", "expires", "2027-01-02T03:04:05Z"), server.data);
        assertEquals(ISSUED.metadata().companionOf(ISSUED.token()).strip(), server.annotations.get("docspace-auth/token"));
        assertEquals(Set.of("docspace-auth/token"), server.annotations.keySet());
        assertFalse(server.annotations.toString().contains("abc="));
        assertEquals(new StoredToken(ISSUED.token(), Optional.of(ISSUED.metadata())), open().current().orElseThrow());
        String probe = server.requests().get(0);
        assertTrue(probe.startsWith("PATCH /api/v1/namespaces/demo/secrets/docspace-token"
                + " fieldManager=docspace-auth&force=true&dryRun=All application/apply-patch+yaml Bearer token-1 {"), probe);
        assertTrue(server.requests().get(1).contains(" fieldManager=docspace-auth&force=true application/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ENV | DOCSPACE_AUTH_TOKEN=abc=", "HEADER | Authorization: abc=",
        "TEXT | User is authenticated with token abc=."})
    void a_token_is_written_in_its_format(TokenFormat format, String content) {
        open("docspace-token", format, Duration.ofMinutes(1), environment()).write(ISSUED);

        assertEquals(content, server.data.get("token").strip());
        assertEquals(ISSUED.token(), open().current().orElseThrow().token());
    }

    @Test
    void json_holds_what_a_file_would() {
        open("docspace-token", TokenFormat.JSON, Duration.ofMinutes(1), environment()).write(ISSUED);

        assertEquals(TokenFormat.JSON.fileContent(ISSUED), server.data.get("token"));
        assertEquals(Optional.of(ISSUED.metadata()), open().current().orElseThrow().metadata());
    }

    @Test
    void a_token_without_expiry_leaves_none_of_the_one_before() {
        KubernetesSecret secret = open();
        secret.write(ISSUED);
        secret.write(new IssuedToken(new Token("def="), ISSUED.metadata().identity(), Optional.empty()));

        assertEquals(Map.of("token", "def="), server.data);
    }

    @Test
    void fields_of_others_are_left_alone() {
        server.change("other", "theirs");
        KubernetesSecret secret = open();
        secret.write(ISSUED);
        assertEquals("theirs", server.data.get("other"));
        secret.delete(ISSUED.token());
        assertEquals(Map.of("other", "theirs"), server.data);
        assertEquals(Map.of(), server.annotations);
    }

    @Test
    void nothing_or_something_else_in_the_secret_is_no_token() {
        assertEquals(Optional.empty(), open().current());
        server.change("token", "not a token at all");
        assertEquals(Optional.empty(), open().current());
        server.exists = false;
        assertEquals(Optional.empty(), open().current());
    }

    @Test
    void a_token_that_others_put_there_has_no_description() {
        server.change("token", "abc=");

        assertEquals(new StoredToken(new Token("abc="), Optional.empty()), open().current().orElseThrow());
    }

    @Test
    void another_token_than_the_revoked_one_stays() {
        KubernetesSecret secret = open();
        secret.write(ISSUED);
        secret.delete(new Token("def="));
        assertEquals("abc=", server.data.get("token"));
    }

    @Test
    void a_token_that_another_manager_holds_too_is_told() {
        KubernetesSecret secret = open();
        secret.write(ISSUED);
        server.foreign.add("token");
        server.foreign.add("docspace-auth/token");

        assertTrue(assertThrows(TokenWriteException.class, () -> secret.delete(ISSUED.token())).getMessage()
                .startsWith("removing the token from the Secret demo/docspace-token: another field manager has set it"));
    }

    // The record of a refusal

    @Test
    void a_refusal_is_kept_beside_the_token_and_goes_with_the_next_one() {
        KubernetesSecret secret = open();
        secret.write(ISSUED);
        assertEquals(Optional.empty(), secret.refusals().read());

        secret.refusals().write("{\"refused\":1}\n");
        assertEquals(Optional.of("{\"refused\":1}"), secret.refusals().read());
        assertEquals("abc=", server.data.get("token"), "the token stays");
        assertEquals(Optional.of(ISSUED.metadata()), secret.current().orElseThrow().metadata());

        secret.refusals().delete();
        assertEquals(Optional.empty(), secret.refusals().read());
        assertEquals("abc=", server.data.get("token"));
        secret.refusals().write("{}");
        secret.write(ISSUED);
        assertEquals(Optional.empty(), secret.refusals().read());
    }

    @Test
    void a_refusal_that_cannot_be_kept_does_not_hide_the_refusal_itself() {
        server.rights.remove("patch");

        open().refusals().write("{}");
        assertEquals(Map.of(), server.annotations);
    }

    @Test
    void a_writer_in_between_is_not_overwritten() {
        KubernetesSecret secret = open();
        server.trouble(409, "{\"kind\":\"Status\",\"message\":\"modified\"}", null);
        secret.refusals().write("{}");

        assertEquals("{}", server.annotations.get("docspace-auth/refusal"));
        assertEquals(1, waits.size());
    }

    // What an API server refuses, and what mends it

    @Test
    void code_10_no_right_to_patch() {
        server.rights.remove("patch");
        assertTold("writing the Secret demo/docspace-token: the service account has no right to patch the Secret"
                + " demo/docspace-token (403); " + ROLE.formatted("demo", "demo"), () -> open().check());
    }

    @Test
    void code_10_no_right_to_get() {
        server.rights.remove("get");
        assertTold("reading the Secret demo/docspace-token: the service account has no right to get the Secret"
                + " demo/docspace-token (403); " + ROLE.formatted("demo", "demo"), () -> open().current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "no-such-namespace"})
    void code_10_another_namespace(String namespace) {
        assertTold("writing the Secret " + namespace + "/docspace-token: the service account has no right to patch the Secret "
                + namespace + "/docspace-token (403); " + ROLE.formatted(namespace, namespace),
                () -> open(namespace + "/docspace-token", TokenFormat.TOKEN, Duration.ofMinutes(1), environment()).check());
    }

    @Test
    void code_10_a_secret_that_was_deleted() {
        server.exists = false;
        assertTold("writing the Secret demo/docspace-token: there is no Secret demo/docspace-token (403); apply the manifests"
                + " again, or " + CREATE, () -> open().check());
    }

    @Test
    void a_secret_that_was_deleted_is_made_where_that_is_allowed() {
        server.exists = false;
        server.rights.add("create");
        open().write(ISSUED);
        assertEquals("abc=", server.data.get("token"));
    }

    @Test
    void code_10_an_immutable_secret() {
        server.immutable = true;
        assertTold("writing the Secret demo/docspace-token: the Secret demo/docspace-token is immutable (422); delete it and"
                + " create it again: kubectl delete secret -n demo docspace-token, then " + CREATE, () -> open().check());
    }

    @Test
    void code_10_a_token_of_the_service_account_that_has_expired() {
        server.token = "another";
        assertTold("writing the Secret demo/docspace-token: the API server does not accept the service account's token (401);"
                + " restart the pod to get a new one", () -> open().check());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403 | secrets \"docspace-token\" is forbidden: exceeded quota: small, requested: count/secrets=1 | a quota of the namespace is"
                + " exceeded (403): \"secrets \"docspace-token\" is forbidden: exceeded quota: small, requested:"
                + " count/secrets=1\"; raise it: kubectl describe quota -n demo",
        "403 | admission webhook \"policy\" denied the request: no | the API server forbids the request (403): \"admission webhook \"policy\""
                + " denied the request: no\"; ask the administrator of the cluster",
        "422 | Secret is invalid: type | the API server rejected the Secret (422): Secret is invalid: type; check the Secret",
        "302 | moved | the API server answered with status 302: \"moved\"; check KUBERNETES_SERVICE_HOST and the cluster"
    })
    void code_10_other_refusals(int status, String message, String told) {
        server.trouble(status, ApiServerStub.status(status, "x", message).body(), null);
        assertTold("writing the Secret demo/docspace-token: " + told, () -> open().check());
        assertEquals(1, server.requests().size());
    }

    @Test
    void code_10_something_else_than_an_api_server() {
        for (String body : List.of("", "<html>", "[]", "{\"kind\":\"Pod\"}",
                "{\"kind\":\"Secret\",\"data\":{\"token\":\"!\"}}")) {
            server.trouble(200, body, null);
            assertTold("writing the Secret demo/docspace-token: the server is not a Kubernetes API server; check"
                    + " KUBERNETES_SERVICE_HOST", () -> open().check());
        }
    }

    // An API server in trouble

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 409})
    void trouble_is_tried_again(int status) {
        server.trouble(status, "", null);
        server.trouble(status, "no JSON", null);
        open().write(ISSUED);

        assertEquals("abc=", server.data.get("token"));
        assertEquals(2, waits.size());
    }

    @Test
    void a_retry_after_is_waited_for_and_one_behind_the_deadline_ends_the_run() {
        server.trouble(429, "", "7");
        open().write(ISSUED);
        assertTrue(waits.get(0).compareTo(Duration.ofSeconds(7)) >= 0, waits::toString);
        server.trouble(429, "", "3600");
        assertTold("writing the Secret demo/docspace-token: the API server received too many requests (429); run again later",
                () -> open().write(ISSUED));
    }

    @Test
    void code_10_an_api_server_that_is_away() {
        int port = server.port();
        server.close();
        assertTold("writing the Secret demo/docspace-token: API server not reachable (connection refused); check"
                + " KUBERNETES_SERVICE_HOST, and whether a NetworkPolicy blocks the pod",
                () -> open("docspace-token", TokenFormat.TOKEN, Duration.ZERO,
                        Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1", "KUBERNETES_SERVICE_PORT", "" + port)).check());
    }

    @Test
    void code_10_an_api_server_of_another_authority() throws Exception {
        Files.write(server.account().resolve("..data/ca.crt"), Files.readAllBytes(authority.selfSignedFile()));
        String told = assertThrows(TokenWriteException.class, () -> open().check()).getMessage();

        assertTrue(
                told.startsWith("writing the Secret demo/docspace-token: TLS: the API server's certificate or handshake was"
                        + " rejected ("),
                told);
        assertEquals(0, server.requests().size());
        assertEquals(List.of(), waits);
    }

    @Test
    void code_10_authorities_that_are_none() throws Exception {
        Files.writeString(server.account().resolve("..data/ca.crt"), "-----BEGIN CERTIFICATE-----");
        assertTold("writing the Secret demo/docspace-token: ca.crt of the service account contains no valid certificates;"
                + " restart the pod to get a new one", () -> open().check());
    }

    // The service account

    @Test
    void a_renewed_token_of_the_service_account_is_used_at_once() throws Exception {
        KubernetesSecret secret = open();
        secret.write(ISSUED);
        server.token = "token-2";
        server.layOutAccount("demo");
        secret.write(ISSUED);

        assertTrue(server.requests().get(1).contains(" Bearer token-2 "), server.requests().get(1));
    }

    @Test
    void an_ipv6_address_has_no_brackets(@TempDir Path other) throws Exception {
        try (ApiServerStub six = new ApiServerStub(authority, other, "::1")) {
            KubernetesSecret secret = KubernetesSecret.open(new Access("--kubernetes-secret", "docspace-token",
                    Map.of("KUBERNETES_SERVICE_HOST", "::1", "KUBERNETES_SERVICE_PORT", "" + six.port()),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60), () -> new Deadline(System::nanoTime, System.nanoTime(), Duration.ZERO)),
                    TokenFormat.TOKEN, waits::add, six.account());
            secret.write(ISSUED);
            assertEquals("abc=", six.data.get("token"));
        }
    }

    @Test
    void code_2_no_pod_no_service_account_no_namespace() throws Exception {
        assertUsage("--kubernetes-secret: the API server is unknown, since KUBERNETES_SERVICE_HOST is not set; this works"
                + " only in a pod", "docspace-token", Map.of());
        assertUsage(
                "--kubernetes-secret: KUBERNETES_SERVICE_HOST a b and KUBERNETES_SERVICE_PORT 1 are not the address of an API"
                        + " server",
                "docspace-token", Map.of("KUBERNETES_SERVICE_HOST", "a b", "KUBERNETES_SERVICE_PORT", "1"));
        server.layOutAccount("");
        assertUsage("--kubernetes-secret: the namespace is unknown; write it as NAMESPACE/docspace-token", "docspace-token",
                environment());
        Files.delete(server.account().resolve("token"));
        assertUsage(
                "--kubernetes-secret: there is no service account, " + server.account().resolve("token")
                        + " cannot be read; set"
                        + " serviceAccountName in the pod, and do not set automountServiceAccountToken to false",
                "docspace-token",
                environment());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Token", "a/b/c", "/token", "a/", "-a", "a_b", "a..b", "a.b/token"})
    void code_2_a_name_that_no_secret_has(String name) {
        assertUsage("--kubernetes-secret " + name + " is not the name of a Secret; write it as NAME or NAMESPACE/NAME, with"
                + " lower-case letters, digits, - and .", name, environment());
    }

    private void assertUsage(String told, String name, Map<String, String> environment) {
        assertEquals(told, assertThrows(SettingException.class,
                () -> open(name, TokenFormat.TOKEN, Duration.ofMinutes(1), environment)).getMessage());
    }

    private static void assertTold(String told, Runnable action) {
        assertEquals(told, assertThrows(TokenWriteException.class, action::run).getMessage());
    }
}
