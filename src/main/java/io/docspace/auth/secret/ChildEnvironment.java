package io.docspace.auth.secret;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment of a child process: the variables that programs need to run, and those of ours that are not secret. All
 * others are removed, since no list of secret variables would be complete.
 */
public final class ChildEnvironment {
    private static final Set<String> NEEDED = Set.of("PATH", "HOME", "USER", "LANG", "TZ");

    /** Settings with the token's place and user. */
    private static final Set<String> OURS = Set.of("DOCSPACE_BASE_URL", "DOCSPACE_USERNAME", "DOCSPACE_TOKEN_FILE",
            "DOCSPACE_TOKEN_FORMAT", "DOCSPACE_TOKEN_FILE_MODE", "DOCSPACE_STATUS_FILE", "DOCSPACE_LISTEN",
            "DOCSPACE_KUBERNETES_SECRET");

    private ChildEnvironment() {}

    /** Limits a child to the allowed variables, except those whose value contains a secret. */
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
