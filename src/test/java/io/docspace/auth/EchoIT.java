package io.docspace.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.docspace.auth.Program.Run;
import io.docspace.auth.RawPortal.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A portal that answers with what it was sent, and with every other secret of the run, in every form and place of an answer. The
 * tables are those of commands, of statuses and of places: a new message is covered without a new test, since whatever the program
 * says of an answer comes of one of them.
 */
class EchoIT {
    private static final String PASSWORD = "MARKER\"pass\\word QXZA%é+";
    private static final String HASH = "MARKERhashQXZB".repeat(4);
    private static final String TOTP = "MARKERTOTPSECRET";
    private static final String CODE = "M4rK_r";
    private static final String TOKEN = "MARKERtokenQXZC+/=";
    private static final String KEY = "sk-MARKERkeyQXZD";
    private static final String PROXY = "MARKERproxyQXZE";
    private static final String HEADER = "MARKERheaderQXZF";
    private static final String CLIENT = "MARKERclientQXZG";
    private static final String SIGNATURE = "MARKERsignatureQXZH";
    private static final List<String> ALL = List.of(PASSWORD, HASH, TOTP, CODE, TOKEN, KEY, PROXY, HEADER);

    private static final String LOGIN = "{\"response\":{\"token\":\"" + TOKEN + "\"}}";

    private static final List<Integer> STATUSES = List.of(200, 302, 400, 401, 403, 404, 429, 500, 503);
    private static final List<String> FORMS = List.of("raw", "JSON", "percent", "every byte", "base64");
    private static final List<String> PLACES = List.of("error", "response", "body", "headers");

    @TempDir
    Path folder;

    /** A way to sign in or to ask, with a secret of its own. */
    private enum Command {
        PASSWORD, HASH, CODE, KEY, TOKEN, CHECK, WHOAMI, LOGOUT, HASH_PASSWORD, OAUTH_SIGNATURE, OAUTH_TOKEN;

        /** What the portal answers before it begins to echo. */
        List<String> before() {
            return switch (this) {
                case CODE -> List.of("{\"response\":{\"tfa\":true}}");
                case OAUTH_SIGNATURE -> List.of(LOGIN);
                case OAUTH_TOKEN -> List.of(LOGIN, "{\"response\":\"" + SIGNATURE + "\"}");
                default -> List.of();
            };
        }

        /** The secrets of its run. */
        Stream<String> secrets() {
            return Stream.concat(ALL.stream(), switch (this) {
                case OAUTH_SIGNATURE -> Stream.of(CLIENT);
                case OAUTH_TOKEN -> Stream.of(CLIENT, SIGNATURE);
                default -> Stream.of();
            });
        }

        Program program(String url, Path folder) throws IOException {
            Path header = Files.writeString(folder.resolve("headers"), "X-Secret: " + HEADER + "\n");
            String[] more = {"--base-url", url, "-v", "--timeout", "20s", "--header-file", header.toString()};
            Program program = switch (this) {
                case CHECK -> Program.with("check").and(more).env("DOCSPACE_AUTH_TOKEN", EchoIT.TOKEN);
                case WHOAMI -> Program.with("whoami").and(more).env("DOCSPACE_AUTH_TOKEN", EchoIT.TOKEN);
                case LOGOUT -> Program.with("logout").and(more).env("DOCSPACE_AUTH_TOKEN", EchoIT.TOKEN);
                case HASH_PASSWORD -> Program.with("hash-password").and(more).env("DOCSPACE_PASSWORD", EchoIT.PASSWORD);
                case KEY -> Program.with(more).env("DOCSPACE_API_KEY", EchoIT.KEY);
                case TOKEN -> Program.with(more).env("DOCSPACE_AUTH_TOKEN", EchoIT.TOKEN);
                case HASH -> Program.with(more).and("-u", "x").env("DOCSPACE_PASSWORD_HASH", EchoIT.HASH);
                case OAUTH_SIGNATURE, OAUTH_TOKEN -> Program.with(more)
                        .and("-u", "x", "--oauth-client-id", "app", "--scope", "files:read", "--oauth-client-secret-file",
                                Files.writeString(folder.resolve("client"), CLIENT).toString())
                        .env("DOCSPACE_PASSWORD", EchoIT.PASSWORD);
                case CODE -> Program.with(more).and("-u", "x").env("DOCSPACE_PASSWORD", EchoIT.PASSWORD)
                        .env("DOCSPACE_CODE", EchoIT.CODE);
                case PASSWORD -> Program.with(more).and("-u", "x").env("DOCSPACE_PASSWORD", EchoIT.PASSWORD)
                        .env("DOCSPACE_TOTP_SECRET", TOTP);
            };
            // All secrets are in the environment of each run, in names that it reads or that are spelled otherwise.
            return program.env("_PROD_DOCSPACE_PASSWORD", EchoIT.PASSWORD).env("docspace.password_hash", EchoIT.HASH)
                    .env("docspace_totp_secret", TOTP).env("docspace.code", EchoIT.CODE)
                    .env("docspace_auth_token", EchoIT.TOKEN).env("docspace_api_key", EchoIT.KEY)
                    .env("ALL_PROXY", "http://u:" + PROXY + "@127.0.0.1:1").env("NO_PROXY", "*");
        }
    }

