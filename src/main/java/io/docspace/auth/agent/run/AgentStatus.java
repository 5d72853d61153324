package io.docspace.auth.agent.run;

import io.docspace.auth.agent.AgentState;
import io.docspace.auth.agent.AgentState.Held;
import io.docspace.auth.agent.OngoingTrouble;
import io.docspace.auth.agent.Troubles.Lane;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The agent's status, for other threads. Moments are by this machine's clock at the time of the call, except those of the
 * portal.
 */
public final class AgentStatus implements AgentLoop.Watcher {
    /** How late the loop may be, in addition to the timeout of its current action. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Timeline time;
    private final InstantSource clock;
    private final Duration timeout;
    private final Function<Token, Boolean> fileHolds;
    private final OutcomeCounter logins;
    private final OutcomeCounter checks;

    private volatile Snapshot seen;

    /** A consistent snapshot. */
    private record Snapshot(AgentState state, Duration next) {}

    /**
     * The facts at one moment.
     *
     * @param problem why the token file holds no good token, as a fixed text; empty if it does
     * @param trouble what fails, whether or not the token is still good
     * @param expires when the token expires, by the portal's clock
     * @param provedAt when it was last proved, by the portal's clock
     * @param next when the next request to the portal is due
     */
    public record Facts(Optional<String> problem, Optional<String> trouble, Optional<Instant> troubleSince,
            Optional<Instant> expires, Optional<Instant> provedAt, Instant next, boolean isAlive, Map<String, Long> logins,
            Map<String, Long> checks) {
        /** Whether the token file holds a token that was proved good. */
        public boolean isReady() {
            return problem.isEmpty();
        }
    }

    /**
     * @param timeout the time limit of one step
     * @param fileHolds whether the token file still holds this token; must be cheap
     */
    public AgentStatus(Timeline time, InstantSource clock, Duration timeout, Function<Token, Boolean> fileHolds,
            OutcomeCounter logins,
            OutcomeCounter checks) {
        this.time = time;
        this.clock = clock;
        this.timeout = timeout;
        this.fileHolds = fileHolds;
        this.logins = logins;
        this.checks = checks;
    }

    @Override
    public void see(AgentState state, Duration next) {
        seen = new Snapshot(state, next);
    }

    /** The facts; empty before the first step. */
    public Optional<Facts> facts() {
        return Optional.ofNullable(seen).map(this::facts);
    }

    private Facts facts(Snapshot one) {
        Duration now = time.now();
        Optional<Held> held = one.state().held();
        Optional<OngoingTrouble> trouble = Stream.of(Lane.LOGIN, Lane.FILE, Lane.CHECK)
                .flatMap(lane -> one.state().troubles().in(lane).stream()).findFirst();
        boolean isAlive = now.compareTo(one.next().plus(timeout).plus(LATE)) <= 0;
        return new Facts(problem(one.state(), trouble, now), trouble.map(ongoing -> ongoing.kind().text()),
                trouble.map(ongoing -> moment(ongoing.since())), held.flatMap(Held::expires), held.map(Held::provedAt),
                moment(one.state().nextRequest()), isAlive, logins.counts(), checks.counts());
    }

    private Optional<String> problem(AgentState one, Optional<OngoingTrouble> trouble, Duration now) {
        Optional<Held> held = one.held();
        boolean isGood = held.filter(token -> token.isGood(now)).isPresent();
        if (isGood && one.inFile() && fileHolds.apply(held.get().token())) {
            return Optional.empty();
        }
        String what = held.isEmpty() ? "there is no token yet"
                : isGood ? "the token file does not hold the token" : "the token is no longer good";
        return Optional.of(trouble
                .map(ongoing -> what + ": " + ongoing.kind().text() + "; failing since " + moment(ongoing.since())
                        + ", next try at "
                        + moment(ongoing.next()))
                .orElse(what));
    }

    private Instant moment(Duration at) {
        return moment(at, time, clock);
    }

    /** Converts an agent's time to wall-clock time, in whole seconds. */
    static Instant moment(Duration at, Timeline time, InstantSource clock) {
        return clock.instant().plus(at.minus(time.now())).truncatedTo(ChronoUnit.SECONDS);
    }
}
