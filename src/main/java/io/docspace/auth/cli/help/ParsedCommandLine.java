package io.docspace.auth.cli.help;

import io.docspace.auth.config.Command;
import io.docspace.auth.config.Setting;
import io.docspace.auth.config.Verbosity;
import java.util.Map;

/** The result of parsing a command line. */
public sealed interface ParsedCommandLine {
    /**
     * A command to run.
     *
     * @param options the settings on the command line, unparsed
     */
    record Run(Command command, Map<Setting, String> options, Verbosity verbosity) implements ParsedCommandLine {
        /** No arguments. */
        public static final Run NOTHING = new Run(Command.LOGIN, Map.of(), Verbosity.NORMAL);
    }

    /** A text that needs no portal and no setting: help, the version, a completion script. */
    record Show(String text) implements ParsedCommandLine {}

    /**
     * A mistake.
     *
     * @param message never repeats a value
     */
    record Wrong(String message) implements ParsedCommandLine {}
}
