package io.docspace.auth.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How the command line explains itself: its help, and the commands {@code help} and {@code completion}. It is put on where that
 * is asked for, and costs a login nothing.
 */
final class Usage {
    /** Headings of options, by the tens of their order. */
    private static final Map<Integer, String> HEADINGS = Map.of(
            0, "Portal", 1, "Token", 2, "Agent", 4, "Connection", 5, "General");

    /** What a first login takes: all of the options would not fit a screen beside the commands. */
    private static final List<String> FIRST = List.of("--base-url", "--username", "--password-file", "--output", "--token-file",
            "--quiet", "--verbose", "--help", "--version");

    /** Room for the longest option with its blank. */
    private static final int OPTION_COLUMN = 27;

    private Usage() {}

    /** The whole command line, which explains itself. */
    static CommandLine line() {
        CommandLine line = MainCommand.line();
        line.addSubcommand(new CompletionCommand()).addSubcommand(new HelpCommand());
        line.getSubcommands().values().forEach(command -> layOut(command.getCommandSpec().usageMessage()));
        UsageMessageSpec overview = line.getCommandSpec().usageMessage();
        layOut(overview);
        overview.sectionKeys(commandsFirst(overview.sectionKeys()))
                .commandListHeading("%nCommands (login is meant where there is none):%n")
                .sectionMap().put(SECTION_KEY_OPTION_LIST, Usage::firstOptions);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(colors()))
                .setExecutionExceptionHandler((failure, command, typed) -> ErrorReporter.reportRun(failure, false))
                .setOut(line.getOut());
    }

    /** AUTO asks by reflection for a terminal, and takes a failure to ask for a yes: a native binary may not risk it. */
    @SuppressWarnings("SystemConsoleNull")
    private static Ansi colors() {
        // Java 22 to 24 have one without a terminal, and AUTO knows what it is.
        return System.console() == null ? Ansi.OFF : Ansi.AUTO;
    }

    /** The options by heading, in their order. */
    static Map<String, List<OptionSpec>> sections(List<OptionSpec> options) {
        return options.stream()
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .collect(Collectors.groupingBy(
                        option -> HEADINGS.get(option.order() / 10), LinkedHashMap::new, Collectors.toList()));
    }

    /** What {@code help exit-codes} prints. */
    static String exitCodes() {
        CommandSpec codes = CommandSpec.create();
        codes.usageMessage().exitCodeList(ExitCode.table());
        return "Exit codes:\n" + new Help(codes, Help.defaultColorScheme(Ansi.OFF)).exitCodeList();
    }

    private static void layOut(UsageMessageSpec usage) {
        usage.sectionMap().put(SECTION_KEY_OPTION_LIST, Usage::options);
        usage.sectionMap().put(SECTION_KEY_FOOTER,
                help -> help.footer() + "%nExit codes: %s help %s%n".formatted(MainCommand.NAME, HelpCommand.EXIT_CODES));
    }

    private static List<String> commandsFirst(List<String> sections) {
        List<String> keys = new ArrayList<>(sections);
        List<String> commands = List.of(SECTION_KEY_COMMAND_LIST_HEADING, SECTION_KEY_COMMAND_LIST);
        keys.removeAll(commands);
        keys.addAll(keys.indexOf(SECTION_KEY_OPTION_LIST), commands);
        return keys;
    }

    private static String firstOptions(Help help) {
        List<OptionSpec> first = FIRST.stream().map(help.commandSpec()::findOption).toList();
        return "\nOptions (all of them: %s help login):\n%s\n".formatted(MainCommand.NAME, table(help, first))
                + "Options are variables, too: --token-file is DOCSPACE_TOKEN_FILE.\n";
    }

    private static String options(Help help) {
        return sections(help.commandSpec().options()).entrySet().stream()
                .map(section -> "\n" + section.getKey() + ":\n" + table(help, section.getValue()))
                .collect(Collectors.joining());
    }

    private static String table(Help help, List<OptionSpec> options) {
        Help.ColorScheme colors = help.colorScheme();
        Layout layout = new Layout(colors,
                TextTable.forDefaultColumns(colors, OPTION_COLUMN, help.commandSpec().usageMessage().width()));
        layout.addAllOptions(options, help.parameterLabelRenderer());
        return layout.toString();
    }
}
