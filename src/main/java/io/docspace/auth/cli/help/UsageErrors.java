package io.docspace.auth.cli.help;

import io.docspace.auth.config.SettingException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains what is wrong with a command line, without repeating a value, since any value may be a password. */
final class UsageErrors {
    /** The name of an option without an attached value. */
    private static final Pattern NAME = Pattern.compile("--[a-z][a-z-]*|-[A-Za-z]");

    private UsageErrors() {}

    static String explain(ParameterException mistake) {
        if (mistake.getCause() instanceof SettingException wrong) {
            return wrong.getMessage();
        }
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched());
        }
        ArgSpec argument = mistake instanceof MissingParameterException missing && !missing.getMissing().isEmpty()
                ? missing.getMissing().get(0)
                : mistake.getArgSpec();
        return argument instanceof OptionSpec option
                ? option.longestName() + " needs a value"
                : "the command line cannot be parsed";
    }

    /** Names the unknown options only: what follows one may be a password, as in {@code --password secret}. */
    private static String unknown(List<String> arguments) {
        String names = arguments.stream()
                .map(NAME::matcher)
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .collect(Collectors.joining(", "));
        if (names.startsWith("--password")) {
            return "there is no option " + names + ", since it would show in the process list; give the password with"
                    + " DOCSPACE_PASSWORD, --password-file or --password-stdin";
        }
        return names.isEmpty() ? "an argument is neither an option nor a command" : "unknown option " + names;
    }
}
