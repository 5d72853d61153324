package io.docspace.auth.agent;

import io.docspace.auth.agent.AgentEvent.Origin;
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
 * @param announced the token that was last reported to be in the file
 * @param replaced earlier or rejected tokens, which must not be taken from the file again
 * @param lastNotice the last notice; empty before the first
 * @param isReadAgain whether the token must be read from its setting again
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
     * A token that was proved good.
     *
     * @param expires by the portal's clock; empty if unknown
     * @param endsAt the expiry by the agent's time
     * @param margin the remaining lifetime at which it is renewed
     * @param isRejected whether the portal has rejected it since
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

        /** Whether the portal accepted it when last asked, and it has not expired. */
        public boolean isGood(Duration now) {
            return !isRejected && endsAt.map(end -> now.compareTo(end) < 0).orElse(true);
        }

        /** When to renew it; empty for a token from a setting, which cannot be renewed. */
        Optional<Duration> renewAt() {
            return endsAt.filter(end -> origin != Origin.GIVEN).map(end -> end.minus(margin));
        }

        /** This token after another successful check. */
        Held proved(Instant at, Optional<Instant> expiresNow, Optional<Duration> endsNow) {
            return new Held(token, expiresNow, endsNow, margin, false, at, origin);
        }

        /** This token after the portal rejected it. */
        Held rejected() {
            return new Held(token, expires, endsAt, margin, true, provedAt, origin);
        }
    }

    /**
     * A token that has not been checked yet.
     *
     * @param everywhere whether every place for the token holds it
     */
    public record Candidate(Token token, Optional<Instant> expires, Origin origin, boolean everywhere) {}

    /**
     * When actions are due next, and when they were last done.
     *
     * @param lastCheck empty if there was none
     * @param lastLogin the last login that may have reached the portal; empty if there was none
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

    /** When the next request to the portal is due. */
    public Duration nextRequest() {
        return NextAction.nextRequest(this);
    }
}
