package io.docspace.auth.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keys of the framework that the environment, system properties and the configuration file may set: none that names further
 * sources of configuration, sets a profile, or changes where a request goes, how, or as whom. What is not listed is not seen.
 */
final class FrameworkKeys {
    private static final String CLIENT = "QUARKUS_REST_CLIENT_DOCSPACE_";

    /** Of the one REST client, by its key; the keys for all clients and those by the name of its class are not seen. */
    private static final Set<String> OF_CLIENT = Set.of("CONNECT_TIMEOUT", "READ_TIMEOUT", "CONNECTION_POOL_SIZE",
            "CONNECTION_TTL", "KEEP_ALIVE_ENABLED", "USER_AGENT", "TLS_CONFIGURATION_NAME");

    /** Of everything else: how logs are written, TLS, and threads. */
    private static final Pattern OTHERS = Pattern.compile(
            "QUARKUS_(LOG|TLS|THREAD_POOL|SHUTDOWN|VERTX(?!_(RESOLVER|USE_ASYNC_DNS|CUSTOMIZERS)))_.*");

    private static final Pattern NO_WORD = Pattern.compile("[^A-Z0-9]");

    private FrameworkKeys() {}

    /** Those of some variables or properties that are seen. */
    static Map<String, String> seen(Map<String, String> all) {
        Map<String, String> seen = new HashMap<>();
        all.forEach((name, value) -> {
            if (isSeen(name)) {
                seen.put(name, value);
            }
        });
        return seen;
    }

    /** @param name a key in any spelling: the one of a variable is what all its spellings have in common */
    static boolean isSeen(String name) {
        // What most variables fail, at no cost.
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
