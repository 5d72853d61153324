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

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table "Settings": each in its three spellings, who beats whom, and what is refused. */
class SettingsIT {
    private static final Run GOOD = new Run(0, TOKEN + "\n", "");

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @Test
    void every_setting_as_an_option() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Path token = folder.resolve("token");

        assertEquals(GOOD, Program.with("--base-url", portal.baseUrl(), "--username", USER, "--password-file",
                password.toString(), "--output", "token", "--token-file", token.toString(), "--token-format", "header",
                "--token-file-mode", "0640").run());
        assertHeaderFile(token);
    }

    @Test
    void every_setting_in_the_environment() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Path token = folder.resolve("token");

        assertEquals(GOOD, Program.with().env("DOCSPACE_BASE_URL", portal.baseUrl()).env("DOCSPACE_USERNAME", USER)
                .env("DOCSPACE_PASSWORD_FILE", password.toString()).env("DOCSPACE_OUTPUT", "token")
                .env("DOCSPACE_TOKEN_FILE", token.toString()).env("DOCSPACE_TOKEN_FORMAT", "header")
                .env("DOCSPACE_TOKEN_FILE_MODE", "640").run());
        assertHeaderFile(token);
    }

    @Test
    void every_setting_in_a_file() throws IOException {
        Path token = folder.resolve("token");
        configure("docspace.base-url=" + portal.baseUrl(), "docspace.username=" + USER, "docspace.password=" + PASSWORD,
                "docspace.output=token", "docspace.token-file=" + token, "docspace.token-format=header",
                "docspace.token-file-mode=640");

        assertEquals(GOOD, Program.with().env("XDG_CONFIG_HOME", folder.toString()).run());
        assertHeaderFile(token);
    }

    @Test
    void the_password_file_in_a_file() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        configure("docspace.password-file=" + password);

        assertEquals(GOOD, Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token")
                .env("XDG_CONFIG_HOME", folder.toString()).run());
    }

    @Test
    void the_short_options() {
        assertEquals(GOOD, Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token", "-q")
                .env("DOCSPACE_PASSWORD", PASSWORD).run());
    }

    @Test
    void an_option_beats_the_environment() {
        assertEquals(GOOD, signIn(portal, "--output=token").env("DOCSPACE_OUTPUT", "json")
                .env("DOCSPACE_USERNAME", "somebody").env("DOCSPACE_BASE_URL", "http://127.0.0.1:1").run());
    }

    @Test
    void the_last_of_an_option_that_is_given_twice_counts() {
        assertEquals(GOOD,
                signIn(portal, "-u", "somebody", "-o", "json", "login", "-u", "else", "-u", USER, "-o", "token").run());
    }

    @Test
    void the_environment_beats_a_file() throws IOException {
        configure("docspace.output=json", "docspace.username=somebody", "docspace.password=wrong");

        assertEquals(GOOD, Program.with().env("XDG_CONFIG_HOME", folder.toString()).env("DOCSPACE_BASE_URL", portal.baseUrl())
                .env("DOCSPACE_USERNAME", USER).env("DOCSPACE_PASSWORD", PASSWORD).env("DOCSPACE_OUTPUT", "token").run());
    }

    @Test
    void the_rest_client_s_own_settings_keep_working() throws IOException {
        configure("quarkus.rest-client.docspace.user-agent=somebody/1");

        assertEquals(GOOD, signIn(portal, "-o", "token").env("XDG_CONFIG_HOME", folder.toString()).run());
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION)).withHeader("User-Agent", equalTo("somebody/1")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"option", "environment", "file"})
    void nothing_is_expanded(String where) throws IOException {
        String name = "${docspace.password}${HOME}";
        Program program = Program.with("--base-url", portal.baseUrl()).env("DOCSPACE_PASSWORD", "${user.name}");
        switch (where) {
            case "option" -> program.and("--username", name);
            case "environment" -> program.env("DOCSPACE_USERNAME", name);
            default -> configure("docspace.username=" + name);
        }

        assertEquals(3, program.env("XDG_CONFIG_HOME", folder.toString()).run().exitCode());
        portal.verify(postRequestedFor(urlEqualTo(AUTHENTICATION))
                .withRequestBody(matchingJsonPath("$.userName", equalTo(name)))
                .withRequestBody(matchingJsonPath("$.password", equalTo("${user.name}"))));
    }

    @Test
    void variables_of_others_do_not_matter() {
        assertEquals(GOOD, signIn(portal, "-o", "token").env("DOCSPACE_SOMETHING", "else").env("DOCSPACE_API", "x").run());
    }

    @ParameterizedTest(name = "password file ending with {0}")
    @CsvSource({"nothing, ''", "a line feed, '\n'", "a carriage return and a line feed, '\r\n'"})
    void a_trailing_line_end_is_dropped(String name, String end) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + end);

        assertEquals(GOOD, Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token", "--password-file",
                password.toString()).run());
        assertEquals(GOOD, Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token", "--password-stdin")
                .input(PASSWORD + end).run());
    }

    @Test
    void only_one_line_end_is_dropped_and_blanks_stay() {
        Program.with("--base-url", portal.baseUrl(), "-u", USER, "--password-stdin").input(" p \n\n").run();

        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION))
                .withRequestBody(matchingJsonPath("$.password", equalTo(" p \n"))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "an empty file | ''     | is empty",
        "a line end    | '\n'   | is empty"
    })
    void a_password_file_without_a_password(String name, String content, String told) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), content);

        assertUsage("--password-file " + password + " " + told,
                Program.with("--base-url", portal.baseUrl(), "-u", "x", "--password-file", password.toString()).run());
    }

    @Test
    void a_password_file_that_is_not_there() {
        Path password = folder.resolve("nowhere");

        assertUsage("DOCSPACE_PASSWORD_FILE cannot be read: no such file",
                Program.with("--base-url", portal.baseUrl(), "-u", "x").env("DOCSPACE_PASSWORD_FILE", password.toString())
                        .run());
    }

    @Test
    void a_password_file_that_is_a_folder() {
        assertUsage("--password-file " + folder + " cannot be read: it is not a regular file; copy its content into one",
                Program.with("--base-url", portal.baseUrl(), "-u", "x", "--password-file", folder.toString()).run());
    }

    @Test
    void a_password_file_that_is_not_utf_8() throws IOException {
        Path password = Files.write(folder.resolve("password"), new byte[]{'p', (byte) 0xff});

        assertUsage("--password-file " + password + " is not UTF-8 text",
                Program.with("--base-url", portal.baseUrl(), "-u", "x", "--password-file", password.toString()).run());
    }

    @Test
    void a_password_file_without_end() {
        assertUsage("--password-file /dev/zero cannot be read: it is not a regular file; copy its content into one",
                Program.with("--base-url", portal.baseUrl(), "-u", "x", "--password-file", "/dev/zero").run());
    }

    @Test
    void no_password_and_no_terminal_or_none_that_may_be_asked() {
        String message = "the password is missing; set DOCSPACE_PASSWORD, --password-file or --password-stdin";
        assertUsage(message, Program.with("--base-url", portal.baseUrl(), "-u", "x").run());
        assertUsage(message, Program.with("--base-url", portal.baseUrl(), "-u", "x", "--no-input").run());
    }

    @Test
    void more_than_one_way_in_of_one_origin() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);

        assertUsage("more than one way to sign in: --password-file and --password-stdin; give one",
                Program.with("--base-url", portal.baseUrl(), "-u", "x", "--password-stdin", "--password-file",
                        password.toString()).run());
        assertUsage("more than one way to sign in: DOCSPACE_PASSWORD and DOCSPACE_API_KEY; give one",
                Program.with("--base-url", portal.baseUrl(), "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y")
                        .env("DOCSPACE_API_KEY", "sk-1").run());
        configure("docspace.password=y", "docspace.password-hash=z");
        assertUsage("more than one way to sign in: docspace.password and docspace.password-hash; give one",
                Program.with("--base-url", portal.baseUrl(), "-u", "x").env("XDG_CONFIG_HOME", folder.toString()).run());
    }

    @Test
    void a_way_in_of_a_higher_origin_wins() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        configure("docspace.api-key=sk-wrong");

        assertEquals(GOOD, Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token", "--password-file",
                password.toString()).env("DOCSPACE_PASSWORD", "wrong").env("XDG_CONFIG_HOME", folder.toString()).run());
        assertEquals(GOOD, signIn(portal, "-o", "token").env("XDG_CONFIG_HOME", folder.toString()).run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOCSPACE_AUTH_TOKEN", "DOCSPACE_AUTHORIZATION"})
    void a_token_that_lies_about_yields_to_another_way_in(String variable) {
        assertEquals(GOOD, signIn(portal, "-o", "token").env(variable, "old").run());
        portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"http://portal.example.com", "http://10.0.0.1", "http://localhost.example.com", "http://[2001:db8::1]"})
    void http_to_anything_but_loopback_is_refused(String url) {
        assertUsage("--base-url " + url + " would send the password unencrypted; use https, or set --allow-http"
                + " (DOCSPACE_ALLOW_HTTP=true, docspace.allow-http=true) if the network is trusted, for example inside a cluster",
                Program.with("--base-url", url, "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").run());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"option", "environment", "file"})
    void http_is_allowed_where_it_is_said(String where) throws IOException {
        Program program = Program.with("--base-url", "http://portal.invalid", "-u", "x").once()
                .env("DOCSPACE_PASSWORD", "y-y-y-y")
                .env("XDG_CONFIG_HOME", folder.toString());
        switch (where) {
            case "option" -> program.and("--allow-http");
            case "environment" -> program.env("DOCSPACE_ALLOW_HTTP", "true");
            default -> configure("docspace.allow-http=true");
        }

        assertEquals(7, program.run().exitCode(), "the name is looked up, and not found");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "portal.example.com                | --base-url portal.example.com is not an http or https address with a host name;"
                + " write it as https://portal.example.com",
        "ftp://portal.example.com          | --base-url ftp://portal.example.com is not an http or https address with a host"
                + " name; write it as https://portal.example.com",
        "https:///                         | --base-url is not a URL; write it as https://portal.example.com",
        "https://a b                       | --base-url is not a URL; write it as https://portal.example.com",
        "https://me:MARKER@portal.example.com | --base-url has more than a scheme, host, port and path; remove the rest",
        "https://portal.example.com?a=MARKER  | --base-url has more than a scheme, host, port and path; remove the rest"
    })
    void a_base_url_that_is_none(String url, String told) {
        assertUsage(told, Program.with("--base-url", url, "-u", "x").env("DOCSPACE_PASSWORD", "y-y-y-y").run());
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', value = {
        "DOCSPACE_OUTPUT          | xml  | DOCSPACE_OUTPUT is not one of text, token, json, env, header",
        "DOCSPACE_TOKEN_FORMAT    | yaml | DOCSPACE_TOKEN_FORMAT is not one of text, token, json, env, header",
        "DOCSPACE_TOKEN_FILE_MODE | 999  | DOCSPACE_TOKEN_FILE_MODE is not a file mode; write it in octal, for example 0640"
                + "",
        "DOCSPACE_TOKEN_FILE_MODE | 4755 | DOCSPACE_TOKEN_FILE_MODE is not a file mode; write it in octal, for example 0640"
                + "",
        "DOCSPACE_TOKEN_FILE_MODE | rw   | DOCSPACE_TOKEN_FILE_MODE is not a file mode; write it in octal, for example 0640"
                + ""
    })
    void a_value_that_is_none(String variable, String value, String told) {
        assertUsage(told, signIn(portal).env(variable, value).run());
        portal.verify(0, postRequestedFor(urlEqualTo(AUTHENTICATION)));
    }

    @Test
    void quiet_and_verbose_exclude_each_other() {
        assertUsage("--quiet and --verbose cannot be used together; see docspace-auth --help",
                signIn(portal, "-q", "-v").run());
    }

    @Test
    void a_value_that_the_locale_cannot_read_costs_no_attempt() {
        Run run = signIn(portal).env("DOCSPACE_PASSWORD", "pässwörd").env("LC_ALL", "POSIX").run();

        // A runtime that reads UTF-8 under any locale is as good.
        if (run.exitCode() == 2) {
            assertUsage("DOCSPACE_PASSWORD contains characters that this locale cannot decode; set LC_ALL=C.UTF-8, or give a"
                    + " password in a file", run);
            portal.verify(0, postRequestedFor(urlEqualTo(AUTHENTICATION)));
        } else {
            portal.verify(1, postRequestedFor(urlEqualTo(AUTHENTICATION))
                    .withRequestBody(matchingJsonPath("$.password", equalTo("pässwörd"))));
        }
    }

    private void configure(String... lines) throws IOException {
        Files.createDirectories(folder.resolve("docspace-auth"));
        Files.write(folder.resolve("docspace-auth/application.properties"), java.util.List.of(lines));
    }

    private static void assertHeaderFile(Path token) throws IOException {
        assertEquals("Authorization: " + TOKEN, Files.readString(token));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
    }

    private static void assertUsage(String message, Run run) {
        assertFalse(run.err().contains("MARKER"));
        assertEquals(new Run(2, "", "docspace-auth: " + message + "\n"), run);
    }
}
