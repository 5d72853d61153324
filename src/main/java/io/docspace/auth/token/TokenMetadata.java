package io.docspace.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is known about a token besides its text. If a format has no room for it, it is stored in a companion, one line of JSON,
 * which identifies its token by a digest.
 *
 * @param expires when the portal says the token expires, in whole seconds; empty if unknown
 */
public record TokenMetadata(TokenIdentity identity, Optional<Instant> expires) {
    /** Version of the stored JSON. Another version counts as missing. */
    private static final int VERSION = 1;

    private static final String DIGEST = "tokenSha256";

    public TokenMetadata {
        expires = expires.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The companion of a token. */
    public String companionOf(Token token) {
        return FlatJson.write(json -> {
            json.writeStringField(DIGEST, digest(token));
            writeDescription(json);
            writeOrigin(json);
        }) + "\n";
    }

    /** Parses a companion; empty unless it is of this version and of this very token. */
    public static Optional<TokenMetadata> parseCompanion(String text, Token token) {
        return FlatJson.parse(text)
                .filter(json -> json.number("version") == VERSION)
                .filter(json -> json.text(DIGEST).filter(digest(token)::equals).isPresent())
                .flatMap(TokenMetadata::read);
    }

    /**
     * Reads the metadata in a JSON object; empty if it has no portal or an invalid expiry. If the object is of another version,
     * the origin is unknown.
     */
    static Optional<TokenMetadata> read(FlatJson json) {
        Optional<Instant> expires = json.moment("expires");
        if (expires.isEmpty() && json.text("expires").isPresent()) {
            return Optional.empty();
        }
        TokenOrigin origin = json.number("version") == VERSION
                ? TokenOrigin.of(json.text("authMethod").orElse(""))
                : TokenOrigin.UNKNOWN;
        Optional<TokenIdentity.OAuthGrant> oauth = json.text("oauthClientId")
                .map(client -> new TokenIdentity.OAuthGrant(client, json.text("scope").orElse("")));
        return json.text("baseUrl")
                .flatMap(TokenMetadata::address)
                .map(url -> new TokenMetadata(new TokenIdentity(url, json.text("userName"), origin, oauth), expires));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes the fields for the token's portal, user and expiry. */
    void writeDescription(JsonGenerator json) throws IOException {
        json.writeStringField("expires", expires.map(Instant::toString).orElse(null));
        json.writeStringField("userName", identity.userName().orElse(null));
        json.writeStringField("baseUrl", identity.baseUrl().toString());
    }

    /** Writes the fields for how the token was obtained. */
    void writeOrigin(JsonGenerator json) throws IOException {
        json.writeStringField("authMethod", identity.origin().label());
        json.writeStringField("oauthClientId", identity.oauth().map(TokenIdentity.OAuthGrant::clientId).orElse(null));
        json.writeStringField("scope", identity.oauth().map(TokenIdentity.OAuthGrant::scope).orElse(null));
        json.writeNumberField("version", VERSION);
    }

    private static String digest(Token token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.text().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
