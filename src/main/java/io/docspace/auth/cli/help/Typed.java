package io.docspace.auth.cli.help;

import io.docspace.auth.config.Command;
import io.docspace.auth.config.Setting;
import io.docspace.auth.config.Verbosity;
import java.util.Map;

/** What a command line asks for. */
public sealed interface Typed {
    /**
     * A command to run.
     *
     * @param options the settings that were typed, as they were typed
     */
    record Run(Command command, Map<Setting, String> options, Verbosity verbosity) implements Typed {
        /** Nothing was typed. */
        public static final Run NOTHING = new Run(Command.LOGIN, Map.of(), Verbosity.NORMAL);
    }

    /** A text that takes no portal and no setting: help, the version, a completion script. */
    record Show(String text) implements Typed {}

    /**
     * A mistake.
     *
     * @param message repeats no value
     */
    record Wrong(String message) implements Typed {}
}
