package io.docspace.auth;

import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.docspace.auth.Program.Run;
import io.docspace.auth.portal.http.DocSpaceApi;
import io.quarkus.restclient.config.RestClientsConfig;
import io.quarkus.restclient.config.RestClientsConfig.RestClientConfig;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The address and the token that were given decide where a request goes and as whom; no key of the framework does. */
class OneAddressIT {
    private static final Run GOOD = new Run(0, TOKEN + "\n", "");
    private static final String API = DocSpaceApi.class.getName();

    /** Keys that may be set, and take a number or a name: OneAddressIT.keys_that_change_none_of_it_keep_working. */
    private static final Set<String> HARMLESS = Set.of("connect-timeout", "read-timeout", "connection-pool-size",
            "connection-ttl", "keep-alive-enabled", "user-agent", "tls-configuration-name");

    /** How the framework spells the keys of a client: {@code *} stands for the key. */
    private static final List<String> SPELLINGS = List.of(
            "quarkus.rest-client.docspace.*", "quarkus.rest-client.\"docspace\".*", "quarkus.rest-client.*",
            "quarkus.rest-client.\"" + API + "\".*", "quarkus.rest-client." + API + ".*", "quarkus.rest-client.DocSpaceApi.*",
            "quarkus.rest-client.\"DocSpaceApi\".*", "docspace/mp-rest/*", API + "/mp-rest/*",
            "%prod.quarkus.rest-client.docspace.*", "%prod.docspace/mp-rest/*",
            // Nobody has thought of it yet.
            "quarkus.rest-client.docspace.invented.*", "quarkus.rest-client-next.docspace.*", "quarkus.proxy.*",
            "quarkus.proxy.docspace.*");

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    /** All keys that the framework knows, each with a value that leads elsewhere, where that has a meaning. */
    private static Map<String, String> keys(String elsewhere, int port) {
        Map<String, String> keys = new LinkedHashMap<>();
        Stream.of(RestClientConfig.class, RestClientsConfig.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .map(method -> StringUtil.skewer(method.getName()))
                .filter(key -> !HARMLESS.contains(key))
                .forEach(key -> keys.put(key, elsewhere));
        keys.put("follow-redirects", "true");
        keys.put("proxy-address", "127.0.0.1:" + port);
        keys.put("host", "127.0.0.1");
        keys.put("port", String.valueOf(port));
        keys.put("proxy-configuration-name", "elsewhere");
        keys.put("headers.Authorization", "elsewhere");
        keys.put("headers.Cookie", "asc_auth_key=elsewhere");
        keys.put("headers.Origin", elsewhere);
        keys.put("headers.Host", "elsewhere");
        keys.put("hostname-verifier", "io.quarkus.restclient.NoopHostnameVerifier");
        keys.put("providers", "io.docspace.auth.Elsewhere");
        return keys;
    }

    static Stream<String> spellings() {
        return SPELLINGS.stream();
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void a_variable_changes_none_of_it(String spelling) {
        try (RawPortal elsewhere = RawPortal.good()) {
            Program upper = program();
            Program exact = program();
            keys(elsewhere.url(), elsewhere.port()).forEach((key, value) -> {
                upper.env(spelling.replace("*", key).replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT), value);
                exact.env(spelling.replace("*", key), value);
            });
            assertUnchanged(upper, elsewhere);
            assertUnchanged(exact, elsewhere);
        }
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void a_configuration_file_changes_none_of_it(String spelling) throws IOException {
        try (RawPortal elsewhere = RawPortal.good()) {
            StringBuilder file = new StringBuilder("config_ordinal=5000\nquarkus.profile=dev\nsmallrye.config.profile=dev\n"
                    + "smallrye.config.locations=" + folder.resolve("other.properties") + "\n");
            keys(elsewhere.url(), elsewhere.port()).forEach((key, value) -> file
                    .append(spelling.replace("*", key).replace(" ", "\\ ")).append('=').append(value).append('\n'));
            Files.writeString(folder.resolve("other.properties"), "docspace.base-url=" + elsewhere.url());
            Path config = Files.writeString(folder.resolve("config.properties"), file);

            assertUnchanged(program("--config-file", config.toString()), elsewhere);
        }
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void a_property_of_the_virtual_machine_changes_none_of_it(String spelling) {
        try (RawPortal elsewhere = RawPortal.good()) {
            Program program = program();
            keys(elsewhere.url(), elsewhere.port())
                    .forEach((key, value) -> program.jvm("-D" + spelling.replace("*", key) + "=" + value));
            program.jvm("-Ddocspace.base-url=" + elsewhere.url(), "-Ddocspace.username=else", "-Dhttp.proxyHost=127.0.0.1",
                    "-Dhttp.proxyPort=" + elsewhere.port(), "-Dquarkus.profile=dev");

            assertUnchanged(program, elsewhere);
        }
    }

    @Test
    void a_redirect_is_not_followed() {
        try (RawPortal elsewhere = RawPortal.good();
                RawPortal redirecting = RawPortal.answering(request -> RawPortal.bytes("HTTP/1.1 307 Temporary Redirect\r\n"
                        + "Location: " + elsewhere.url() + "/api/2.0/authentication\r\nContent-Length: 0\r\n\r\n"))) {
            Run run = Program.with("--base-url", redirecting.url(), "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").once()
                    .env("QUARKUS_REST_CLIENT_DOCSPACE_FOLLOW_REDIRECTS", "true")
                    .env("QUARKUS_REST_CLIENT_FOLLOW_REDIRECTS", "true").run();

            assertEquals(9, run.exitCode(), run.err());
            assertEquals(0, elsewhere.connections());
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void the_program_has_one_profile(String variable) {
        Run run = Program.with("--base-url", portal.baseUrl()).env(variable, "dev").run();

        assertEquals(2, run.exitCode(), run.err());
        assertEquals("", run.out());
    }

    static Stream<String> profiles() {
        return Stream.of("QUARKUS_PROFILE", "SMALLRYE_CONFIG_PROFILE", "MP_CONFIG_PROFILE", "quarkus.profile",
                "QUARKUS_CONFIG_PROFILE_PARENT", "QUARKUS_TEST_PROFILE");
    }

    @Test
    void keys_that_change_none_of_it_keep_working() throws IOException {
        Path config = Files.writeString(folder.resolve("config.properties"),
                "quarkus.rest-client.docspace.user-agent=mine/1\n");

        assertEquals(GOOD, program("--config-file", config.toString())
                .env("QUARKUS_REST_CLIENT_DOCSPACE_CONNECTION_POOL_SIZE", "3")
                .env("QUARKUS_REST_CLIENT_DOCSPACE_CONNECTION_TTL", "1000")
                .env("QUARKUS_REST_CLIENT_DOCSPACE_KEEP_ALIVE_ENABLED", "true").run());
        portal.getAllServeEvents()
                .forEach(event -> assertEquals("mine/1", event.getRequest().header("User-Agent").firstValue()));
    }

    @Test
    void the_read_timeout_of_the_framework_keeps_working() {
        try (RawPortal silent = RawPortal.doing(n -> (socket, out) -> {
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        })) {
            Run run = Program.with("--base-url", silent.url(), "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").once()
                    .env("QUARKUS_REST_CLIENT_DOCSPACE_READ_TIMEOUT", "200").run();

            assertEquals(7, run.exitCode(), run.err());
        }
    }

    @Test
    void a_key_with_a_value_that_is_none_is_named_in_plain_words() {
        Run run = program().env("QUARKUS_REST_CLIENT_DOCSPACE_CONNECT_TIMEOUT", "MARKER").run();

        assertEquals(new Run(2, "", "docspace-auth: the value of quarkus.rest-client.docspace.connect-timeout cannot be used;"
                + " correct or remove it\n"), run);
    }

    private static Program program(String... more) {
        return Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token").and(more)
                .env("DOCSPACE_PASSWORD", PASSWORD);
    }

    private static void assertUnchanged(Program program, RawPortal elsewhere) {
        portal.resetRequests();

        assertEquals(GOOD, program.run());
        assertEquals(0, elsewhere.connections(), "what others got");
        List<ServeEvent> events = portal.getAllServeEvents();
        assertEquals(2, events.size());
        assertTrue(events.stream().noneMatch(event -> event.getRequest().containsHeader("Cookie")));
        assertTrue(events.stream().noneMatch(event -> event.getRequest().containsHeader("Origin")));
        assertEquals(TOKEN, events.get(0).getRequest().header("Authorization").firstValue());
        assertTrue(!events.get(1).getRequest().containsHeader("Authorization"));
    }
}
