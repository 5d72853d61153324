package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static io.docspace.auth.Portals.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import io.docspace.auth.config.Setting;
import io.docspace.auth.config.Setting.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type and mount, and what becomes of it. */
class SettingValuesIT {
    private static final Run GOOD = new Run(0, TOKEN + "\n", "");

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"--allow-http=false, 2", "--allow-http=true, 7", "--allow-http=1, 7", "--allow-http=FALSE, 2",
        "--allow-http, 7"})
    void a_flag_with_an_attached_value_means_what_it_says(String flag, int code) {
        Run run = Program.with("--base-url", "http://portal.invalid", "-u", "x", flag).env("DOCSPACE_PASSWORD", "y-y-y-y")
                .once()
                .run();

        assertEquals(code, run.exitCode(), run.err());
    }

    static Stream<String> flags() {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.type() == ValueType.FLAG)
                .filter(setting -> setting.commands().contains(io.docspace.auth.config.Command.LOGIN))
                .map(Setting::key);
    }

    @ParameterizedTest
    @MethodSource("flags")
    void a_flag_that_is_neither_true_nor_false_is_named_without_its_value(String key) {
        assertUsage("--" + key + " is neither true nor false; write true, false, 1 or 0; see docspace-auth --help",
                signIn(portal, "--" + key + "=MARKER").run());
        assertUsage("DOCSPACE_" + key.replace('-', '_').toUpperCase(java.util.Locale.ROOT)
                + " is neither true nor false; write true, false, 1 or 0",
                signIn(portal).env("DOCSPACE_" + key.replace('-', '_').toUpperCase(java.util.Locale.ROOT), "MARKER").run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quiet", "--verbose", "--help", "--version"})
    void so_is_one_that_is_no_setting(String flag) {
        Run run = signIn(portal, flag + "=MARKER").run();

        assertEquals(2, run.exitCode());
        assertFalse(run.err().contains("MARKER"), run.err());
    }

    @Test
    void help_that_is_not_wanted_is_not_shown() {
        assertEquals(GOOD, signIn(portal, "--help=false", "--verbose=false", "-o", "token").run());
    }

    static Stream<String> variables() {
        return Arrays.stream(Setting.values()).map(Setting::variable);
    }

    @Test
    void variables_that_are_empty_count_as_not_set() {
        Program program = Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token");
        variables().filter(name -> !name.equals("DOCSPACE_PASSWORD")).forEach(name -> program.env(name, ""));

        assertEquals(GOOD, program.env("DOCSPACE_PASSWORD", PASSWORD).run());
    }

    static Stream<String> options() {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.type() != ValueType.FLAG && !setting.options().isEmpty())
                .filter(setting -> setting.commands().contains(io.docspace.auth.config.Command.LOGIN))
                .map(Setting::key);
    }

    @ParameterizedTest
    @MethodSource("options")
    void an_option_with_an_empty_value_is_a_mistake(String key) {
        Run run = signIn(portal, "--" + key, "").run();

        assertUsage("--" + key + " is empty; give a value or remove the option", run);
    }

    @ParameterizedTest
    @CsvSource({"true, 7", "TRUE, 7", "1, 7", "False, 2", "0, 2"})
    void booleans_in_any_letter_case(String value, int code) {
        assertEquals(code,
                Program.with("--base-url", "http://portal.invalid", "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").once()
                        .env("DOCSPACE_ALLOW_HTTP", value).run().exitCode());
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"ture", "yes", "on", "MARKER-secret", "fal\u017fe", "2"})
    void booleans_that_are_none_are_not_shown(String value) {
        assertUsage("DOCSPACE_ALLOW_HTTP is neither true nor false; write true, false, 1 or 0",
                signIn(portal).env("DOCSPACE_ALLOW_HTTP", value).run());
    }

    @Test
    void blanks_and_line_ends_around_values_are_dropped() throws IOException {
        Path token = folder.resolve("token");
        Run run = Program.with().env("DOCSPACE_BASE_URL", " " + portal.baseUrl() + "\r\n").env("DOCSPACE_USERNAME", USER + "\n")
                .env("DOCSPACE_PASSWORD", PASSWORD).env("DOCSPACE_OUTPUT", "\ttoken\r").env("DOCSPACE_TIMEOUT", " 30s ")
                .env("DOCSPACE_TOKEN_FILE", token + "\r\n").env("DOCSPACE_FORCE", "true\n").run();

        assertEquals(GOOD, run);
        assertEquals(TOKEN, Files.readString(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOCSPACE_USERNAME", "DOCSPACE_TOKEN_FILE", "DOCSPACE_BASE_URL", "DOCSPACE_OUTPUT"})
    void a_line_end_inside_is_a_mistake(String variable) {
        assertUsage(variable + " contains a line break or another control character; remove it",
                Program.with().env("DOCSPACE_USERNAME", "x").env("DOCSPACE_BASE_URL", portal.baseUrl())
                        .env("DOCSPACE_PASSWORD", "y-y-y-y").env(variable, "a\nb").run());
    }

    @Test
    void a_byte_order_mark_does_not_belong_to_a_password() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "\uFEFF" + PASSWORD + "\r\n");

        assertEquals(GOOD, Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token", "--password-file",
                file.toString()).run());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void a_file_in_utf_16_is_named_as_such(String encoding) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), PASSWORD, java.nio.charset.Charset.forName(encoding));

        assertUsage("--password-file " + file + " is UTF-16 text; save it as UTF-8",
                Program.with("--base-url", portal.baseUrl(), "-u", USER, "--password-file", file.toString()).run());
    }

    @Test
    void a_password_with_a_nul_is_a_mistake() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "pass\0word");

        assertUsage("--password-file " + file + " contains a NUL character; give a text file",
                Program.with("--base-url", portal.baseUrl(), "-u", USER, "--password-file", file.toString()).run());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"HTTP://127.0.0.1:%d", "http://LocalHost:%d/", "http://127.0.0.1:%d//",
        "http://127.0.0.1:%d/api/2.0/authentication", "http://127.0.0.1:%d/api/2.0/"})
    void an_address_as_people_write_it(String address) {
        assertEquals(GOOD, Program.with("--base-url", address.formatted(portal.getPort()), "-u", USER, "-o", "token")
                .env("DOCSPACE_PASSWORD", PASSWORD).run());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65536, 99999})
    void a_port_out_of_range(int port) {
        assertUsage("--base-url https://portal.example.com:" + port + " has a port that is not between 1 and 65535",
                Program.with("--base-url", "https://portal.example.com:" + port, "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y")
                        .run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"%s\"", "'%s'"})
    void quotes_that_an_env_file_leaves(String quoted) {
        assertUsage("DOCSPACE_BASE_URL is in quotes, which would be part of the value; remove them",
                Program.with("-u", "x").env("DOCSPACE_BASE_URL", quoted.formatted(portal.baseUrl()))
                        .env("DOCSPACE_PASSWORD", "y-y-y-y").run());
    }

    @Test
    void a_password_in_quotes_is_taken_as_it_is() {
        Program.with("--base-url", portal.baseUrl(), "-u", USER).env("DOCSPACE_PASSWORD", "\"right-password\"").run();

        portal.verify(postRequestedFor(urlEqualTo(AUTHENTICATION))
                .withRequestBody(matchingJsonPath("$.password", equalTo("\"right-password\""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"416", "432", "0066", "0206", "0460", "0646", "0602", "0222"})
    void a_file_mode_that_nobody_means(String mode) {
        assertUsage(
                "DOCSPACE_TOKEN_FILE_MODE is not a safe file mode: the owner must be able to read, others must not be"
                        + " able to write, and no class may have more rights than the one before it; write it in quotes, for example \"0640\"",
                signIn(portal).env("DOCSPACE_TOKEN_FILE_MODE", mode).run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m30s", "PT1M30S", "90", "90000ms", "365d"})
    void durations(String time) {
        assertEquals(GOOD,
                signIn(portal, "-o", "token", "--timeout", time, "--connect-timeout", time, "--request-timeout", time)
                        .run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--timeout", "--connect-timeout", "--request-timeout", "--min-validity"})
    void a_duration_of_more_than_a_year(String option) {
        assertUsage(option + " 366d is longer than 365 days; write 365d or less", signIn(portal, option, "366d").run());
        assertUsage(option + " soon is not a duration; write it as 500ms, 30s, 1m30s or 1h",
                signIn(portal, option, "soon").run());
    }

    @Test
    void an_interval_of_nothing() {
        assertUsage("--interval 0s must be greater than zero, for example 5s",
                Program.with("agent", "--base-url", portal.baseUrl(), "-u", "x", "--token-file", "t", "--interval", "0s")
                        .env("DOCSPACE_PASSWORD", "y-y-y-y").run());
    }

    @Test
    void user_name_and_address_may_stand_in_files() throws IOException {
        Path user = Files.writeString(folder.resolve("user"), "\uFEFF" + USER + "\r\n");
        Path address = Files.writeString(folder.resolve("address"), portal.baseUrl() + "\n");

        assertEquals(GOOD, Program.with("-o", "token").env("DOCSPACE_USERNAME_FILE", user.toString())
                .env("DOCSPACE_BASE_URL_FILE", address.toString()).env("DOCSPACE_PASSWORD", PASSWORD).run());
        assertUsage("DOCSPACE_USERNAME and DOCSPACE_USERNAME_FILE cannot be used together; give only one",
                signInWithoutUser().env("DOCSPACE_USERNAME_FILE", user.toString()).env("DOCSPACE_USERNAME", "x").run());
    }

    @Test
    void every_secret_may_stand_in_a_file() {
        Arrays.stream(Setting.values()).filter(setting -> setting.type() == ValueType.SECRET)
                .forEach(setting -> assertTrue(Setting.ofProperty(setting.property() + "-file").isPresent(), setting.key()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"DOCSPACE_AUTH_TOKEN", "DOCSPACE_API_KEY", "DOCSPACE_AUTHORIZATION"})
    void a_token_that_is_named_beats_one_that_lies_about(String variable) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), TOKEN);

        assertEquals(new Run(0, "Token is good.\n", ""), Program.with("check", "--base-url", portal.baseUrl(), "--token-file",
                token.toString()).env(variable, "sk-other").run());
        assertEquals(new Run(0, "Token is good.\n", ""), Program.with("check", "--base-url", portal.baseUrl())
                .env("DOCSPACE_TOKEN_FILE", token.toString()).env(variable, "sk-other").run());
    }

    @Test
    void a_whole_header_is_a_token_at_hand() {
        assertEquals(GOOD,
                Program.with("--base-url", portal.baseUrl(), "-o", "token").env("DOCSPACE_AUTHORIZATION", TOKEN).run());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"-pMARKER", "-xMARKER", "--password=MARKER", "--passwort=MARKER", "--hash-password=MARKER",
        "-qMARKER", "--password:MARKER", "-DMARKER=MARKER", "-XMARKER", "@MARKER", "MARKER", "--base-url=http://MARKER",
        "--unknown=MARKER", "-oMARKER/x", "/MARKER"})
    void a_usage_error_repeats_no_value(String argument) {
        Run run = Program.with(argument, "--password", "MARKER").run();

        assertEquals(2, run.exitCode(), run.err());
        assertFalse(run.err().contains("MARKER"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void an_argument_that_starts_with_an_at_sign_names_no_file() throws IOException {
        Path arguments = Files.writeString(folder.resolve("arguments"), "login --output json");

        assertUsage("an argument is neither an option nor a command; see docspace-auth --help",
                signIn(portal, "@" + arguments).run());
        assertEquals(3, signIn(portal, "-u", "@" + arguments).run().exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dquarkus.profile=dev", "-Xmx1g", "-XX:+UseSerialGC", "-Ddocspace.base-url=http://x"})
    void options_of_a_runtime_are_unknown(String argument) {
        assertUsage("unknown option " + argument.substring(0, 2) + "; see docspace-auth --help",
                signIn(portal, argument).run());
    }

    private static Program signInWithoutUser() {
        return Program.with("--base-url", portal.baseUrl()).env("DOCSPACE_PASSWORD", PASSWORD);
    }

    private static void assertUsage(String message, Run run) {
        assertFalse(run.err().contains("MARKER"), run.err());
        assertEquals(new Run(2, "", "docspace-auth: " + message + "\n"), run);
    }
}
