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

/** The part of the Kubernetes API for one Secret. Every status is returned as an answer, never as an exception. */
@Path("/api/v1/namespaces/{namespace}/secrets/{name}")
@Produces(MediaType.APPLICATION_JSON)
public interface SecretApi {
    @GET
    Uni<Response> get(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("namespace") String namespace,
            @PathParam("name") String name);

    /**
     * Server-side apply: the fields in the body become ours; our fields that are not in the body are removed.
     *
     * @param dryRun {@code All} for a dry run; null to apply
     */
    @PATCH
    @Consumes("application/apply-patch+yaml")
    Uni<Response> apply(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("namespace") String namespace,
            @PathParam("name") String name, @QueryParam("fieldManager") String fieldManager, @QueryParam("force") boolean force,
            @QueryParam("dryRun") String dryRun, String secret);
}
