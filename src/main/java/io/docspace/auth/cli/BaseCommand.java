package io.docspace.auth.cli;

import io.docspace.auth.config.Command;
import io.docspace.auth.config.Settings;
import jakarta.inject.Inject;

/** The base of all commands: the run, its settings, and the portal. */
abstract class BaseCommand {
    @Inject
    Invocation invocation;

    @Inject
    Settings settings;

    @Inject
    PortalAccess portal;

    /** Runs the command with checked settings and returns the exit code. */
    public abstract Integer call();

    /** Prints a result. */
    void print(String line) {
        invocation.print(line);
    }

    static Class<? extends BaseCommand> of(Command command) {
        return switch (command) {
            case LOGIN -> LoginCommand.class;
            case CHECK -> CheckCommand.class;
            case WHOAMI -> WhoamiCommand.class;
            case LOGOUT -> LogoutCommand.class;
            case AGENT -> AgentCommand.class;
            case HASH_PASSWORD -> HashPasswordCommand.class;
        };
    }
}
