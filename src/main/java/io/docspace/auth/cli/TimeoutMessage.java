package io.docspace.auth.cli;

import io.docspace.auth.time.Activity;
import java.time.Duration;

/** The exit code and the message of a run that exceeds its time limit. */
record TimeoutMessage(ExitCode code, String message) {
    static TimeoutMessage of(Activity activity, Duration time) {
        String over = "timeout: " + inWords(time) + " passed while " + activity.doing() + "; ";
        return switch (activity.kind()) {
            case INPUT -> new TimeoutMessage(ExitCode.USAGE, over + "send the input sooner, or raise --timeout");
            case PORTAL ->
                new TimeoutMessage(ExitCode.UNREACHABLE, over + "check --base-url and the network, or raise --timeout");
            case OUTPUT -> new TimeoutMessage(ExitCode.NOT_WRITTEN, over + "check the program that reads it");
            case PROGRAM -> new TimeoutMessage(ExitCode.UNREACHABLE, over + "raise --timeout");
        };
    }

    private static String inWords(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
