package io.docspace.auth.agent.run;

import io.docspace.auth.agent.AgentEvent.Origin;
import io.docspace.auth.agent.Notice;
import io.docspace.auth.agent.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Logs an agent's notices, one line each.
 *
 * @param place the place of the token, such as a path
 */
public record AgentMessages(String place, Timeline time, InstantSource clock) implements Consumer<Notice> {
    private static final Logger LOG = Logger.getLogger(AgentMessages.class);

    @Override
    public void accept(Notice notice) {
        if (notice instanceof Notice.Began began) {
            LOG.warn(began(began));
        } else if (notice instanceof Notice.Ended ended) {
            LOG.infof("recovered after %s: %s", text(ended.lasted()), ended.kind().text());
        } else if (notice instanceof Notice.Lost) {
            LOG.info("the portal no longer accepts the token, signing in again");
        } else if (notice instanceof Notice.InPlace there) {
            String until = there.expires().map(end -> ", good until " + end).orElse("");
            LOG.infof(there.origin() == Origin.FILE ? "the token in %s is good, no login needed%s" : "token written to %s%s",
                    place,
                    until);
        }
    }

    private String began(Notice.Began began) {
        if (began.kind() == Trouble.TOKEN_FILE_CHANGED) {
            return "the token file " + place + ": " + began.what() + "; writing it again";
        }
        return began.what() + "; " + (began.good() ? "keeping the current token" : "there is no good token")
                + "; failing since " + moment(began.since()) + ", next try at " + moment(began.next());
    }

    private Instant moment(Duration at) {
        return AgentStatus.moment(at, time, clock);
    }

    /** A duration for people, such as 5 min. */
    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
