package io.docspace.auth.cli.help;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import io.docspace.auth.config.Command;
import io.docspace.auth.config.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help texts. The layout is added only when help is requested, so a login does not pay for it. */
final class Usage {
    static final String EXIT_CODES = "exit-codes";

    private static final String GENERAL = "General";

    /** The options for a first login; all of them would not fit on a screen next to the commands. */
    private static final List<String> FIRST = List.of("--base-url", "--username", "--password-file", "--output", "--token-file",
            CommandLineModel.QUIET, CommandLineModel.VERBOSE, CommandLineModel.HELP, CommandLineModel.VERSION);

    /** Rarely needed options: only the man page and docs/settings.md have them, since a screen has no room. */
    private static final Set<Setting> RARE = EnumSet.of(Setting.BASE_URL_FILE, Setting.USERNAME_FILE, Setting.NO_INPUT,
            Setting.TOKEN_FILE_IN_PLACE, Setting.CONNECT_TIMEOUT, Setting.REQUEST_TIMEOUT, Setting.HEADER_FILE,
            Setting.CONFIG_FILE);

    /** Additional ones for commands that sign in. */
    private static final Set<Setting> RARE_WHERE_SIGNING_IN = EnumSet.of(Setting.TOKEN_STDIN, Setting.FORCE);

    /** Additional ones for the agent. */
    private static final Set<Setting> RARE_FOR_AGENTS = EnumSet.of(Setting.HASH_PASSWORD, Setting.PASSWORD_HASH_FILE,
            Setting.CODE, Setting.OAUTH_CLIENT_ID, Setting.OAUTH_CLIENT_SECRET_FILE, Setting.SCOPE, Setting.MIN_VALIDITY,
            Setting.STATUS_FILE);

    /** Width of the longest option and a blank. */
    private static final int OPTION_COLUMN = 27;

    private Usage() {}

    /** All help topics. */
    static List<String> topics() {
        return Stream.of(Arrays.stream(Command.values()).map(Command::word),
                Stream.of(CommandLineModel.COMPLETION, CommandLineModel.HELP_COMMAND, EXIT_CODES))
                .flatMap(words -> words)
                .toList();
    }

    /** The help of the program, or of one of its commands. */
    static String text(List<String> command) {
        CommandLine line = CommandLineModel.whole();
        layOutOverview(line.getCommandSpec().usageMessage());
        for (String word : command) {
            line = line.getSubcommands().get(word);
            layOut(line.getCommandSpec().usageMessage());
        }
        return line.setColorScheme(Help.defaultColorScheme(colors())).getUsageMessage();
    }

    /** What {@code help exit-codes} prints. */
    static String exitCodes(Map<String, String> table) {
        CommandSpec codes = CommandSpec.create();
        codes.usageMessage().exitCodeList(table);
        return "Exit codes:\n" + new Help(codes, Help.defaultColorScheme(Ansi.OFF)).exitCodeList();
    }

    /** AUTO looks for a terminal by reflection, and assumes one if that fails, which a native binary must not risk. */
    @SuppressWarnings("SystemConsoleNull")
    private static Ansi colors() {
        // Java 22 to 24 return a console even without a terminal; AUTO recognises that.
        return System.console() == null ? Ansi.OFF : Ansi.AUTO;
    }

    private static void layOut(UsageMessageSpec usage) {
        usage.sectionMap().put(SECTION_KEY_OPTION_LIST, Usage::options);
        usage.sectionMap().put(SECTION_KEY_FOOTER, help -> help.footer()
                + "%nExit codes: %s help %s%n".formatted(CommandLineModel.NAME, EXIT_CODES));
    }

    private static void layOutOverview(UsageMessageSpec overview) {
        layOut(overview);
        overview.sectionKeys(commandsFirst(overview.sectionKeys()))
                .commandListHeading("%nCommands (default: login):%n")
                .sectionMap().put(SECTION_KEY_OPTION_LIST, Usage::firstOptions);
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
        return "\nOptions (more: %s help login):\n%s\n".formatted(CommandLineModel.NAME, table(help, first))
                + "Options are environment variables, too: --token-file is DOCSPACE_TOKEN_FILE.\n";
    }

    private static String options(Help help) {
        Set<Setting> rare = rare(help.commandSpec());
        List<OptionSpec> shown = help.commandSpec().options().stream()
                .filter(option -> CommandLineModel.setting(option).filter(rare::contains).isEmpty())
                .toList();
        boolean all = shown.size() == help.commandSpec().options().size();
        return sections(shown).entrySet().stream()
                .map(section -> "\n" + section.getKey() + ":\n" + table(help, section.getValue()))
                .collect(Collectors.joining()) + (all ? "" : "\nMore options: man docspace-auth, or docs/settings.md\n");
    }

    private static Set<Setting> rare(CommandSpec command) {
        Set<Setting> rare = EnumSet.copyOf(RARE);
        if (command.findOption("--totp-secret-file") != null) {
            rare.addAll(RARE_WHERE_SIGNING_IN);
        }
        if (command.findOption("--interval") != null) {
            rare.addAll(RARE_FOR_AGENTS);
        }
        return rare;
    }

    /** The options by heading, in their order. */
    static Map<String, List<OptionSpec>> sections(List<OptionSpec> options) {
        return options.stream().collect(Collectors.groupingBy(
                option -> CommandLineModel.setting(option).map(setting -> setting.section().heading()).orElse(GENERAL),
                LinkedHashMap::new, Collectors.toList()));
    }

    private static String table(Help help, List<OptionSpec> options) {
        Help.ColorScheme colors = help.colorScheme();
        Layout layout = new Layout(colors,
                TextTable.forDefaultColumns(colors, OPTION_COLUMN, help.commandSpec().usageMessage().width()));
        layout.addAllOptions(options, help.parameterLabelRenderer());
        return layout.toString();
    }
}
