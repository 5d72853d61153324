package io.docspace.auth.portal.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status.Family;
import java.io.InputStream;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Makes an {@link ErrorAnswer} of every answer that is not 2xx, redirects included. */
public final class ErrorAnswerMapper implements ResponseExceptionMapper<ErrorAnswer> {
    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        // Status 0 is no answer at all: the client runs its mappers then, too.
        return status != 0 && Family.familyOf(status) != Family.SUCCESSFUL;
    }

    @Override
    public ErrorAnswer toThrowable(Response response) {
        return new ErrorAnswer(response.getStatus(), response.getHeaderString(HttpHeaders.LOCATION), message(response),
                response.getHeaderString(HttpHeaders.RETRY_AFTER));
    }

    /** The message of a DocSpace error; null for a proxy's page or whatever else came. */
    private static String message(Response response) {
        if (response.getEntity() instanceof InputStream body) {
            try {
                return Answer.read(body).error().filter(message -> !message.isBlank()).orElse(null);
            } catch (MalformedAnswer notFromDocSpace) {
                return null;
            }
        }
        return null;
    }
}
