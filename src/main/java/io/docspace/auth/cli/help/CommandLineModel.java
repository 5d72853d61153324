package io.docspace.auth.cli.help;

import io.docspace.auth.config.Command;
import io.docspace.auth.config.Setting;
import io.docspace.auth.config.Setting.ValueType;
import io.docspace.auth.config.ValueParser;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The command line as picocli's model, built from {@link Command} and {@link Setting} without reflection. A native binary
 * contains the whole model, built at image build time; a JVM builds it on demand.
 */
public final class CommandLineModel {
    /** The program's name. */
    public static final String NAME = "docspace-auth";

    /** Options that are not settings. */
    static final String QUIET = "--quiet";
    static final String VERBOSE = "--verbose";
    static final String HELP = "--help";
    static final String VERSION = "--version";

    /** Commands that use no settings. */
    static final String COMPLETION = "completion";
    static final String HELP_COMMAND = "help";

    private static final CommandLine IN_IMAGE = "buildtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))
            ? build(command -> true)
            : null;

    private CommandLineModel() {}

    /** The whole model. */
    public static CommandLine whole() {
        return IN_IMAGE == null ? build(command -> true) : IN_IMAGE;
    }

    /** The model for parsing these arguments, without the commands that they do not name, to save time. */
    static CommandLine lineFor(List<String> arguments) {
        return IN_IMAGE == null ? build(arguments::contains) : IN_IMAGE;
    }

    private static CommandLine build(Predicate<String> isNeeded) {
        CommandSpec main = CommandSpec.create().name(NAME);
        main.usageMessage().description("Sign in to an ONLYOFFICE DocSpace portal, prove the token, hand it over.")
                .footerHeading("%nExamples:%n")
                .footer("  docspace-auth --base-url https://portal.example.com -u anna@example.com",
                        "  TOKEN=$(docspace-auth --output token)",
                        "  docspace-auth --token-file token --token-format header");
        addOptions(main, Command.LOGIN);
        main.addOption(flag("Show the version.", "-V", VERSION).toBuilder().versionHelp(true).build());
        main.version(NAME + " " + Version.text());
        for (Command command : Command.values()) {
            if (isNeeded.test(command.word())) {
                CommandSpec spec = CommandSpec.create().name(command.word());
                spec.usageMessage().description(command.description()).footer(command.example());
                addOptions(spec, command);
                main.addSubcommand(command.word(), spec);
            }
        }
        if (isNeeded.test(COMPLETION)) {
            main.addSubcommand(COMPLETION, withTopic(COMPLETION, "Print the completion script for bash or zsh.",
                    "  source <(docspace-auth completion bash)", "SHELL", Completion.SHELLS));
        }
        if (isNeeded.test(HELP_COMMAND)) {
            main.addSubcommand(HELP_COMMAND, withTopic(HELP_COMMAND, "Show the help of a command, or the exit codes.",
                    "  docspace-auth help login", "TOPIC", Usage.topics()));
        }
        main.usageMessage().sortOptions(false).abbreviateSynopsis(true);
        main.subcommands().values().forEach(command -> command.getCommandSpec().usageMessage().sortOptions(false)
                .abbreviateSynopsis(true).footerHeading("%nExample:%n"));
        return new CommandLine(main).setOverwrittenOptionsAllowed(true).setExpandAtFiles(false);
    }

    private static CommandSpec withTopic(String name, String description, String example, String label, List<String> choices) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).footer(example);
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").paramLabel(label).type(String.class)
                .completionCandidates(choices).description("One of " + String.join(", ", choices) + ".").build());
        return spec.addOption(helpOption());
    }

    private static void addOptions(CommandSpec spec, Command command) {
        for (Setting setting : Setting.values()) {
            if (setting.commands().contains(command) && !setting.options().isEmpty()) {
                spec.addOption(option(setting, command));
            }
        }
        spec.addOption(flag("Print only errors to stderr.", "-q", QUIET));
        spec.addOption(flag("Log requests, responses and causes to stderr.", "-v", VERBOSE));
        spec.addOption(helpOption());
    }

    private static OptionSpec helpOption() {
        return flag("Show this help.", "-h", HELP).toBuilder().usageHelp(true).build();
    }

    private static OptionSpec option(Setting setting, Command command) {
        String[] names = setting.options().toArray(String[]::new);
        if (setting.type() == ValueType.FLAG) {
            return flag(setting.description(command), names);
        }
        OptionSpec.Builder option = OptionSpec.builder(names).arity("1").paramLabel(setting.label())
                // The type tells a shell what to complete.
                .type(setting.type() == ValueType.FILE ? java.io.File.class : String.class)
                .converters(text -> setting.type() == ValueType.FILE ? new java.io.File(text) : text)
                .description(setting.description(command));
        List<String> choices = setting.choices(command);
        return (choices.isEmpty() ? option : option.completionCandidates(choices)).build();
    }

    /** A flag, which may have an attached value, as in {@code --force=false}. */
    private static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names).type(boolean.class)
                .converters(text -> ValueParser.flag(names[names.length - 1], text)).description(description).build();
    }

    /** The setting of an option; empty for an option that is not a setting. */
    static java.util.Optional<Setting> setting(OptionSpec option) {
        String name = option.longestName();
        for (Setting setting : Setting.values()) {
            if (setting.options().contains(name)) {
                return java.util.Optional.of(setting);
            }
        }
        return java.util.Optional.empty();
    }
}
