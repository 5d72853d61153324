package io.docspace.auth.cli.help;

import io.docspace.auth.cli.ExitCode;
import io.docspace.auth.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual page, in roff, of a template and of what {@code --help} is made of. The build runs it; the program does not.
 * Picocli's own generator makes a page for each command, without variables and keys, in AsciiDoc, which takes Ruby to render.
 */
public final class ManPage {
    private final CommandLine main;
    private final Collection<CommandLine> commands;

    private ManPage(CommandLine main) {
        this.main = main;
        this.commands = main.getSubcommands().values();
    }

    /** @param files the template, and the page to write */
    public static void main(String... files) throws IOException {
        Path page = Path.of(files[1]);
        Files.createDirectories(page.getParent());
        Files.writeString(page, new ManPage(CommandLineModel.whole()).fill(Files.readString(Path.of(files[0]))));
    }

    private String fill(String template) {
        return template
                .replace("@VERSION@", escape(main.getCommandSpec().version()[0]))
                .replace("@COMMANDS@\n", entries(commands.stream().map(ManPage::command)))
                .replace("@OPTIONS@\n", options())
                .replace("@VARIABLES@\n", entries(Arrays.stream(Setting.values())
                        .filter(setting -> setting.options().isEmpty())
                        .map(ManPage::variable)))
                .replace("@EXIT_CODES@\n", entries(Arrays.stream(ExitCode.values()).map(ManPage::exitCode)))
                .replace("@EXAMPLES@\n", examples());
    }

    private static String command(CommandLine command) {
        String parameters = command.getCommandSpec().positionalParameters().stream()
                .map(parameter -> " " + italic(parameter.paramLabel()))
                .collect(Collectors.joining());
        return bold(command.getCommandName()) + parameters + "\n" + text(command.getCommandSpec().usageMessage().description());
    }

    private static String variable(Setting setting) {
        return ".B " + setting.variable() + "\\fR, \\fB" + escape(setting.property()) + "\n"
                + escape(setting.description(setting.commands().iterator().next()));
    }

    private static String exitCode(ExitCode code) {
        return bold(String.valueOf(code.code())) + "\n" + escape(code.meaning());
    }

    private String options() {
        Map<List<String>, List<OptionSpec>> alike = Stream.concat(Stream.of(main), commands.stream())
                .flatMap(command -> command.getCommandSpec().options().stream())
                .collect(Collectors.groupingBy(ManPage::look, LinkedHashMap::new, Collectors.toList()));
        return Usage.sections(alike.values().stream().map(options -> options.get(0)).toList()).entrySet().stream()
                .map(section -> ".SS " + section.getKey() + "\n" + entries(section.getValue().stream().map(this::option)))
                .collect(Collectors.joining());
    }

    /** Options of different commands that look alike are one entry. */
    private static List<String> look(OptionSpec option) {
        List<String> look = new ArrayList<>(List.of(option.names()));
        look.addAll(List.of(option.description()));
        return look;
    }

    private String option(OptionSpec option) {
        String names = Arrays.stream(option.names()).map(ManPage::bold).collect(Collectors.joining(", "));
        String value = option.arity().max() == 0 ? "" : "=" + italic(option.paramLabel());
        return names + value + "\n" + text(option.description()) + takers(option) + spellings(option);
    }

    private static String spellings(OptionSpec option) {
        return CommandLineModel.setting(option).map(ManPage::spellings).orElse("");
    }

    private static String spellings(Setting setting) {
        return "\n.br\n" + escape(setting.variable() + ", " + setting.property());
    }

    /** The commands that take an option, unless it is every one that asks a portal, or the main one alone. */
    private String takers(OptionSpec option) {
        List<String> takers = names(commands.stream().filter(command -> takes(command, option)));
        List<String> askers = names(
                commands.stream().filter(command -> command.getCommandSpec().findOption("--base-url") != null));
        return takers.isEmpty() || takers.containsAll(askers) ? "" : "\n(" + escape(String.join(", ", takers)) + ")";
    }

    private static boolean takes(CommandLine command, OptionSpec option) {
        return command.getCommandSpec().options().stream().anyMatch(other -> look(other).equals(look(option)));
    }

    private static List<String> names(Stream<CommandLine> commands) {
        return commands.map(CommandLine::getCommandName).toList();
    }

    private String examples() {
        return Stream.concat(Stream.of(main), commands.stream())
                .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
                .map(line -> escape(line.strip()) + "\n")
                .collect(Collectors.joining());
    }

    private static String entries(Stream<String> entries) {
        return entries.map(entry -> ".TP\n" + entry + "\n").collect(Collectors.joining());
    }

    private static String text(String... lines) {
        return escape(String.join(" ", lines));
    }

    private static String bold(String text) {
        return "\\fB" + escape(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + escape(text) + "\\fR";
    }

    /** A hyphen is typeset as one, and could not be copied as the sign that is typed. */
    private static String escape(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
