package io.docspace.auth.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.docspace.auth.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tab in a zsh at a terminal. Debian: {@code apt-get install zsh}. */
class CompletionSystemIT {
    /** A zsh in which the program prints its words, and what another zsh types into it: each line, then Tab and Enter. */
    private static final String TYPE = """
            zmodload zsh/zpty
            zpty shell zsh -i
            for line; do
              zpty -w -n shell "docspace-auth $line"$'\\t\\n'
              zpty -r shell shown $'*<<*>>*'
              print -r -- "${${shown##*<<}%%>>*}"
            done
            """;

    private static final String ZSHRC = """
            PS1= ; unsetopt prompt_sp
            autoload -Uz compinit && compinit -u -D
            before=$(setopt; alias)
            source ./script
            [[ $(setopt; alias) == $before ]] || print '<<the script changes options or aliases>>'
            docspace-auth() { print -r -- "<<$*>>" }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("script"), Program.with("completion", "zsh").run().out());
        Files.writeString(folder.resolve(".zshrc"), ZSHRC);
        Files.createDirectories(folder.resolve("run/docspace"));
        Files.createFile(folder.resolve("run/docspace/token"));
    }

    @Test
    void completes_commands_options_formats_and_files() throws IOException {
        assertEquals(
                List.of("completion", "completion zsh", "help exit-codes", "login --username", "-o json", "login --output=text",
                        "whoami --output json", "check --token-file run/docspace/token",
                        "check --token-file=run/docspace/token",
                        "check --token-file=x --timeout"),
                typed("comp", "completion z", "help ex", "login --user", "-o js", "login --output=te", "whoami --output j",
                        "check --token-file run/docspace/to", "check --token-file=run/docspace/to",
                        "check --token-file=x --tim"));
    }

    private List<String> typed(String... lines) throws IOException {
        List<String> words = new ArrayList<>(List.of("timeout", "60", "zsh", "-f", "-c", TYPE, "zsh"));
        words.addAll(List.of(lines));
        ProcessBuilder zsh = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        zsh.environment().put("ZDOTDIR", folder.toString());
        Process process = zsh.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
}
