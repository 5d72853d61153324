package io.docspace.auth.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is replaced in whatever form it comes back. */
class RedactorTest {
    private static final String[] SECRETS = {"MARKER7319", "pa ss%wo+rd", "q\"uo\\te/d<&>'", "naïve-пароль-\uD83D\uDD11",
        "a%41b%2541",
        "\\\\\\\\", "tab\tand\u0001"};

    private static final Map<String, UnaryOperator<String>> FORMS = Map.ofEntries(
            Map.entry("raw", text -> text),
            Map.entry("JSON", RedactorTest::json),
            Map.entry("JSON within JSON", text -> json(json(text))),
            Map.entry("JSON with every character escaped", RedactorTest::unicode),
            Map.entry("JSON in capital digits", text -> unicode(text).toUpperCase(Locale.ROOT).replace("\\U", "\\u")),
            Map.entry("percent", RedactorTest::percent),
            Map.entry("percent in small digits", text -> percent(text).toLowerCase(Locale.ROOT).equals(percent(text))
                    ? percent(text)
                    : everyByte(text).toLowerCase(Locale.ROOT)),
            Map.entry("percent with + for a blank", text -> URLEncoder.encode(text, UTF_8)),
            Map.entry("percent twice", text -> percent(percent(text))),
            Map.entry("every byte a percent", RedactorTest::everyByte),
            Map.entry("HTML",
                    text -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                            .replace("'", "&#x27;")),
            Map.entry("base64", text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8))),
            Map.entry("base64 without padding",
                    text -> Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))),
            Map.entry("base64 for addresses", text -> Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8))));

    static Stream<Arguments> forms() {
        return Stream.of(SECRETS).flatMap(secret -> FORMS.keySet().stream().sorted().map(form -> Arguments.of(secret, form)));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("forms")
    void every_form_is_replaced(String secret, String form) {
        String written = FORMS.get(form).apply(secret);

        assertEquals("before *** after", with(secret).redact("before " + written + " after"));
        assertFalse(with(secret).isClean(written));
    }

    @ParameterizedTest(name = "base64 of what ends with {0}")
    @ValueSource(strings = {"", "u:", "us:", "user:", "someone:"})
    void base64_is_found_wherever_the_secret_stands_in_it(String before) {
        String basic = Base64.getEncoder().encodeToString((before + "MARKERproxy7323 and more").getBytes(UTF_8));

        String redacted = with("MARKERproxy7323").redact("Basic " + basic);

        assertTrue(redacted.contains("***"), redacted);
        for (int i = 0; i + 6 <= basic.length() - 12; i++) {
            assertTrue(i < before.length() * 4 / 3 || !redacted.contains(basic.substring(i, i + 6)), redacted);
        }
    }

    @Test
    void a_text_without_a_secret_stays_as_it_is() {
        String text = "signing in: 100% of C:\\users\\x & more + %41 &#65; \\u0041 …";

        assertEquals(text, with("MARKER7319").redact(text));
        assertTrue(with("MARKER7319").isClean(text));
    }

    @Test
    void secrets_that_overlap_leave_nothing() {
        Redactor redactor = with("abcdef");
        redactor.register("defghi");

        assertEquals("x***x***", redactor.redact("xabcdefghixabcdef"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"pass MARK...|pass ***...", "pass MARKER7…|pass ***…", "pass MARKER731|pass ***",
        "pass MARKER%37%33...|pass ***...", "pass MAR...|pass MAR...", "MARK the date|MARK the date"})
    void a_secret_that_was_cut_off_is_replaced(String text, String redacted) {
        assertEquals(redacted, with("MARKER7319").redact(text));
    }

    @Test
    void a_portal_may_quote_a_password_without_its_outer_blanks() {
        assertEquals("no \"***\"", with("\u00a0 MARKER7319\u0085\r\n").redact("no \"MARKER7319\""));
    }

    @Test
    void each_line_of_a_secret_of_many_lines_is_one() {
        assertEquals("*** then ***", with("first line\nsecond line").redact("first line then second line"));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"y", "abc", "  ab\n"})
    void in_a_run_with_a_short_secret_nothing_of_others_is_quoted(String secret) {
        Redactor redactor = Redactor.startRun();
        assertEquals("what they say", ForeignText.quote("what they say"));

        redactor.register(secret);

        assertFalse(redactor.mayQuote());
        assertEquals("***", ForeignText.quote("what they say"));
        assertEquals("our own words stay, any of them", redactor.redact("our own words stay, any of them"));
        Redactor.startRun();
    }

    @ParameterizedTest(name = "\"{0}\" is no secret")
    @ValueSource(strings = {"", " ", "\n"})
    void nothing_is_no_secret(String secret) {
        assertTrue(with(secret).mayQuote());
        assertEquals("a b", with(secret).redact("a b"));
    }

    @Test
    void a_quotation_is_redacted_before_it_is_cut_and_put_on_one_line() {
        Redactor.startRun().register("MARKER\t7319");
        String quoted = ForeignText.quote("x".repeat(195) + "MARKER\t7319");

        assertEquals("x".repeat(195) + "***", quoted);
        assertEquals("a b", ForeignText.quote("a\u001b\r\n\u202eb"));
        assertEquals("y".repeat(200) + "…", ForeignText.quote("y".repeat(300)));
        Redactor.startRun();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "DOCSPACE_PASSWORD | MARKER7319", "docspace_password | MARKER7319", "docspace.password | MARKER7319",
        "_PROD_DOCSPACE_PASSWORD | MARKER7319", "DOCSPACE_PASSWORD_HASH | MARKER7319", "DOCSPACE_TOTP_SECRET | MARKER7319",
        "DOCSPACE_CODE | MARKER7319", "DOCSPACE_API_KEY | MARKER7319", "DOCSPACE_AUTH_TOKEN | MARKER7319",
        "DOCSPACE_AUTHORIZATION | MARKER7319", "DOCSPACE_OAUTH_CLIENT_SECRET | MARKER7319",
        "QUARKUS_TLS_DOCSPACE_KEY_STORE_P12_PASSWORD | MARKER7319", "HTTPS_PROXY | http://u:MARKER7319@proxy:80",
        "http_proxy | u:MARKER7319@proxy:80", "HTTPS_PROXY | http://u:MARKER%37319@proxy:80",
        "JAVA_TOOL_OPTIONS | -Xmx1g -Ddocspace.password=MARKER7319 -Dx=y", "JDK_JAVA_OPTIONS | '-Ddocspace.code=MARKER7319'"
    })
    void the_secrets_of_the_environment_are_known(String variable, String value) {
        Redactor redactor = new Redactor();
        redactor.registerEnvironment(Map.of(variable, value));

        assertFalse(redactor.isClean("MARKER7319"));
    }

    @Test
    void a_password_of_a_proxy_that_is_encoded_wrongly_is_known_as_it_is() {
        Redactor redactor = new Redactor();
        redactor.registerEnvironment(Map.of("HTTPS_PROXY", "http://u:%zzMARKER@proxy:80"));

        assertEquals("***", redactor.redact("%zzMARKER"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"DOCSPACE_PASSWORD_FILE, /run/secrets/x", "DOCSPACE_PASSWORD_STDIN, true", "DOCSPACE_HASH_PASSWORD, true",
        "DOCSPACE_TOKEN_FORMAT, json", "DOCSPACE_BASE_URL, https://portal.example.com:8443", "GITHUB_TOKEN, abcdefgh",
        "HTTPS_PROXY, http://proxy:3128", "JAVA_TOOL_OPTIONS, -Xmx100m", "DOCSPACE_KUBERNETES_SECRET, namespace"})
    void a_variable_that_only_tells_where_a_secret_is_holds_none(String variable, String value) {
        Redactor redactor = new Redactor();
        redactor.registerEnvironment(Map.of(variable, value));

        assertTrue(redactor.isClean(value));
        assertTrue(redactor.mayQuote());
    }

    @Test
    void an_agent_that_gets_tokens_for_years_keeps_the_newest_alone() {
        Redactor redactor = with("the-password");
        for (int i = 0; i < 10_000; i++) {
            redactor.register("token-" + (1_000_000 + i));
            redactor.register("the-password");
        }

        assertEquals("256 secrets", redactor.toString());
        assertEquals("*** *** token-1000000", redactor.redact("the-password token-1009999 token-1000000"));
    }

    @Test
    void no_secret_is_told_by_the_filter_itself() {
        assertEquals("1 secrets", with("MARKER7319").toString());
        assertEquals("a secret", new SecretText("MARKER7319").toString());
    }

    private static Redactor with(String secret) {
        Redactor redactor = new Redactor();
        redactor.register(secret);
        return redactor;
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String unicode(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\u%04x", c)));
        return escaped.toString();
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String everyByte(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            escaped.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
        return escaped.toString();
    }
}
