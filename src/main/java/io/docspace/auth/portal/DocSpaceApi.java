package io.docspace.auth.portal;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The authentication endpoints of the DocSpace API. Configured under {@code quarkus.rest-client.docspace}; answers of
 * status 2xx are read by {@link AnswerReader}, all others become an {@link ErrorAnswer}.
 */
@RegisterRestClient(configKey = "docspace")
@RegisterProvider(AnswerReader.class)
@RegisterProvider(ErrorAnswerMapper.class)
@Path("/api/2.0/authentication")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface DocSpaceApi {
    /** A token or a challenge. The answer also sets a cookie, which must not be kept: the portal believes it before the header. */
    @POST
    Uni<Answer> login(Credentials credentials);

    /** Always 200: whether the token is good stands in the answer alone. */
    @GET
    Uni<Answer> check(@HeaderParam("Authorization") String authorization);
}
