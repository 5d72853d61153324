package io.docspace.auth.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.docspace.auth.config.SettingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the API server is, and in which namespace the pod. */
class ServiceAccountTest {
    @TempDir
    Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Files.writeString(folder.resolve("token"), "MARKERtoken\n");
        Files.writeString(folder.resolve("ca.crt"), "x");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 6443, https://10.0.0.1:6443", "10.0.0.1, '', https://10.0.0.1:443",
        "fd00::1, 443, https://[fd00::1]:443", "[fd00::1], 443, https://[fd00::1]:443",
        "kubernetes.default, 443, https://kubernetes.default:443"})
    void an_address_of_any_kind(String host, String port, URI server) {
        assertEquals(server, account(host, port).apiServer());
    }

    @ParameterizedTest
    @CsvSource({"a b, 443", "a_b, 443", "10.0.0.1, x", "10.0.0.1, 0", "10.0.0.1, -1"})
    void what_is_no_address_is_told(String host, String port) {
        assertEquals("--kubernetes-secret: KUBERNETES_SERVICE_HOST " + host + " and KUBERNETES_SERVICE_PORT " + port
                + " are not the address of an API server",
                assertThrows(SettingException.class, () -> account(host, port)).getMessage());
    }

    @Test
    void the_namespace_is_known_where_a_file_tells_it() throws IOException {
        assertEquals(Optional.empty(), account("10.0.0.1", "443").namespace());
        Files.writeString(folder.resolve("namespace"), " \n");
        assertEquals(Optional.empty(), account("10.0.0.1", "443").namespace());
        Files.writeString(folder.resolve("namespace"), "demo\n");
        assertEquals(Optional.of("demo"), account("10.0.0.1", "443").namespace());
    }

    private ServiceAccount account(String host, String port) {
        return ServiceAccount.find("--kubernetes-secret",
                Map.of("KUBERNETES_SERVICE_HOST", host, "KUBERNETES_SERVICE_PORT", port), folder);
    }
}
