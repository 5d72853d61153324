package io.docspace.auth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of the framework's own settings. */
class FrameworkConfigTest {
    private static final Map<String, String> SET = Map.of("quarkus.tls.a.key-store.p12.path", "/a/keys.p12",
            "quarkus.tls.b.trust-store.pem.certs", "./ca.pem", "quarkus.tls.c.key-store.p12.password", "secret",
            "quarkus.other.path", "/no/certificate");

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final Config config = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(SET, "test", 100)).build();

    @BeforeEach
    void set() {
        ClassLoader own = new ClassLoader(before) {};
        ConfigProviderResolver.instance().registerConfig(config, own);
        Thread.currentThread().setContextClassLoader(own);
    }

    @AfterEach
    void unset() {
        ConfigProviderResolver.instance().releaseConfig(config);
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void files_of_certificates_are_those_that_a_tls_key_names() {
        assertEquals(List.of(Path.of("/a/keys.p12"), Path.of("./ca.pem")), FrameworkConfig.certificateFiles().toList());
    }

    @Test
    void a_key_is_set_or_not() {
        assertTrue(FrameworkConfig.isSet("quarkus.other.path"));
        assertFalse(FrameworkConfig.isSet("quarkus.other.none"));
    }

    @Test
    void a_name_that_is_empty_is_no_key_of_the_framework() {
        assertEquals(Map.of("QUARKUS_LOG_LEVEL", "INFO"),
                FrameworkKeys.seen(Map.of("", "x", "PATH", "y", "QUARKUS_LOG_LEVEL", "INFO")));
    }
}
