package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Authority;
import io.docspace.auth.RawPortal;
import io.docspace.auth.TlsPortal;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.token.Token;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

/** The REST client as it is built for a portal with its company's authority. */
@QuarkusTest
@QuarkusTestResource(value = PortalClientTest.TlsResource.class, restrictToAnnotatedClass = true)
class PortalClientTest {
    private static RawPortal portal;

    @RestClient
    DocSpaceApi api;

    /** Starts the portal before the configuration is read. */
    public static final class TlsResource implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try {
                Authority authority = new Authority(Files.createTempDirectory(Path.of("target"), "authority"));
                portal = TlsPortal.good(authority.good());
                return Map.of("docspace.base-url", "https://localhost:" + portal.port(), "docspace.ca-file",
                        authority.file().toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            portal.close();
        }
    }

    @Test
    void requests_travel_on_one_trusted_connection_without_a_cookie() {
        DocSpacePortal client = new DocSpacePortal(api, () -> Duration.ofMinutes(1));

        assertEquals(new Token("abc="),
                ((LoginResult.Granted) client.signIn(Credentials.withPassword("anna", "secret"))).token());
        assertTrue(client.check(new Token("abc=")).accepted());
        assertEquals(1, portal.connections());
        List<String> requests = portal.requests();
        assertTrue(requests.get(0).startsWith("POST /api/2.0/authentication HTTP/1.1\r\n"), requests.get(0));
        assertTrue(requests.get(0).endsWith("\r\n\r\n{\"userName\":\"anna\",\"password\":\"secret\"}"), requests.get(0));
        assertTrue(requests.get(1).startsWith("GET /api/2.0/authentication HTTP/1.1\r\n"), requests.get(1));
        assertTrue(requests.get(1).contains("\r\nAuthorization: abc=\r\n"), requests.get(1));
        assertFalse(requests.get(1).contains("Cookie"), requests.get(1));
    }
}
