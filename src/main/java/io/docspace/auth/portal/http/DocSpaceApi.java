package io.docspace.auth.portal.http;

import io.docspace.auth.portal.Credentials;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The DocSpace API, as far as it is needed. Configured under {@code quarkus.rest-client.docspace}; answers of
 * status 200 and 201 are read by {@link AnswerReader}, all others become an {@link ErrorAnswer}.
 */
@RegisterRestClient(configKey = "docspace")
@RegisterProvider(AnswerReader.class)
@RegisterProvider(ErrorAnswerMapper.class)
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface DocSpaceApi {
    /** A token or a challenge. The answer also sets a cookie, which must not be kept: the portal believes it before the header. */
    @POST
    @Path("/api/2.0/authentication")
    Uni<Answer> login(Credentials credentials);

    /**
     * The same with a code of the second factor. The portal reads it from the body, and a path would be kept in access logs: what
     * stands there is a constant.
     */
    @POST
    @Path("/api/2.0/authentication/code")
    Uni<Answer> loginWithCode(Credentials credentials);

    /** Always 200: whether the token is good stands in the answer alone. */
    @GET
    @Path("/api/2.0/authentication")
    Uni<Answer> check(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** 200 for any valid API key, also for one that may not ask {@link #check}. */
    @GET
    @Path("/api/2.0/keys/@self")
    Uni<Answer> checkKey(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** Reads the token from the cookie alone; with a header it answers 200 and revokes nothing. */
    @POST
    @Path("/api/2.0/authentication/logout")
    Uni<Answer> logout(@HeaderParam(HttpHeaders.COOKIE) String cookie);

    @GET
    @Path("/api/2.0/people/@self")
    Uni<Answer> self(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** For everybody: how passwords are hashed, and what state the portal is in. */
    @GET
    @Path("/api/2.0/settings")
    Uni<Answer> settings();

    /** In {@code response}: a signature of five minutes, by which the token's user gets an OAuth token. */
    @GET
    @Path("/api/2.0/security/oauth2/token")
    Uni<Answer> oauthSignature(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** An access token in OAuth's own form: {@code access_token}, {@code expires_in}. */
    @POST
    @Path("/oauth2/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Answer> oauthToken(@HeaderParam("x-signature") String signature, @FormParam("grant_type") String grantType,
            @FormParam("client_id") String clientId, @FormParam("client_secret") String clientSecret,
            @FormParam("scope") String scope);

    /** Its answer has no body that matters. */
    @POST
    @Path("/oauth2/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Response> oauthRevoke(@FormParam("token") String token, @FormParam("client_id") String clientId,
            @FormParam("client_secret") String clientSecret);
}
