package io.docspace.auth.cli.help;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageTest {
    /** A call of the program within a line of a shell. */
    private static final Pattern CALL = Pattern.compile("docspace-auth ([^<>)|]*)");

    static Stream<String> examples() {
        CommandLine main = CommandLineModel.whole();
        return Stream.concat(Stream.of(main), main.getSubcommands().values().stream())
                .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_a_command_line_that_there_is(String example) {
        List<String> calls = CALL.matcher(example).results().map(call -> call.group(1)).toList();

        assertEquals(1, calls.size());
        String[] words = calls.get(0).replaceAll("\"[^\"]*\"", "word").strip().split(" ");
        assertDoesNotThrow(() -> CommandLineModel.whole().parseArgs(words));
    }
}
