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
 * What is known of a token beside its text. Where a format has no room for it, it is stored as a companion, one line of JSON,
 * that names the very token it describes by a digest.
 *
 * @param expires when the portal says the token ends, in whole seconds; empty where it does not know
 */
public record TokenMetadata(TokenIdentity identity, Optional<Instant> expires) {
    /** Of the JSON that is stored. What has another is as good as not there. */
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

    /** Reads a companion; empty unless it is one of this version, and of this very token. */
    public static Optional<TokenMetadata> parseCompanion(String text, Token token) {
        return FlatJson.parse(text)
                .filter(json -> json.number("version") == VERSION)
                .filter(json -> json.text(DIGEST).filter(digest(token)::equals).isPresent())
                .flatMap(TokenMetadata::read);
    }

    /**
     * The description in a JSON object; empty where it names no portal, or an expiry that is none. Where the object is not of
     * this version, the identity is of unknown origin.
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

    /** Writes the fields that say of what portal and user the token is, and until when it lives. */
    void writeDescription(JsonGenerator json) throws IOException {
        json.writeStringField("expires", expires.map(Instant::toString).orElse(null));
        json.writeStringField("userName", identity.userName().orElse(null));
        json.writeStringField("baseUrl", identity.baseUrl().toString());
    }

    /** Writes the fields that say how the token was got. */
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
