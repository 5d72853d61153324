package io.docspace.auth.secret;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables that a child process gets: those that programs need to run, and ours that are no secrets. All others stay here,
 * since a list of those that hold secrets would be one spelling short.
 */
public final class ChildEnvironment {
    private static final Set<String> NEEDED = Set.of("PATH", "HOME", "USER", "LANG", "TZ");

    /** Settings that say where the token is and whose it is. */
    private static final Set<String> OURS = Set.of("DOCSPACE_BASE_URL", "DOCSPACE_USERNAME", "DOCSPACE_TOKEN_FILE",
            "DOCSPACE_TOKEN_FORMAT", "DOCSPACE_TOKEN_FILE_MODE", "DOCSPACE_STATUS_FILE", "DOCSPACE_LISTEN",
            "DOCSPACE_KUBERNETES_SECRET");

    private ChildEnvironment() {}

    /** Gives a child these variables of ours alone, and of them none whose value holds a secret after all. */
    public static void limit(ProcessBuilder child, Map<String, String> environment) {
        child.environment().clear();
        child.environment().putAll(allowed(environment));
    }

    static Map<String, String> allowed(Map<String, String> environment) {
        Map<String, String> allowed = new TreeMap<>();
        environment.forEach((name, value) -> {
            boolean mayPass = NEEDED.contains(name) || OURS.contains(name) || name.startsWith("LC_");
            if (mayPass && Redactor.current().isClean(value)) {
                allowed.put(name, value);
            }
        });
        return allowed;
    }
}
