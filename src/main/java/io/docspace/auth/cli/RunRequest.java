package io.docspace.auth.cli;

import io.docspace.auth.cli.help.ParsedCommandLine;
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
 * The request for a run: its command and its settings.
 *
 * @param sources the sources of its settings
 * @param framework the framework's keys in the configuration file
 */
record RunRequest(Invocation invocation, Command command, Sources sources, Map<String, String> framework) {
    /** The minimum time limit of a single try. */
    private static final Duration SINGLE_TRY = Duration.ofSeconds(60);

    /** Settings for hashing, a login, a login with a code, a check, and one to spare. */
    private static final int REQUESTS = 5;

    // Static, since the framework creates the application and its configuration itself.
    private static volatile RunRequest current;

    /** @throws io.docspace.auth.config.SettingException if the configuration file cannot be read */
    static RunRequest of(Invocation invocation, ParsedCommandLine.Run typed) {
        ConfigFile file = ConfigFile.read(typed.options(), invocation.environment());
        return new RunRequest(invocation.with(typed.verbosity()), typed.command(),
                new Sources(typed.options(), invocation.environment(), file.settings()), file.framework());
    }

    /**
     * The time after which the watchdog ends the run. A single try has no deadline, but it makes at most five requests and each
     * has a limit; a hanging name server or file must not block it forever.
     */
    Duration limit() {
        try {
            Settings settings = new Settings(sources, InputStream.nullInputStream());
            Duration timeout = settings.timeout();
            Duration requests = settings.network().requestTimeout().multipliedBy(REQUESTS);
            return !timeout.isZero() ? timeout : requests.compareTo(SINGLE_TRY) > 0 ? requests : SINGLE_TRY;
        } catch (SettingException toldByTheCommand) {
            return SINGLE_TRY;
        }
    }

    /** Makes this the request of the process. */
    void begin() {
        current = this;
    }

    /** Empty if no run has begun: during the build, and in tests of parts of the program. */
    static Optional<RunRequest> current() {
        return Optional.ofNullable(current);
    }
}
