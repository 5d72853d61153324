package io.docspace.auth.agent.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.agent.AgentState;
import io.docspace.auth.token.NewFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes the facts to a file, replaced as a whole when they change, for environments where no port may be opened. */
public final class StatusFile implements AgentLoop.Watcher {
    private static final Logger LOG = Logger.getLogger(StatusFile.class);

    private final Path path;
    private final AgentStatus status;
    private final String version;
    private String written = "";
    private boolean isTold;

    public StatusFile(Path path, AgentStatus status, String version) {
        this.path = path;
        this.status = status;
        this.version = version;
    }

    @Override
    public void see(AgentState state, Duration next) {
        Optional<String> text = status.facts().map(facts -> StatusTexts.json(facts, version))
                .filter(now -> !now.equals(written));
        if (text.isEmpty()) {
            return;
        }
        try {
            write(text.get());
            written = text.get();
            isTold = false;
        } catch (IOException e) {
            if (!isTold) {
                LOG.warnf("the status file %s cannot be written: %s", path, e.getMessage());
            }
            isTold = true;
        }
    }

    /** At the end of the agent: what the file said would seem to hold on. One that cannot be removed stays. */
    public void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debugf("the status file %s cannot be removed: %s", path, e.getMessage());
        }
    }

    /** @throws IOException if the file cannot be written */
    public void write(String text) throws IOException {
        try (NewFile file = NewFile.create(path, text.getBytes(UTF_8), PosixFilePermissions.fromString("rw-r--r--"))) {
            file.moveIntoPlace();
        }
    }
}
