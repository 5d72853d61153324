package io.docspace.auth.portal.http;

import io.docspace.auth.portal.Credentials;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The DocSpace API, as far as it is needed. Configured under {@code quarkus.rest-client.docspace}; answers of
 * status 2xx are read by {@link AnswerReader}, all others become an {@link ErrorAnswer}.
 */
@RegisterRestClient(configKey = "docspace")
@RegisterProvider(AnswerReader.class)
@RegisterProvider(ErrorAnswerMapper.class)
@Path("/api/2.0")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface DocSpaceApi {
    /** A token or a challenge. The answer also sets a cookie, which must not be kept: the portal believes it before the header. */
    @POST
    @Path("/authentication")
    Uni<Answer> login(Credentials credentials);

    /** The same with a code of the second factor, which the portal reads from the body; the path must merely have one. */
    @POST
    @Path("/authentication/{code}")
    Uni<Answer> login(@PathParam("code") String code, Credentials credentials);

    /** Always 200: whether the token is good stands in the answer alone. */
    @GET
    @Path("/authentication")
    Uni<Answer> check(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** 200 for any valid API key, also for one that may not ask {@link #check}. */
    @GET
    @Path("/keys/@self")
    Uni<Answer> checkKey(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** Reads the token from the cookie alone; with a header it answers 200 and revokes nothing. */
    @POST
    @Path("/authentication/logout")
    Uni<Answer> logout(@HeaderParam(HttpHeaders.COOKIE) String cookie);

    @GET
    @Path("/people/@self")
    Uni<Answer> self(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** Among much else, how passwords are hashed. */
    @GET
    @Path("/settings")
    Uni<Answer> settings();
}
