package io.docspace.auth.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The framework's keys that the environment, system properties and the configuration file may set: none that adds a source of
 * configuration, sets a profile, or changes where, how or as whom a request is sent. All others are ignored.
 */
final class FrameworkKeys {
    private static final String CLIENT = "QUARKUS_REST_CLIENT_DOCSPACE_";

    /** Keys of the one REST client, by its key; the keys for all clients and those by its class name are ignored. */
    private static final Set<String> OF_CLIENT = Set.of("CONNECT_TIMEOUT", "READ_TIMEOUT", "CONNECTION_POOL_SIZE",
            "CONNECTION_TTL", "KEEP_ALIVE_ENABLED", "USER_AGENT", "TLS_CONFIGURATION_NAME");

    /** All other allowed keys: logging, TLS and threads. */
    private static final Pattern OTHERS = Pattern.compile(
            "QUARKUS_(LOG|TLS|THREAD_POOL|SHUTDOWN|VERTX(?!_(RESOLVER|USE_ASYNC_DNS|CUSTOMIZERS)))_.*");

    private static final Pattern NO_WORD = Pattern.compile("[^A-Z0-9]");

    private FrameworkKeys() {}

    /** The variables or properties that are allowed. */
    static Map<String, String> seen(Map<String, String> all) {
        Map<String, String> seen = new HashMap<>();
        all.forEach((name, value) -> {
            if (isSeen(name)) {
                seen.put(name, value);
            }
        });
        return seen;
    }

    /** @param name a key in any spelling; it is compared in the spelling of a variable, which all spellings share */
    static boolean isSeen(String name) {
        // A cheap test that excludes most variables.
        if (name.isEmpty() || (name.charAt(0) != 'Q' && name.charAt(0) != 'q')) {
            return false;
        }
        String variable = NO_WORD.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
        if (variable.startsWith(CLIENT)) {
            return OF_CLIENT.contains(variable.substring(CLIENT.length()));
        }
        return OTHERS.matcher(variable).matches();
    }
}
