package io.docspace.auth.cli;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the user reads of a failure: one line on stderr, and with {@code --verbose} its causes. */
final class ErrorReporter {
    private ErrorReporter() {}

    /** A mistake on the command line. */
    static int reportUsage(ParameterException failure, String[] args) {
        String what = failure instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched.getUnmatched())
                : failure.getMessage().replaceFirst("^Error: ", "");
        print(what + "; see " + MainCommand.NAME + " --help");
        return ExitCode.USAGE.code();
    }

    /** Names of options alone: what follows one may be a password, as in {@code --password secret}. */
    private static String unknown(List<String> arguments) {
        String names = arguments.stream()
                .filter(argument -> argument.startsWith("-"))
                .map(option -> option.replaceFirst("=.*", ""))
                .collect(Collectors.joining(", "));
        if (names.startsWith("--password")) {
            return "there is no option " + names + ", it would show in the process list; give the password with "
                    + AuthMethodResolver.PASSWORDS;
        }
        return names.isEmpty() ? "an argument that is neither option nor command" : "unknown option " + names;
    }

    /** A failure of a command. */
    static int reportRun(Exception failure, boolean verbose) {
        ExitCode code = ExitCode.of(failure);
        print(code == ExitCode.UNEXPECTED ? unexpected(failure) : failure.getMessage());
        if (verbose) {
            printCauses(failure.getCause());
        }
        return code.code();
    }

    /** A failure to start, such as a framework setting that is no number. */
    static int reportStart(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationException || cause instanceof ConfigValidationException || isOfTls(cause)) {
                print("reading the configuration: " + cause.getMessage());
                return ExitCode.USAGE.code();
            }
        }
        print(unexpected(failure));
        return ExitCode.UNEXPECTED.code();
    }

    /** A key store or trust store that is none, which the framework tells as an illegal state. */
    private static boolean isOfTls(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("io.quarkus.tls.");
    }

    /** A defect: names and places alone, since a message could quote what was sent. */
    private static String unexpected(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return "unexpected " + root.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0])
                + "; this is a defect, please report it";
    }

    /** Names of causes; messages of the JDK's alone, since those of a parser quote what the other side sent. */
    private static void printCauses(Throwable cause) {
        for (Throwable next = cause; next != null; next = next.getCause()) {
            String name = next.getClass().getName();
            boolean quotesNothing = name.startsWith("java.net.") || name.startsWith("java.nio.")
                    || name.startsWith("sun.security.");
            print("caused by " + name + (quotesNothing ? ": " + next.getMessage() : ""));
        }
    }

    /** Nothing once a signal has ended the run: what fails then fails because of it. */
    private static void print(String message) {
        if (ApplicationLifecycleManager.isVmShuttingDown()) {
            return;
        }
        String line = message.replaceAll("\\s*\\R\\s*", " ").replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ");
        System.err.println(MainCommand.NAME + ": " + line);
    }
}
