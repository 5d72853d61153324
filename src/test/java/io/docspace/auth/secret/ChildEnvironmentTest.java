package io.docspace.auth.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Variables that a child process gets. */
class ChildEnvironmentTest {
    private static final Map<String, String> NEEDED = Map.of("PATH", "/bin", "HOME", "/root", "USER", "root", "LANG", "C.UTF-8",
            "LC_ALL", "C.UTF-8", "LC_TIME", "C", "TZ", "UTC", "DOCSPACE_TOKEN_FILE", "/run/token", "DOCSPACE_BASE_URL",
            "https://portal.example.com");

    @Test
    void a_child_gets_what_programs_need_and_what_tells_where_the_token_is() {
        ProcessBuilder child = new ProcessBuilder("true");
        Map<String, String> environment = new HashMap<>(NEEDED);
        for (String name : new String[]{"DOCSPACE_PASSWORD", "docspace_password", "docspace.password",
            "_PROD_DOCSPACE_PASSWORD",
            "DOCSPACE_PASSWORD_FILE", "DOCSPACE_AUTH_TOKEN", "DOCSPACE_CODE", "JAVA_TOOL_OPTIONS", "HTTPS_PROXY", "https_proxy",
            "QUARKUS_TLS_DOCSPACE_KEY_STORE_P12_PASSWORD", "AWS_SECRET_ACCESS_KEY", "path", "LCD", "LD_PRELOAD"}) {
            environment.put(name, "MARKER7319");
        }

        ChildEnvironment.limit(child, environment);

        assertEquals(NEEDED, child.environment());
    }

    @Test
    void a_variable_that_holds_a_secret_after_all_stays_here() {
        Redactor.current().register("MARKER7319");

        assertEquals(Map.of("PATH", "/bin"),
                ChildEnvironment.allowed(Map.of("PATH", "/bin", "DOCSPACE_USERNAME", "MARKER7319", "HOME", "/MARKER%37319")));
    }
}
