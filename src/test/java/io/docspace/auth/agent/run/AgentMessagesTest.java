package io.docspace.auth.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.docspace.auth.LogCapture;
import io.docspace.auth.agent.AgentEvent.Origin;
import io.docspace.auth.agent.Notice;
import io.docspace.auth.agent.Trouble;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentMessagesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void each_change_is_one_line() {
        assertEquals(
                "signing in: no; keeping the current token; failing since 2026-11-24T11:59:50Z, next try at 2026-11-24T12:05:00Z",
                line(new Notice.Began(Trouble.LOCKED, "signing in: no", Duration.ofSeconds(90), Duration.ofSeconds(400),
                        true)));
        assertEquals(
                "signing in: no; there is no good token; failing since 2026-11-24T12:00:00Z, next try at 2026-11-24T12:00:05Z",
                line(new Notice.Began(Trouble.LOCKED, "signing in: no", Duration.ofSeconds(100), Duration.ofSeconds(105),
                        false)));
        assertEquals("the token file f: it is missing; writing it again", line(
                new Notice.Began(Trouble.TOKEN_FILE_CHANGED, "it is missing", Duration.ZERO, Duration.ZERO, true)));
        assertEquals("recovered after 119 s: the portal cannot be reached", ended(Duration.ofSeconds(119)));
        assertEquals("recovered after 2 min: the portal cannot be reached", ended(Duration.ofSeconds(179)));
        assertEquals("recovered after 3 h: the portal cannot be reached", ended(Duration.ofHours(3)));
        assertEquals("the portal no longer accepts the token, signing in again", line(new Notice.Lost()));
        assertEquals("token written to f, good until 2026-11-24T12:00:00Z",
                line(new Notice.InPlace(new Token("t"), Optional.of(NOW), Origin.LOGIN)));
        assertEquals("the token in f is good, no login needed",
                line(new Notice.InPlace(new Token("t"), Optional.empty(), Origin.FILE)));
    }

    private static String ended(Duration lasted) {
        return line(new Notice.Ended(Trouble.UNREACHABLE, lasted));
    }

    private static String line(Notice notice) {
        Timeline time = new Timeline() {
            @Override
            public Duration now() {
                return Duration.ofSeconds(100);
            }

            @Override
            public boolean waitUntil(Duration moment) {
                throw new AssertionError("not asked for");
            }

            @Override
            public void verifyRunning() {
                throw new AssertionError("not asked for");
            }
        };
        try (LogCapture lines = LogCapture.by(AgentMessages.class)) {
            new AgentMessages("f", time, InstantSource.fixed(NOW)).accept(notice);
            assertEquals(1, lines.lines().size());
            return List.copyOf(lines.lines()).get(0);
        }
    }
}
