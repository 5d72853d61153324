package io.docspace.auth.cli;

import io.docspace.auth.cli.help.Typed;
import io.docspace.auth.config.Command;
import io.docspace.auth.config.ConfigFile;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings;
import io.docspace.auth.config.Sources;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is asked to do.
 *
 * @param sources where its settings come from
 * @param framework the keys of the framework that the configuration file has
 */
record Request(Invocation invocation, Command command, Sources sources, Map<String, String> framework) {
    /** What a single try has at least. */
    private static final Duration SINGLE_TRY = Duration.ofSeconds(60);

    /** How the password is hashed, a login, another with a code, a check, and one to spare. */
    private static final int REQUESTS = 5;

    // The framework makes the application and its configuration by itself: there is no other way to hand it over.
    private static volatile Request current;

    /** @throws io.docspace.auth.config.SettingException if the configuration file cannot be read */
    static Request of(Invocation invocation, Typed.Run typed) {
        ConfigFile file = ConfigFile.read(typed.options(), invocation.environment());
        return new Request(invocation.with(typed.verbosity()), typed.command(),
                new Sources(typed.options(), invocation.environment(), file.settings()), file.framework());
    }

    /**
     * The time after which the run is ended from outside. A single try has no deadline, but each of its requests has a limit, and
     * it makes five at most; a name server or a file that hangs is not to hold it for ever.
     */
    Duration limit() {
        try {
            Settings settings = new Settings(sources, InputStream.nullInputStream());
            Duration timeout = settings.timeout();
            Duration requests = settings.requestTimeout().multipliedBy(REQUESTS);
            return !timeout.isZero() ? timeout : requests.compareTo(SINGLE_TRY) > 0 ? requests : SINGLE_TRY;
        } catch (SettingException toldByTheCommand) {
            return SINGLE_TRY;
        }
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
