package io.docspace.auth.token;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The output formats of a token, for stdout and for the token file. */
public enum TokenFormat {
    /** A sentence for people. */
    TEXT("\n") {
        @Override
        String body(IssuedToken issued) {
            return SENTENCE + issued.token().text() + ".";
        }
    },
    /** The bare token. */
    TOKEN("") {
        @Override
        String body(IssuedToken issued) {
            return issued.token().text();
        }
    },
    /** One line of JSON: the token, its expiry, the user and the portal; in a file also how the token was obtained. */
    JSON("\n") {
        @Override
        String body(IssuedToken issued) {
            return json(issued, json -> {});
        }

        @Override
        public String fileContent(IssuedToken issued) {
            return json(issued, issued.metadata()::writeOrigin) + "\n";
        }
    },
    /** A line of an env file. */
    ENV("\n") {
        @Override
        String body(IssuedToken issued) {
            return variable(issued.token());
        }
    },
    /** A header, as {@code curl -H @file} expects it. */
    HEADER("") {
        @Override
        String body(IssuedToken issued) {
            return HEADER_NAME + issued.token().authorization();
        }
    };

    private static final String SENTENCE = "User is authenticated with token ";
    private static final String TOKEN_VARIABLE = "DOCSPACE_AUTH_TOKEN=";
    private static final String KEY_VARIABLE = "DOCSPACE_API_KEY=";
    private static final String HEADER_VARIABLE = "DOCSPACE_AUTHORIZATION=";
    private static final String HEADER_NAME = "Authorization: ";

    private final String fileEnd;

    TokenFormat(String fileEnd) {
        this.fileEnd = fileEnd;
    }

    abstract String body(IssuedToken issued);

    /** The output for stdout, always a whole line. */
    public String line(IssuedToken issued) {
        return body(issued) + "\n";
    }

    /** The content of a file: without a line end after a bare token or a header, whose readers use the file literally. */
    public String fileContent(IssuedToken issued) {
        return body(issued) + fileEnd;
    }

    /** The name that a user types. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names that a user may type. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(TokenFormat::label).toList();
    }

    /** Parses any of the formats; empty for anything else. */
    public static Optional<StoredToken> parse(String content) {
        String text = content.strip();
        if (text.startsWith("{")) {
            return parseJson(text);
        }
        if (text.startsWith(SENTENCE) && text.endsWith(".")) {
            text = text.substring(SENTENCE.length(), text.length() - 1);
        } else {
            for (String label : List.of(TOKEN_VARIABLE, KEY_VARIABLE)) {
                text = text.startsWith(label) ? text.substring(label.length()) : text;
            }
            for (String label : List.of(HEADER_VARIABLE, HEADER_NAME)) {
                text = text.startsWith(label) ? text.substring(label.length()).replaceFirst("^Bearer ", "") : text;
            }
        }
        return Token.of(text).map(token -> new StoredToken(token, Optional.empty()));
    }

    /** Our JSON always names the portal; a token from another program's JSON must not be sent to this portal. */
    private static Optional<StoredToken> parseJson(String text) {
        return FlatJson.parse(text)
                .flatMap(json -> TokenMetadata.read(json)
                        .flatMap(metadata -> Token.of(json.text("token").orElse(""))
                                .map(token -> new StoredToken(token, Optional.of(metadata)))));
    }

    /** The variable from which docspace-mcp reads such a token, in the form that it expects. */
    private static String variable(Token token) {
        return token.isJwt() ? HEADER_VARIABLE + token.authorization()
                : (token.isApiKey() ? KEY_VARIABLE : TOKEN_VARIABLE) + token.text();
    }

    private static String json(IssuedToken issued, FlatJson.Fields more) {
        return FlatJson.write(json -> {
            json.writeBooleanField("authenticated", true);
            json.writeStringField("token", issued.token().text());
            issued.metadata().writeDescription(json);
            more.writeTo(json);
        });
    }
}