    static Stream<Arguments> table() {
        List<Arguments> rows = new ArrayList<>();
        for (Command command : Command.values()) {
            for (int status : STATUSES) {
                rows.add(Arguments.of(command, status));
            }
        }
        return rows.stream();
    }

    @SuppressWarnings("EnumOrdinal")
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("table")
    void nothing_that_a_portal_echoes_is_shown(Command command, int status) throws IOException {
        int row = command.ordinal();
        int column = STATUSES.indexOf(status);
        String form = FORMS.get((row + 2 * column) % FORMS.size());
        // So each two of command, status, form and place meet; with more time, in each place.
        List<String> places = Program.IS_TRACED ? PLACES
                : List.of(PLACES.get((row + column) % PLACES.size()));
        for (String place : places) {
            nothingIsShown(command, status, form, place);
        }
    }

    private void nothingIsShown(Command command, int status, String form, String place) throws IOException {
        String said = command.secrets().map(secret -> written(secret, form)).collect(Collectors.joining(" and "));
        try (RawPortal portal = RawPortal.doing(n -> n < command.before().size()
                ? RawPortal.json(command.before().get(n)) : echo(status, place, said))) {
            Run run = command.program(portal.url(), folder).env("DOCSPACE_TIMEOUT", "0").and("--timeout", "0").run();

            assertClean(run, form + " in " + place, portal.url());
        }
    }

    private static Reply echo(int status, String place, String said) {
        String json = new String(JsonStringEncoder.getInstance().quoteAsString(said));
        String body = switch (place) {
            case "error" -> "{\"error\":{\"message\":\"" + json + "\",\"type\":\"" + json + "\",\"stack\":\"" + json + "\"}}";
            case "response" -> "{\"response\":{\"sms\":true,\"phoneNoise\":\"" + json + "\",\"id\":\"" + json + "\"}}";
            case "body" -> said;
            default -> "{\"response\":false}";
        };
        String header = place.equals("headers") ? URLEncoder.encode(said, UTF_8) : "x";
        byte[] bytes = body.getBytes(UTF_8);
        return (socket, out) -> {
            out.write(("HTTP/1.1 " + status + " " + (place.equals("headers") ? header : "No")
                    + "\r\nLocation: https://h.example.com/"
                    + header + "\r\nRetry-After: " + header + "\r\nWWW-Authenticate: Basic realm=\"" + header
                    + "\"\r\nContent-Type: application/json; x=" + header + "\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            out.write(bytes);
            return false;
        };
    }

    private static String written(String secret, String form) {
        byte[] bytes = secret.getBytes(UTF_8);
        return switch (form) {
            case "JSON" -> new String(JsonStringEncoder.getInstance().quoteAsString(secret));
            case "percent" -> URLEncoder.encode(secret, UTF_8);
            case "every byte" -> everyByte(bytes);
            case "base64" -> Base64.getEncoder().encodeToString(("user:" + secret).getBytes(UTF_8));
            default -> secret;
        };
    }

    private static String everyByte(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(String.format(Locale.ROOT, "%%%02x", b & 0xff));
        }
        return text.toString();
    }

    /** What is left of a secret would be a marker, its bytes, or its base64, of which a part is looked for. */
    private static void assertClean(Run run, String how, String url) {
        String shown = (run.out() + run.err()).replace(url, "");
        List<String> traces = new ArrayList<>(
                List.of("MARKER", "QXZA", "QXZB", "QXZC", "QXZD", "QXZE", "QXZF", "QXZG", "QXZH", CODE, "%4d%41", "%4D%41"));
        for (String secret : Command.OAUTH_TOKEN.secrets().toList()) {
            String encoded = written(secret, "base64");
            traces.add(encoded.substring(8, 16));
        }
        for (String trace : traces) {
            assertTrue(!shown.contains(trace), how + " shows " + trace + ": " + shown);
        }
        assertEquals(-1, shown.indexOf('\u001b'));
        assertTrue(!Program.IS_TRACED || shown.lines().count() > 15, shown);
    }
}
