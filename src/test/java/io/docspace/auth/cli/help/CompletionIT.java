package io.docspace.auth.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.docspace.auth.Program;
import io.docspace.auth.Program.Run;
import io.docspace.auth.token.TokenFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What a plain bash offers for the last of the words typed; without an installed bash-completion. */
class CompletionIT {
    /** What bash does on Tab. Outside of it, compopt has nothing to change. */
    private static final String TAB = """
            source "$1"; shift
            compopt() { :; }
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"
            [[ $(complete -p docspace-auth) =~ -F\\ ([^ ]+) ]] && "${BASH_REMATCH[1]}"
            for reply in "${COMPREPLY[@]}"; do echo "$reply"; done
            """;

    @TempDir
    static Path folder;

    private static Path script;

    @BeforeAll
    static void print() throws IOException {
        Run run = Program.with("completion", "bash").env("QUARKUS_REST_CLIENT_DOCSPACE_CONNECT_TIMEOUT", "soon").run();
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        script = Files.writeString(folder.resolve("script"), run.out());
        Files.createFile(folder.resolve("token"));
        Files.createDirectory(folder.resolve("to keep"));
    }

    static Stream<String> commands() {
        return CommandLineModel.whole().getSubcommands().keySet().stream();
    }

    @Test
    void commands_where_none_is_typed() throws IOException {
        assertEquals(commands().collect(Collectors.toSet()), offered(""));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_option_of_a_command(String command) throws IOException {
        CommandLine line = CommandLineModel.whole().getSubcommands().get(command);

        assertEquals(line.getCommandSpec().optionsMap().keySet(), offered(command, "-"));
    }

    @Test
    void every_option_without_a_command() throws IOException {
        assertEquals(CommandLineModel.whole().getCommandSpec().optionsMap().keySet(), offered("-"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"login|--output|", "--output|", "-o|", "agent|--token-format|", "login|--output|=", "login|--token-format|=|"})
    void every_format(String words) throws IOException {
        assertEquals(Set.copyOf(TokenFormat.labels()), offered(words.split("\\|", -1)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', value = {
        "comp; completion",
        "hash; hash-password",
        "login|--token-fo; --token-format",
        "login|--output|=|j; json",
        "login|--output|=|json|--ca; --ca-file",
        "login|-u|login|--pass; --password-file,--password-stdin,--password-hash-file",
        "whoami|-o|; json,text",
        "check|--token-file|to; to keep,token",
        "check|--token-file|=|tok; token",
        "login|--code|; ''",
        "login|--nothing; ''",
        "completion|; bash,zsh",
        "completion|z; zsh",
        "help|e; exit-codes",
        "help|l; login,logout"
    })
    void what_fits(String words, String offered) throws IOException {
        Set<String> expected = offered.isEmpty() ? Set.of() : Set.of(offered.split(","));

        assertEquals(expected, offered(words.split("\\|", -1)));
    }

    @Test
    void code_2_a_shell_that_it_knows_nothing_of() {
        assertEquals(new Run(2, "", "docspace-auth: completion is available only for bash and zsh; see docspace-auth --help\n"),
                Program.with("completion", "fish").run());
    }

    private static Set<String> offered(String... words) throws IOException {
        List<String> bash = new ArrayList<>(
                List.of("bash", "--noprofile", "--norc", "-c", TAB, "bash", script.toString(), "docspace-auth"));
        bash.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(bash).directory(folder.toFile()).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new TreeSet<>(printed.lines().toList());
    }
}
