package io.docspace.auth.cli;

import io.docspace.auth.cli.help.Typed;
import io.docspace.auth.config.Command;
import io.docspace.auth.config.ConfigFile;
import io.docspace.auth.config.Sources;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is asked to do.
 *
 * @param sources where its settings come from
 * @param framework the keys of the framework that the configuration file has
 */
record Request(Invocation invocation, Command command, Sources sources, Map<String, String> framework) {
    // The framework makes the application and its configuration by itself: there is no other way to hand it over.
    private static volatile Request current;

    /** @throws io.docspace.auth.config.SettingException if the configuration file cannot be read */
    static Request of(Invocation invocation, Typed.Run typed) {
        ConfigFile file = ConfigFile.read(typed.options(), invocation.environment());
        return new Request(invocation.with(typed.verbosity()), typed.command(),
                new Sources(typed.options(), invocation.environment(), file.settings()), file.framework());
    }

    /** Makes it the one of this process. */
    void begin() {
        current = this;
    }

    /** Empty where no run has begun: while the program is being built, and in tests of parts of it. */
    static Optional<Request> current() {
        return Optional.ofNullable(current);
    }
}
