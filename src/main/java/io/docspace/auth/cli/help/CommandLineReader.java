package io.docspace.auth.cli.help;

import io.docspace.auth.config.Command;
import io.docspace.auth.config.Setting;
import io.docspace.auth.config.Verbosity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses the command line. */
public final class CommandLineReader {
    private final Map<String, String> exitCodes;
    private final Map<Setting, String> options = new EnumMap<>(Setting.class);
    private final List<String> words = new ArrayList<>();
    private boolean quiet;
    private boolean verbose;
    private boolean help;
    private boolean version;

    private CommandLineReader(Map<String, String> exitCodes) {
        this.exitCodes = exitCodes;
    }

    /** @param exitCodes code to meaning, for {@code help exit-codes} */
    public static ParsedCommandLine read(List<String> arguments, Map<String, String> exitCodes) {
        try {
            return new CommandLineReader(exitCodes)
                    .read(CommandLineModel.lineFor(arguments).parseArgs(arguments.toArray(String[]::new)));
        } catch (ParameterException e) {
            return new ParsedCommandLine.Wrong(UsageErrors.explain(e));
        }
    }

    private ParsedCommandLine read(ParseResult line) {
        ParseResult last = line;
        for (ParseResult part = line; part != null; part = part.subcommand()) {
            part.matchedOptions().forEach(this::take);
            last = part;
            if (part != line) {
                words.add(part.commandSpec().name());
            }
        }
        if (help) {
            return new ParsedCommandLine.Show(Usage.text(words));
        }
        if (version) {
            return new ParsedCommandLine.Show(line.commandSpec().version()[0] + "\n");
        }
        String word = words.isEmpty() ? Command.LOGIN.word() : words.get(0);
        String topic = words.isEmpty() ? "" : last.matchedPositionalValue(0, "");
        return Command.of(word).map(this::run).orElseGet(() -> show(word, topic));
    }

    private ParsedCommandLine run(Command command) {
        if (quiet && verbose) {
            return new ParsedCommandLine.Wrong("--quiet and --verbose cannot be used together");
        }
        return new ParsedCommandLine.Run(command, Map.copyOf(options),
                quiet ? Verbosity.QUIET : verbose ? Verbosity.VERBOSE : Verbosity.NORMAL);
    }

    private ParsedCommandLine show(String word, String topic) {
        if (word.equals(CommandLineModel.COMPLETION)) {
            return Completion.script(topic).<ParsedCommandLine>map(ParsedCommandLine.Show::new)
                    .orElseGet(() -> new ParsedCommandLine.Wrong(
                            "completion is available only for " + String.join(" and ", Completion.SHELLS)));
        }
        if (topic.equals(Usage.EXIT_CODES)) {
            return new ParsedCommandLine.Show(Usage.exitCodes(exitCodes));
        }
        return topic.isEmpty() || Usage.topics().contains(topic)
                ? new ParsedCommandLine.Show(Usage.text(topic.isEmpty() ? List.of() : List.of(topic)))
                : new ParsedCommandLine.Wrong("help is available only for commands and " + Usage.EXIT_CODES);
    }

    private void take(OptionSpec option) {
        List<String> values = option.originalStringValues();
        String value = values.isEmpty() ? "true" : values.get(values.size() - 1);
        switch (option.longestName()) {
            case CommandLineModel.QUIET -> quiet = Boolean.parseBoolean(value);
            case CommandLineModel.VERBOSE -> verbose = Boolean.parseBoolean(value);
            case CommandLineModel.HELP -> help |= Boolean.parseBoolean(value);
            case CommandLineModel.VERSION -> version = Boolean.parseBoolean(value);
            default -> options.put(CommandLineModel.setting(option).orElseThrow(), value);
        }
    }
}
