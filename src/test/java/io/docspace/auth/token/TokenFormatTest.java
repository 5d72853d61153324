package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {
    private static final Token TOKEN = new Token("abc=");
    private static final Instant END = Instant.parse("2027-11-24T00:00:00Z");
    private static final URI PORTAL = URI.create("https://portal.example.com");
    private static final IssuedToken HANDOVER = new IssuedToken(TOKEN, TokenIdentity.ofLogin(PORTAL, "anna"),
            Optional.of(END.plusMillis(789)));
    private static final String WHOLE_JSON = "{\"authenticated\":true,\"token\":\"abc=\",\"expires\":\"2027-11-24T00:00:00Z\","
            + "\"userName\":\"anna\",\"baseUrl\":\"https://portal.example.com\"}\n";

    @ParameterizedTest
    @CsvSource({"TEXT, User is authenticated with token abc=.", "TOKEN, abc=", "ENV, DOCSPACE_AUTH_TOKEN=abc=",
        "HEADER, Authorization: abc="})
    void a_line_of_each(TokenFormat format, String line) {
        assertEquals(line + "\n", format.line(HANDOVER));
    }

    @ParameterizedTest
    @CsvSource({"TEXT, 1", "TOKEN, 0", "ENV, 1", "HEADER, 0"})
    void a_file_of_a_bare_token_or_a_header_has_no_line_end(TokenFormat format, int ends) {
        assertEquals(format.line(HANDOVER).strip() + "\n".repeat(ends), format.fileContent(HANDOVER));
    }

    @Test
    void json_tells_all_there_is_and_null_for_the_rest() {
        assertEquals(WHOLE_JSON, TokenFormat.JSON.line(HANDOVER));
        assertEquals("{\"authenticated\":true,\"token\":\"abc=\",\"expires\":null,\"userName\":null,"
                + "\"baseUrl\":\"https://portal.example.com\"}\n",
                TokenFormat.JSON.line(new IssuedToken(TOKEN, TokenIdentity.ofGiven(PORTAL, TOKEN), Optional.empty())));
    }

    @Test
    void a_json_file_tells_also_how_the_token_was_got() {
        TokenIdentity oauth = new TokenIdentity(PORTAL, Optional.of("anna"), TokenOrigin.OAUTH,
                Optional.of(new TokenIdentity.OAuthGrant("client", "files:read rooms:read")));

        assertEquals(
                WHOLE_JSON.replace("}", ",\"authMethod\":\"password\",\"oauthClientId\":null,\"scope\":null,\"version\":1}"),
                TokenFormat.JSON.fileContent(HANDOVER));
        assertEquals(WHOLE_JSON.replace("}", ",\"authMethod\":\"oauth\",\"oauthClientId\":\"client\","
                + "\"scope\":\"files:read rooms:read\",\"version\":1}"),
                TokenFormat.JSON.fileContent(new IssuedToken(TOKEN, oauth, Optional.of(END))));
    }

    @Test
    void an_api_key_is_a_bearer_in_a_header() {
        Token key = new Token("sk-1");
        String header = TokenFormat.HEADER
                .fileContent(new IssuedToken(key, TokenIdentity.ofGiven(PORTAL, key), Optional.empty()));

        assertEquals("Authorization: Bearer sk-1", header);
        assertEquals(key, TokenFormat.parse(header).orElseThrow().token());
    }

    @ParameterizedTest
    @CsvSource({"abc=, DOCSPACE_AUTH_TOKEN=abc=", "sk-1, DOCSPACE_API_KEY=sk-1",
        "e30.e30.c2ln, DOCSPACE_AUTHORIZATION=Bearer e30.e30.c2ln"})
    void the_variable_is_the_one_that_docspace_mcp_reads_such_a_token_from(String text, String line) {
        Token token = new Token(text);
        IssuedToken issued = new IssuedToken(token, TokenIdentity.ofGiven(PORTAL, token), Optional.empty());

        assertEquals(line + "\n", TokenFormat.ENV.line(issued));
        assertEquals(token, TokenFormat.parse(line).orElseThrow().token());
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_is_read(TokenFormat format) {
        Optional<TokenMetadata> metadata = format == TokenFormat.JSON ? Optional.of(HANDOVER.metadata()) : Optional.empty();

        assertEquals(Optional.of(new StoredToken(TOKEN, metadata)), TokenFormat.parse(format.fileContent(HANDOVER)));
        assertEquals(TOKEN, TokenFormat.parse(format.line(HANDOVER)).orElseThrow().token());
    }

    @Test
    void json_is_read_in_any_order_with_more_and_with_less() {
        StoredToken stored = TokenFormat.parse(
                " {\"baseUrl\":\"https://portal.example.com\",\"n\":[1,{\"token\":\"no\"}],\"o\":{\"token\":\"no\"},"
                        + "\"expires\":null,\"token\":\"abc=\",\"authenticated\":true} ")
                .orElseThrow();

        assertEquals(new StoredToken(TOKEN, Optional.of(new TokenMetadata(
                new TokenIdentity(PORTAL, Optional.empty(), TokenOrigin.UNKNOWN, Optional.empty()), Optional.empty()))),
                stored);
    }

    @Test
    void json_of_an_application_s_token_tells_which() {
        TokenIdentity oauth = TokenIdentity.ofOAuthLogin(PORTAL, "anna", new TokenIdentity.OAuthGrant("client", "files:read"));
        IssuedToken issued = new IssuedToken(new Token("x.y.z"), oauth, Optional.of(END));

        StoredToken stored = TokenFormat.parse(TokenFormat.JSON.fileContent(issued)).orElseThrow();

        assertTrue(stored.isOf(oauth));
        assertFalse(stored.isOf(TokenIdentity.ofLogin(PORTAL, "anna")));
        assertEquals(Optional.of("anna"), issued.userName());
        assertEquals(PORTAL, issued.baseUrl());
    }

    @ParameterizedTest
    @CsvSource({"password, PASSWORD", "oauth, OAUTH", "token, TOKEN", "api-key, API_KEY", "unknown, UNKNOWN", "sso, UNKNOWN"})
    void how_a_token_was_got_is_known_by_its_name(String label, TokenOrigin origin) {
        assertEquals(origin, TokenOrigin.of(label));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"version\":2", "\"version\":\"1\"", "\"note\":1"})
    void json_of_another_version_does_not_say_how_the_token_was_got(String version) {
        StoredToken stored = TokenFormat.parse(TokenFormat.JSON.fileContent(HANDOVER).replace("\"version\":1", version))
                .orElseThrow();

        assertEquals(Optional.of(END), stored.expires());
        assertEquals(Optional.of(PORTAL), stored.baseUrl());
        assertFalse(stored.isOf(HANDOVER.metadata().identity()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "User is authenticated with token abc", "User is authenticated with token .",
        "DOCSPACE_AUTH_TOKEN=", "DOCSPACE_AUTH_TOKEN=a b", "Authorization: Basic abc", "Bearer abc", "{",
        "{}", "{\"token\":\"abc=\"}", "{\"baseUrl\":\"https://portal.example.com\"}",
        "{\"baseUrl\":\"https://portal.example.com\",\"token\":1}", "{\"baseUrl\":\"::\",\"token\":\"abc=\"}", "[\"abc=\"]",
        "{\"baseUrl\":\"https://portal.example.com\",\"token\":\"a b\"}",
        "{\"baseUrl\":\"https://portal.example.com\",\"x\":{\"token\":\"abc=\"}}",
        "{\"baseUrl\":\"https://portal.example.com\",\"token\":\"abc=\",\"expires\":\"soon\"}",
        "{\"baseUrl\":\"https://portal.example.com\",\"token\":\"abc=\""})
    void what_no_format_writes_is_no_token(String content) {
        assertEquals(Optional.empty(), TokenFormat.parse(content));
    }

    @Test
    void what_a_user_types() {
        assertEquals(List.of("text", "token", "json", "env", "header"), TokenFormat.labels());
    }
}
