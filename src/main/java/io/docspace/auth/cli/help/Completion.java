package io.docspace.auth.cli.help;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.AutoComplete;

/** The completion scripts. Picocli generates functions for bash, which expect an option and its value as two words. */
final class Completion {
    /** The supported shells. */
    static final List<String> SHELLS = Arrays.stream(Shell.values()).map(Shell::word).toList();

    /** The line by which picocli's functions complete a file name. */
    private static final String FILES = "COMPREPLY=( $( compgen -f -- \"${curr_word}\" ) ) # files";

    private enum Shell {
        BASH(FILES, """

                # Bash makes three words of --option=value.
                function _docspace_auth() {
                  if [ "${COMP_WORDS[COMP_CWORD]}" = = ]; then COMP_WORDS[COMP_CWORD]=; fi
                  if [ "${COMP_WORDS[COMP_CWORD-1]}" = = ]; then COMP_WORDS[COMP_CWORD-1]=${COMP_WORDS[COMP_CWORD-2]}; fi
                  _complete_docspace-auth
                }
                complete -o default -F _docspace_auth docspace-auth
                """),
        /** If nothing is offered, zsh completes file names itself, and folders with their slash. */
        ZSH("COMPREPLY=()", """

                # Zsh makes one word of --option=value.
                function _docspace_auth() {
                  if compset -P '--*='; then
                    words[CURRENT]=("${words[CURRENT]%%=*}" "${words[CURRENT]#*=}")
                    (( CURRENT++ ))
                  fi
                  _bash_complete -o default -F _complete_docspace-auth
                }
                (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
                autoload -Uz bashcompinit && bashcompinit
                compdef _docspace_auth docspace-auth
                """);

        private final String files;
        private final String entry;

        Shell(String files, String entry) {
            this.files = files;
            this.entry = entry;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Picocli's functions with this shell's entry point, and without the part that changes options and aliases of the
         * user's shell.
         */
        private String script(String picocli) {
            return picocli.substring(picocli.indexOf("# CompWordsContainsArray"),
                    picocli.indexOf("\n# Define a completion specification")).replace(FILES, files) + entry;
        }
    }

    private Completion() {}

    /** The script; empty for an unsupported shell. */
    static Optional<String> script(String shell) {
        return Arrays.stream(Shell.values())
                .filter(known -> known.word().equals(shell))
                .findFirst()
                .map(known -> known.script(AutoComplete.bash(CommandLineModel.NAME, CommandLineModel.whole())));
    }
}
