package io.docspace.auth.portal.http;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Makes an {@link ErrorAnswer} of every answer that can carry neither token nor proof, redirects and other 2xx included. */
public final class ErrorAnswerMapper implements ResponseExceptionMapper<ErrorAnswer> {
    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        // Status 0 is no answer at all: the client runs its mappers then, too.
        return status != 0 && status != 200 && status != 201;
    }

    @Override
    public ErrorAnswer toThrowable(Response response) {
        Body body = response.getEntity() instanceof InputStream bytes ? Body.read(bytes, response.getStatus()) : Body.NONE;
        return new ErrorAnswer(response.getStatus(), body, response::getHeaderString);
    }
}
