package io.docspace.auth.cli;

import io.docspace.auth.cli.help.ParsedCommandLine;
import io.docspace.auth.config.Setting;
import io.docspace.auth.config.Settings;
import io.docspace.auth.config.Sources;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Provides the run, its request and its settings for injection. */
final class RunProducer {
    @Produces
    @Singleton
    RunRequest request() {
        return RunRequest.current().orElseGet(() -> RunRequest.of(Invocation.ofProcess(), ParsedCommandLine.Run.NOTHING));
    }

    @Produces
    @Singleton
    Invocation invocation(RunRequest request) {
        return request.invocation();
    }

    @Produces
    @Singleton
    Settings settings(RunRequest request) {
        Sources sources = LaunchMode.current() == LaunchMode.NORMAL
                ? request.sources()
                : request.sources().withFile(developmentSettings());
        return new Settings(sources, Terminal.patient(request.invocation()));
    }

    /** In dev mode and in tests the framework's configuration may also contain settings. */
    private static Map<Setting, String> developmentSettings() {
        Config config = ConfigProvider.getConfig();
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            config.getOptionalValue(setting.property(), String.class).ifPresent(value -> settings.put(setting, value));
        }
        return settings;
    }
}
