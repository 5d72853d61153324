package io.docspace.auth.portal.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads an {@link Answer} whatever its {@code Content-Type} claims: a portal's proxy labels its own pages as it likes. */
@Priority(1)
public final class AnswerReader implements MessageBodyReader<Answer> {
    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Answer.class;
    }

    @Override
    public Answer readFrom(Class<Answer> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream body) {
        return Answer.read(body).at(HttpDate.parse(headers.getFirst(HttpHeaders.DATE)));
    }
}
