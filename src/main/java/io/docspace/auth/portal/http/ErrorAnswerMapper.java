package io.docspace.auth.portal.http;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Turns every answer with a status other than 200 and 201 into an {@link ErrorAnswer}, including redirects and other 2xx. */
public final class ErrorAnswerMapper implements ResponseExceptionMapper<ErrorAnswer> {
    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        // Status 0 means no answer; the client runs its mappers even then.
        return status != 0 && status != 200 && status != 201;
    }

    @Override
    public ErrorAnswer toThrowable(Response response) {
        ErrorBody body = response.getEntity() instanceof InputStream bytes ? ErrorBody.read(bytes, response.getStatus())
                : ErrorBody.NONE;
        return new ErrorAnswer(response.getStatus(), body, response::getHeaderString);
    }
}
