package io.docspace.auth.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.Authority;
import io.docspace.auth.config.Settings.CaFile;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortalTrustTest {
    @TempDir
    Path folder;

    @Test
    void a_file_of_authorities_adds_to_the_built_in_ones() {
        List<X509Certificate> builtIn = issuers(Optional.empty());
        List<X509Certificate> all = issuers(Optional.of(new CaFile(new Authority(folder).file(), "--ca-file")));

        assertTrue(builtIn.size() > 10, "the runtime has some");
        assertEquals(builtIn.size() + 1, all.size());
        assertTrue(all.containsAll(builtIn));
    }

    private static List<X509Certificate> issuers(Optional<CaFile> file) {
        return Arrays.asList(PortalTrust.with(file).getAcceptedIssuers());
    }
}
