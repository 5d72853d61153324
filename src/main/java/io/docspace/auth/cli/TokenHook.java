package io.docspace.auth.cli;

import io.docspace.auth.secret.ChildEnvironment;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells an application of a new token: runs a command, without a shell, or sends SIGHUP to the process that a file names. A
 * failure is told and changes nothing: the token is in its file.
 */
final class TokenHook {
    private static final Logger LOG = Logger.getLogger(TokenHook.class);

    /** Seconds that a command may take. */
    private static final int TIME = 30;

    private final List<String> command;
    private final Optional<Path> pidFile;
    private final Map<String, String> environment;

    TokenHook(List<String> command, Optional<Path> pidFile, Map<String, String> environment) {
        this.command = command;
        this.pidFile = pidFile;
        this.environment = environment;
    }

    void run() {
        if (!command.isEmpty()) {
            run(command);
        }
        pidFile.ifPresent(this::signal);
    }

    private void signal(Path file) {
        try {
            String pid = Files.readString(file).strip();
            if (pid.matches("[1-9]\\d{0,9}")) {
                run(List.of("kill", "-HUP", pid));
            } else {
                LOG.warnf("no signal sent: %s names no process", file);
            }
        } catch (IOException e) {
            LOG.warnf("no signal sent: %s cannot be read", file);
        }
    }

    private void run(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT);
        // It is told of a token, not of what got it.
        ChildEnvironment.limit(builder, environment);
        try {
            Process process = builder.start();
            if (!process.waitFor(TIME, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.warnf("%s took more than %d s and was ended", words.get(0), TIME);
            } else if (process.exitValue() != 0) {
                LOG.warnf("%s ended with code %d", words.get(0), process.exitValue());
            }
        } catch (IOException e) {
            LOG.warnf("%s cannot be run", words.get(0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
