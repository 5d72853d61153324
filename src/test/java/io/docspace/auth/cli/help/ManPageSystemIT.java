package io.docspace.auth.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The page that the build has made, typeset. Debian: {@code apt-get install groff-base}. */
class ManPageSystemIT {
    @Test
    void groff_has_nothing_to_warn_of() throws IOException, InterruptedException {
        Process groff = new ProcessBuilder("groff", "-man", "-Tutf8", "-ww", "target/man/docspace-auth.1").start();
        String page = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals("", new String(groff.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, groff.waitFor());
        assertTrue(page.contains("DOCSPACE_TOKEN_FILE, docspace.token-file"), page);
    }
}
