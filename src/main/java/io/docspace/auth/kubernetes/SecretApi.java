package io.docspace.auth.kubernetes;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The API of Kubernetes, as far as one Secret needs it. Each status is an answer, none an exception. */
@Path("/api/v1/namespaces/{namespace}/secrets/{name}")
@Produces(MediaType.APPLICATION_JSON)
public interface SecretApi {
    @GET
    Uni<Response> get(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("namespace") String namespace,
            @PathParam("name") String name);

    /**
     * Server-side apply: the fields of the body become ours, those that were ours and are not in the body go.
     *
     * @param dryRun {@code All} to find out whether it would work; null to do it
     */
    @PATCH
    @Consumes("application/apply-patch+yaml")
    Uni<Response> apply(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("namespace") String namespace,
            @PathParam("name") String name, @QueryParam("fieldManager") String fieldManager, @QueryParam("force") boolean force,
            @QueryParam("dryRun") String dryRun, String secret);
}
