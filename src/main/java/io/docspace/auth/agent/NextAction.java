package io.docspace.auth.agent;

import io.docspace.auth.agent.AgentEvent.Origin;
import io.docspace.auth.agent.AgentState.Candidate;
import io.docspace.auth.agent.AgentState.Held;
import io.docspace.auth.agent.AgentState.Schedules;
import io.docspace.auth.agent.Troubles.Lane;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The action that is due first. */
record NextAction(AgentAction action, Duration at) {
    /**
     * Chooses the next action. Actions that are due at the same time come in this order: write, look, check, log in. So a good
     * token gets into the file as soon as possible, and a login comes last.
     *
     * @param hasLooked whether the files have just been looked at, which precedes each login: another agent may have made
     *         it unnecessary
     */
    static NextAction of(AgentState state, boolean hasLooked, Duration now) {
        Schedules times = state.times();
        List<NextAction> due = new ArrayList<>();
        // Another agent's token is checked before it may be overwritten.
        boolean isAnothers = state.candidate().filter(fresh -> fresh.origin() == Origin.FILE).isPresent();
        state.held().filter(token -> token.isGood(now) && !state.inFile() && !isAnothers)
                .ifPresent(token -> due
                        .add(new NextAction(new AgentAction.Write(token.token(), token.expires()), times.nextWrite())));
        due.add(new NextAction(new AgentAction.Look(), times.nextLook()));
        tokenToCheck(state).ifPresent(token -> due.add(new NextAction(new AgentAction.Check(token), check(times))));
        login(state).ifPresent(at -> due.add(!hasLooked && at.compareTo(now) <= 0
                ? new NextAction(new AgentAction.Look(), at)
                : new NextAction(new AgentAction.Login(), at)));
        // Of equal times, min returns the first.
        return due.stream().min(Comparator.comparing(choice -> Durations.max(choice.at(), now))).orElseThrow();
    }

    /** When the next request to the portal is due. */
    static Duration nextRequest(AgentState state) {
        Optional<Duration> check = tokenToCheck(state).map(token -> check(state.times()));
        // Without a token to check, a login is due.
        return Stream.concat(check.stream(), login(state).stream()).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private static Duration check(Schedules times) {
        return atLeast(times.lastCheck(), AgentPolicy.CHECK_FLOOR, times.nextCheck());
    }

    private static Optional<Token> tokenToCheck(AgentState state) {
        return state.candidate().map(Candidate::token).or(() -> state.held().map(Held::token));
    }

    /** When to sign in; empty if no login is planned. */
    private static Optional<Duration> login(AgentState state) {
        if (state.candidate().isPresent()) {
            return Optional.empty();
        }
        Duration earliest = atLeast(state.times().lastLogin(), AgentPolicy.LOGIN_FLOOR, state.times().nextLogin());
        Optional<Held> held = state.held();
        if (held.isEmpty() || held.get().isRejected() || state.isReadAgain()) {
            return Optional.of(earliest);
        }
        // While checks fail, a login would fail as well, so it waits until the token has expired.
        boolean portalFails = state.troubles().in(Lane.CHECK).filter(trouble -> trouble.kind().isTransient()).isPresent();
        return (portalFails ? held.get().endsAt() : held.get().renewAt()).map(due -> Durations.max(due, earliest));
    }

    private static Duration atLeast(Optional<Duration> last, Duration floor, Duration next) {
        return last.map(then -> Durations.max(then.plus(floor), next)).orElse(next);
    }
}
