package io.docspace.auth.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docspace-auth completion}: a script by which a shell completes what is typed. */
@Command(name = "completion", description = "Print a script by which bash or zsh completes commands.",
        footerHeading = "%nExample:%n", footer = "  source <(docspace-auth completion bash)")
final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Option(names = {"-h", "--help"}, order = 52, usageHelp = true, description = "Show this help.")
    boolean help;

    @Spec
    private CommandSpec spec;

    /** How picocli's functions complete a file name. */
    private static final String FILES = "COMPREPLY=( $( compgen -f -- \"${curr_word}\" ) ) # files";

    /** What differs between shells: picocli's functions are for bash, and look for an option and its value as two words. */
    enum Shell {
        BASH(FILES, """

                # Bash makes three words of --option=value.
                function _docspace_auth() {
                  if [ "${COMP_WORDS[COMP_CWORD]}" = = ]; then COMP_WORDS[COMP_CWORD]=; fi
                  if [ "${COMP_WORDS[COMP_CWORD-1]}" = = ]; then COMP_WORDS[COMP_CWORD-1]=${COMP_WORDS[COMP_CWORD-2]}; fi
                  _complete_docspace-auth
                }
                complete -o default -F _docspace_auth docspace-auth
                """),
        /** Where nothing is offered, it completes file names by itself, folders with their slash. */
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

        /** Picocli's functions with this shell's way in, and without the part that sets options and aliases of a user's shell. */
        private String script(String picocli) {
            return picocli.substring(picocli.indexOf("# CompWordsContainsArray"),
                    picocli.indexOf("\n# Define a completion specification")).replace(FILES, files) + entry;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        BaseCommand.print(shell.script(AutoComplete.bash(MainCommand.NAME, spec.parent().commandLine())));
        return ExitCode.OK.code();
    }
}
