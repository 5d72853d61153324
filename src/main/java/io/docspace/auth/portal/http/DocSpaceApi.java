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
 * The part of the DocSpace API that is needed. Configured under {@code quarkus.rest-client.docspace}. {@link AnswerReader}
 * reads answers with status 200 and 201; all others become an {@link ErrorAnswer}.
 */
@RegisterRestClient(configKey = "docspace")
@RegisterProvider(AnswerReader.class)
@RegisterProvider(ErrorAnswerMapper.class)
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface DocSpaceApi {
    /** A token or a challenge. The answer also sets a cookie, which must not be kept: the portal prefers it to the header. */
    @POST
    @Path("/api/2.0/authentication")
    Uni<Answer> login(Credentials credentials);

    /**
     * The same with a two-factor code. The portal reads the code from the body; the path is a constant, since access logs keep
     * paths.
     */
    @POST
    @Path("/api/2.0/authentication/code")
    Uni<Answer> loginWithCode(Credentials credentials);

    /** Always 200; only the body says whether the token is good. */
    @GET
    @Path("/api/2.0/authentication")
    Uni<Answer> check(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** 200 for any valid API key, even one without the permission for {@link #check}. */
    @GET
    @Path("/api/2.0/keys/@self")
    Uni<Answer> checkKey(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** Reads the token only from the cookie; with a header it answers 200 and revokes nothing. */
    @POST
    @Path("/api/2.0/authentication/logout")
    Uni<Answer> logout(@HeaderParam(HttpHeaders.COOKIE) String cookie);

    @GET
    @Path("/api/2.0/people/@self")
    Uni<Answer> self(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /** Public: how passwords are hashed, and the portal's state. */
    @GET
    @Path("/api/2.0/settings")
    Uni<Answer> settings();

    /** In {@code response}: a signature valid for five minutes, by which the token's user gets an OAuth token. */
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
