package io.docspace.auth.cli;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.common.MapBackedConfigSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Limits the framework's configuration to what the build recorded, and to the system properties, variables and file keys that
 * {@link FrameworkKeys} allows. The framework's own sources, some of them in the working folder, are switched off. Marked as
 * static-init safe, since in a jar the framework otherwise configures its early parts by another configuration that reads those
 * sources.
 */
@StaticInitSafe
public final class FrameworkConfig implements SmallRyeConfigBuilderCustomizer {
    private static final String LOG_LEVEL = "quarkus.log.category.\"io.docspace.auth\".level";

    private static final int OURS = 1000;
    private static final int SYSTEM_PROPERTIES = 400;
    private static final int ENVIRONMENT = 300;
    private static final int FILE = 260;

    /** During the build, in dev mode and in tests of parts the framework's own sources stay. */
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        RunRequest.current().ifPresent(request -> {
            if (LaunchMode.current() == LaunchMode.NORMAL) {
                builder.setAddDefaultSources(false).setAddSystemSources(false).setAddPropertiesSources(false)
                        .setAddDiscoveredSources(false);
                builder.withSources(
                        new Source("system properties", FrameworkKeys.seen(properties(System.getProperties())),
                                SYSTEM_PROPERTIES),
                        new EnvConfigSource(FrameworkKeys.seen(request.invocation().environment()), ENVIRONMENT),
                        new Source("configuration file", FrameworkKeys.seen(request.framework()), FILE));
            }
            builder.withSources(new Source("docspace-auth", ours(request), OURS));
        });
    }

    /** The framework's settings that this program decides. */
    private static Map<String, String> ours(RunRequest request) {
        return switch (request.invocation().verbosity()) {
            case QUIET -> Map.of(LOG_LEVEL, "OFF");
            case NORMAL -> Map.of();
            case VERBOSE -> Map.of(LOG_LEVEL, "DEBUG");
        };
    }

    private static Map<String, String> properties(Properties system) {
        Map<String, String> properties = new HashMap<>();
        system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
        return properties;
    }

    /** Whether a key of the framework has been set; its defaults come from the source with the lowest ordinals. */
    static boolean isSet(String key) {
        ConfigValue value = ConfigProvider.getConfig().getConfigValue(key);
        return value.getValue() != null && value.getSourceOrdinal() > 0;
    }

    /** The files that the framework's TLS keys name, such as a client certificate. */
    static Stream<Path> certificateFiles() {
        Config config = ConfigProvider.getConfig();
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("quarkus.tls.")).sorted()
                .flatMap(name -> config.getOptionalValue(name, String.class).stream())
                .filter(value -> value.startsWith("/") || value.startsWith("./"))
                .map(Path::of);
    }

    private static final class Source extends MapBackedConfigSource {
        private static final long serialVersionUID = 1L;

        Source(String name, Map<String, String> values, int ordinal) {
            super(name, values, ordinal);
        }
    }
}
