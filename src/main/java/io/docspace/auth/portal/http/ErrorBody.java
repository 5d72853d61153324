package io.docspace.auth.portal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.portal.http.JsonFields.Kind;
import io.docspace.auth.portal.http.JsonFields.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of an error answer, classified by its shape, which tells DocSpace from a proxy in front of it in any language.
 *
 * @param message in the portal's language; empty if there is none
 * @param type the type of DocSpace's error, such as {@code System.Exception}; empty if there is none
 */
record ErrorBody(Shape shape, Optional<String> message, Optional<String> type) {
    /** 404 bodies of ingress controllers that have no backend for a host yet. */
    private static final Pattern INGRESS = Pattern.compile("404 page not found\\s*" // Traefik and others in Go
            + "|default backend - 404\\s*" // ingress-nginx, GKE, HAProxy
            + "|response 404 \\(backend NotFound\\), service rules for .*" // GKE
            + "|<html>\\s*<head><title>404 Not Found</title></head>\\s*<body>\\s*<center><h1>404 Not Found</h1></center>\\s*"
            + "<hr><center>nginx</center>\\s*</body>\\s*</html>\\s*", Pattern.DOTALL); // ingress-nginx, without a version

    /** The type of a problem by which ASP.NET Core can be recognised. */
    private static final Pattern DOTNET_PROBLEM = Pattern.compile("https://(tools\\.ietf\\.org|www\\.rfc-editor\\.org)/.*");

    /** The shapes of bodies. */
    enum Shape {
        /** {@code {"error":{"message":…}}}: DocSpace's own. */
        DOCSPACE_ERROR,
        /** {@code {"error":"invalid_client"}}: OAuth's; the code becomes the type here, the description the message. */
        OAUTH_ERROR,
        /** {@code problem+json} in the form of ASP.NET Core, with the status of the answer. */
        PROBLEM,
        /** A bare JSON string. */
        STRING,
        /** Any other JSON. */
        JSON,
        /** A page. */
        HTML,
        /** The 404 of an ingress controller. */
        INGRESS,
        /** Any other text. */
        TEXT,
        /** Nothing. */
        EMPTY
    }

    static final ErrorBody NONE = new ErrorBody(Shape.EMPTY, Optional.empty(), Optional.empty());

    /** @param status the status of the answer, which a problem repeats */
    static ErrorBody read(InputStream bytes, int status) {
        String text;
        try {
            text = text(bytes).strip();
        } catch (MalformedAnswer notText) {
            return new ErrorBody(Shape.TEXT, Optional.empty(), Optional.empty());
        }
        if (text.isEmpty()) {
            return NONE;
        }
        if (status == 404 && INGRESS.matcher(text).matches()) {
            return new ErrorBody(Shape.INGRESS, Optional.empty(), Optional.empty());
        }
        if (text.startsWith("<")) {
            return new ErrorBody(Shape.HTML, Optional.empty(), Optional.empty());
        }
        try {
            return json(JsonFields.read(text), status);
        } catch (MalformedAnswer noJson) {
            boolean cutJson = text.startsWith("{") || text.startsWith("[");
            return new ErrorBody(cutJson ? Shape.JSON : Shape.TEXT, cutJson ? Optional.empty() : Optional.of(text),
                    Optional.empty());
        }
    }

    private static ErrorBody json(JsonFields fields, int status) {
        if (fields.root().is(Kind.TEXT)) {
            return new ErrorBody(Shape.STRING, fields.root().asText(), Optional.empty());
        }
        Value error = fields.at("error");
        boolean ofThisStatus = fields.at("statuscode").is(Kind.ABSENT)
                || fields.at("statuscode").asInt().equals(Optional.of(status));
        boolean isException = fields.at("error.message").is(Kind.TEXT) || fields.at("error.hresult").is(Kind.NUMBER);
        if (error.is(Kind.OBJECT) && isException && ofThisStatus) {
            return new ErrorBody(Shape.DOCSPACE_ERROR, fields.at("error.message").asText().filter(text -> !text.isBlank()),
                    fields.at("error.type").asText().filter(text -> !text.isBlank()));
        }
        if (error.is(Kind.TEXT) && error.text().matches("[a-z_]{1,40}")) {
            return new ErrorBody(Shape.OAUTH_ERROR, fields.at("error_description").asText().filter(text -> !text.isBlank()),
                    error.asText());
        }
        if (error.is(Kind.ABSENT) && isProblem(fields, status)) {
            return new ErrorBody(Shape.PROBLEM, fields.at("title").asText(), Optional.empty());
        }
        if (status == 404 && isIngress(fields)) {
            return new ErrorBody(Shape.INGRESS, Optional.empty(), Optional.empty());
        }
        return new ErrorBody(Shape.JSON, fields.at("response").asText(), Optional.empty());
    }

    private static boolean isProblem(JsonFields fields, int status) {
        boolean dotNet = fields.at("traceid").is(Kind.TEXT)
                || fields.at("type").asText().filter(type -> DOTNET_PROBLEM.matcher(type).matches()).isPresent();
        // The problem for an expired subscription is written by DocSpace itself and has fewer fields.
        return fields.at("status").asInt().equals(Optional.of(status)) && (dotNet || status == 402);
    }

    /** Kong and APISIX. */
    private static boolean isIngress(JsonFields fields) {
        String said = fields.at("message").text() + fields.at("error_msg").text();
        return said.toLowerCase(Locale.ROOT).matches("no route matched with those values|404 route not found");
    }

    /**
     * Decoded here, since Jackson also accepts overlong sequences and UTF-16; a leading byte order mark is dropped.
     *
     * @throws MalformedAnswer if it is not UTF-8
     */
    static String text(InputStream body) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body.readAllBytes())).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MalformedAnswer("text that is not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
