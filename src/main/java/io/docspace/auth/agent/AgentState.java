package io.docspace.auth.agent;

import io.docspace.auth.agent.Seen.Origin;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that an agent knows. All durations are since its start.
 *
 * @param held the newest token that was proved good
 * @param candidate a token that is yet to be proved
 * @param inFile whether the token file held {@code held} when it was last looked at or written
 * @param announced the token that was last told to be in the file
 * @param replaced tokens that were held before or rejected: they are not taken from the file again
 * @param lastNotice what was told last; empty before anything was
 * @param isReadAgain whether the token that a setting gives is to be read again
 */
public record AgentState(
        Optional<Held> held,
        Optional<Candidate> candidate,
        boolean inFile,
        Optional<Token> announced,
        List<Token> replaced,
        Optional<Notice> lastNotice,
        boolean isReadAgain,
        Troubles troubles,
        Schedules times) {

    static final AgentState START = new AgentState(Optional.empty(), Optional.empty(), false, Optional.empty(), List.of(),
            Optional.empty(), false, Troubles.NONE, new Schedules(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO,
                    Optional.empty(), Optional.empty()));

    /**
     * A token that was proved.
     *
     * @param expires by the portal's clock; empty where it does not know
     * @param endsAt the same by the agent's time
     * @param margin what is left when it is renewed
     * @param isRejected whether the portal has since said no
     * @param provedAt when it was last proved, by the portal's clock
     */
    public record Held(
            Token token,
            Optional<Instant> expires,
            Optional<Duration> endsAt,
            Duration margin,
            boolean isRejected,
            Instant provedAt,
            Origin origin) {

        /** Whether the portal, when last asked, accepted it, and its time is not over. */
        public boolean isGood(Duration now) {
            return !isRejected && endsAt.map(end -> now.compareTo(end) < 0).orElse(true);
        }

        /** Empty where nothing renews it: a token that a setting gives is what it is. */
        Optional<Duration> renewAt() {
            return endsAt.filter(end -> origin != Origin.GIVEN).map(end -> end.minus(margin));
        }

        /** The same, proved again. */
        Held proved(Instant at, Optional<Instant> expiresNow, Optional<Duration> endsNow) {
            return new Held(token, expiresNow, endsNow, margin, false, at, origin);
        }

        /** The same after the portal said no. */
        Held rejected() {
            return new Held(token, expires, endsAt, margin, true, provedAt, origin);
        }
    }

    /**
     * A token that is yet to be proved.
     *
     * @param everywhere whether each place of the token holds it
     */
    public record Candidate(Token token, Optional<Instant> expires, Origin origin, boolean everywhere) {}

    /**
     * When things are next due and were last done.
     *
     * @param lastCheck empty where there was none
     * @param lastLogin the last that may have reached the portal; empty where there was none
     */
    public record Schedules(
            Duration nextLook,
            Duration nextCheck,
            Duration nextLogin,
            Duration nextWrite,
            Optional<Duration> lastCheck,
            Optional<Duration> lastLogin) {}

    /** Whether the token file held a good token when it was last looked at. */
    public boolean isReady(Duration now) {
        return inFile && held.filter(token -> token.isGood(now)).isPresent();
    }

    /** When the portal is asked next. */
    public Duration nextRequest() {
        return Choice.nextRequest(this);
    }
}
