package io.docspace.auth.cli;

import io.docspace.auth.cli.help.CommandLineModel;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.http.DocSpaceApi;
import io.docspace.auth.secret.ForeignText;
import io.docspace.auth.secret.Redactor;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports a failure to the user: one line on stderr, and with {@code --verbose} its causes. */
final class ErrorReporter {
    /** How the framework names the client with the key {@code docspace}. */
    private static final String CLIENT = "\"" + DocSpaceApi.class.getName() + "\"";
    private static final Pattern KEY = Pattern.compile("quarkus\\.[a-z-]+(\\.[\\w\"-]+)+");

    private final Invocation invocation;

    ErrorReporter(Invocation invocation) {
        this.invocation = invocation;
    }

    /** A mistake on the command line. */
    int reportUsage(String mistake) {
        print(mistake + "; see " + CommandLineModel.NAME + " --help");
        return ExitCode.USAGE.code();
    }

    /** A failure of a command. */
    int reportRun(Throwable failure) {
        ExitCode code = ExitCode.of(failure);
        print(code == ExitCode.UNEXPECTED ? unexpected(failure) : failure.getMessage());
        if (invocation.isVerbose()) {
            printCauses(failure.getCause());
        }
        return code.code();
    }

    /** A failure to start, such as a framework setting that is not a number. The framework's own messages are not for users. */
    int reportStart(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingException) {
                return reportRun((SettingException) cause);
            }
            if (isOfTls(cause)) {
                print("a quarkus.tls.* setting cannot be used; check that its file exists and its type and password are right");
                return ExitCode.USAGE.code();
            }
            if (cause instanceof ConfigurationException || cause instanceof ConfigValidationException
                    || cause instanceof IllegalArgumentException) {
                Matcher key = KEY.matcher(String.valueOf(cause.getMessage()));
                if (key.find()) {
                    print("the value of " + key.group().replace(CLIENT, "docspace") + " cannot be used; correct or remove it");
                    return ExitCode.USAGE.code();
                }
            }
        }
        print(unexpected(failure));
        return ExitCode.UNEXPECTED.code();
    }

    /** An invalid key store or trust store, which the framework reports as an illegal state. */
    private static boolean isOfTls(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("io.quarkus.tls.");
    }

    /** A bug: only names and places, since a message could quote what was sent. */
    private static String unexpected(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return "unexpected error: " + root.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0])
                + "; this is a bug, please report it";
    }

    /** Prints the names of causes, and only messages of the JDK, since a parser's message quotes what the other side sent. */
    private void printCauses(Throwable cause) {
        for (Throwable next = cause; next != null; next = next.getCause()) {
            String name = next.getClass().getName();
            boolean quotesNothing = name.startsWith("java.net.") || name.startsWith("java.nio.")
                    || name.startsWith("sun.security.");
            boolean isShown = quotesNothing && next.getMessage() != null && Redactor.current().mayQuote();
            print("caused by " + name + (isShown ? ": " + next.getMessage() : ""));
        }
    }

    /** Prints one line. Secrets are removed before line breaks are, since a line break may split a secret. */
    private void print(String message) {
        invocation.err().println(CommandLineModel.NAME + ": " + ForeignText.oneLine(Redactor.current().redact(message)));
    }
}
