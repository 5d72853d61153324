package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Authority;
import io.docspace.auth.RawPortal;
import io.docspace.auth.TlsPortal;
import io.docspace.auth.config.NetworkSettings.CaFile;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.token.Token;
import io.quarkus.restclient.config.RestClientsConfig;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST client as it is built for a portal with its company's authority. */
@QuarkusTest
class PortalClientTest {
    @Inject
    RestClientsConfig clients;

    @TempDir
    Path folder;

    @Test
    void requests_travel_on_one_trusted_connection_without_a_cookie() throws IOException {
        Authority authority = new Authority(folder);
        try (RawPortal portal = TlsPortal.good(authority.good())) {
            assertRequests(portal, authority);
        }
    }

    private void assertRequests(RawPortal portal, Authority authority) {
        ConnectionSettings settings = new ConnectionSettings(URI.create("https://localhost:" + portal.port()),
                Duration.ofMinutes(1), List.of(new CaFile(authority.file(), "--ca-file", false)), Optional.empty(),
                name -> null);
        DocSpacePortal client = new DocSpacePortal(PortalClient.open(settings,
                new FrameworkSettings(clients.getClient(DocSpaceApi.class), Optional.empty(), false)),
                () -> Duration.ofMinutes(1),
                () -> Duration.ofMinutes(1));

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
