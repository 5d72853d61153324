package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.config.NetworkSettings.CaFile;
import io.quarkus.tls.runtime.TrustAllOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that the framework was told switches a check off. */
class PortalClientSecurityTest {
    private static final TrustOptions OWN = new PemTrustOptions();

    private final HttpClientOptions options = new HttpClientOptions();

    @Test
    void the_host_is_checked_and_not_everybody_is_trusted() {
        options.setTrustAll(true).setVerifyHost(false).setTrustOptions(TrustAllOptions.INSTANCE);

        PortalClient.secure(options, List.of(), false);

        assertFalse(options.isTrustAll());
        assertTrue(options.isVerifyHost());
        assertNotSame(TrustAllOptions.INSTANCE, options.getTrustOptions());
    }

    @Test
    void without_a_trust_store_ours_is_used() {
        PortalClient.secure(options, List.of(), false);

        assertTrue(options.getTrustOptions() != null);
    }

    @Test
    void a_trust_store_of_the_framework_s_is_kept_but_for_a_file_of_authorities(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("ca.der"),
                PortalTrust.with(List.of()).getAcceptedIssuers()[0].getEncoded());
        options.setTrustOptions(OWN);
        PortalClient.secure(options, List.of(), false);
        assertSame(OWN, options.getTrustOptions());

        PortalClient.secure(options, List.of(new CaFile(file, "--ca-file", false)), false);
        assertNotSame(OWN, options.getTrustOptions());
    }

    @Test
    void versions_are_1_2_and_1_3_where_nobody_asked_for_others() {
        options.setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
        PortalClient.secure(options, List.of(), true);
        assertEquals(Set.of("TLSv1.3"), options.getEnabledSecureTransportProtocols());

        PortalClient.secure(options, List.of(), false);
        assertEquals(Set.of("TLSv1.2", "TLSv1.3"), options.getEnabledSecureTransportProtocols());
    }
}
