package io.docspace.auth.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The checked settings of an agent. Each method throws {@link SettingException} as those of {@link Settings} do. */
public final class AgentSettings {
    private final Sources sources;

    AgentSettings(Sources sources) {
        this.sources = sources;
    }

    /** How often an agent checks its token. */
    public Duration interval() {
        return sources.duration(Setting.INTERVAL);
    }

    /** The remaining lifetime at which an agent renews its token. */
    public Duration renewBefore() {
        return sources.duration(Setting.RENEW_BEFORE);
    }

    /** The command that an agent runs after each new token, as words; empty for none. */
    public List<String> exec() {
        return sources.find(Setting.EXEC)
                .map(given -> ShellWords.split(given.text())
                        .orElseThrow(() -> given
                                .refuseUnseen("has an unclosed quote or ends with a backslash; correct the command")))
                .orElse(List.of());
    }

    public boolean logoutOnExit() {
        return sources.flag(Setting.LOGOUT_ON_EXIT);
    }

    /** The address where an agent serves its health; empty for none. */
    public Optional<InetSocketAddress> listen() {
        return sources.find(Setting.LISTEN).map(given -> ListenAddress.parse(given.text()).orElseThrow(
                () -> given.refuse("is not an address to listen on; write it as 8080, 0.0.0.0:8080 or [::]:8080")));
    }

    /** The file to which an agent writes its health. */
    public Optional<Path> statusFile() {
        return sources.path(Setting.STATUS_FILE);
    }
}
