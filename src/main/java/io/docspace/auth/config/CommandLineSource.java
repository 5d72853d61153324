package io.docspace.auth.config;

import io.smallrye.config.common.MapBackedConfigSource;
import java.util.Map;

/**
 * The options that were typed, as configuration that beats the environment and every file. They are set before the
 * configuration is read, and so reach the REST client, too.
 */
public final class CommandLineSource extends MapBackedConfigSource {
    private static final long serialVersionUID = 1L;

    /** Name of the source, by which a setting is known to have been typed. */
    static final String NAME = "command line";

    /** System properties have 400. */
    private static final int ORDINAL = 450;

    private static volatile Map<String, String> typed = Map.of();

    public CommandLineSource() {
        super(NAME, typed, ORDINAL);
    }

    /** @param settings by their configuration keys */
    public static void use(Map<String, String> settings) {
        typed = Map.copyOf(settings);
    }
}
