package io.docspace.auth.portal.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads an {@link Answer} whatever its {@code Content-Type}, since a proxy labels its own pages as it likes. */
@Priority(1)
public final class AnswerReader implements MessageBodyReader<Answer> {
    private static final Pattern SESSION = Pattern.compile("^\\s*asc_auth_key=([^;\\s]+)");

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Answer.class;
    }

    @Override
    public Answer readFrom(Class<Answer> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream body) {
        // None was requested, and a body with a false label could be read in two ways.
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new MalformedAnswer("a content encoding that was not requested");
        }
        return Answer.read(body).with(HttpDate.parse(headers.getFirst(HttpHeaders.DATE)), sessions(headers));
    }

    private static List<String> sessions(MultivaluedMap<String, String> headers) {
        List<String> cookies = headers.get(HttpHeaders.SET_COOKIE);
        return (cookies == null ? List.<String>of() : cookies).stream()
                .flatMap(cookie -> SESSION.matcher(cookie).results())
                .map(MatchResult.class::cast)
                .map(cookie -> cookie.group(1))
                .toList();
    }
}
