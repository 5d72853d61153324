package io.docspace.auth.agent;

import io.docspace.auth.agent.AgentEvent.FileView;
import io.docspace.auth.agent.AgentEvent.Origin;
import io.docspace.auth.agent.AgentMachine.Step;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** An agent's machine in a world of its own, in virtual time. A test sets what the world does. */
final class Simulation {
    static final Instant PORTAL_START = Instant.parse("2026-11-24T12:00:00Z");

    /** What a login gives where it does not fail. */
    Duration lifetime = Duration.ofHours(1);

    /** What a login meets instead of a token. */
    Supplier<Optional<Failure>> loginFailure = Optional::empty;

    /** What a check meets instead of an answer. */
    Supplier<Optional<Failure>> checkFailure = Optional::empty;

    /** What a write meets. */
    Supplier<Optional<Failure>> writeFailure = Optional::empty;

    /** Whether the portal accepts a token that it knows. */
    Function<Token, Boolean> accepts = token -> true;

    Origin origin = Origin.LOGIN;
    Optional<Token> file = Optional.empty();
    Optional<Instant> fileExpires = Optional.empty();

    /** Where the token goes to two places: whether the second holds what the first does. */
    boolean isEverywhere = true;

    /** What the portal tells with a proof, as it does of an API key. */
    Optional<Instant> provedExpires = Optional.empty();

    boolean isForeign;
    boolean settingsChanged;

    final Set<Token> valid = new HashSet<>();
    final Set<Token> proved = new HashSet<>();
    final List<Duration> logins = new ArrayList<>();
    final List<Duration> checks = new ArrayList<>();
    final List<Duration> writes = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    Duration now = Duration.ZERO;
    Step step;
    int steps;

    private final AgentMachine machine;
    private int issued;

    Simulation(AgentPolicy policy, long seed) {
        machine = new AgentMachine(policy, new Random(seed)::nextDouble);
        take(machine.start(now));
    }

    Simulation() {
        this(policy(Duration.ofMinutes(1)), 1);
    }

    static AgentPolicy policy(Duration interval) {
        return new AgentPolicy(interval, Duration.ofMinutes(10), Duration.ofMinutes(1), false);
    }

    static Failure failure(Trouble kind) {
        return new Failure(kind, kind.name(), Optional.empty(), kind != Trouble.UNREACHABLE);
    }

    /** Lets the agent run for a time. */
    Simulation run(Duration time) {
        Duration end = now.plus(time);
        while (!hasEnded() && Durations.max(step.at(), now).compareTo(end) <= 0) {
            now = Durations.max(step.at(), now);
            take(machine.step(step.state(), perform(step.action()), now));
        }
        now = end;
        return this;
    }

    Simulation run(long seconds) {
        return run(Duration.ofSeconds(seconds));
    }

    /** Sends a SIGHUP. */
    void ask() {
        take(machine.step(step.state(), new AgentEvent.Asked(), now));
    }

    boolean hasEnded() {
        return step.action() instanceof AgentAction.End;
    }

    Instant portalTime() {
        return PORTAL_START.plus(now);
    }

    /** A token that the portal knows, of another agent. */
    Token another(String name) {
        Token token = new Token(name);
        valid.add(token);
        return token;
    }

    List<Trouble> began() {
        return notices.stream().filter(Notice.Began.class::isInstance).map(notice -> ((Notice.Began) notice).kind()).toList();
    }

    List<Trouble> ended() {
        return notices.stream().filter(Notice.Ended.class::isInstance).map(notice -> ((Notice.Ended) notice).kind()).toList();
    }

    /** The time between one login and the next. */
    List<Duration> pauses() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 1; i < logins.size(); i++) {
            pauses.add(logins.get(i).minus(logins.get(i - 1)));
        }
        return pauses;
    }

    void forget() {
        logins.clear();
        checks.clear();
        writes.clear();
        notices.clear();
    }

    void take(Step next) {
        step = next;
        notices.addAll(next.notices());
        steps++;
    }

    AgentEvent perform(AgentAction action) {
        if (action instanceof AgentAction.Look) {
            boolean changed = settingsChanged;
            settingsChanged = false;
            return new AgentEvent.Looked(view(), changed);
        }
        if (action instanceof AgentAction.Check check) {
            checks.add(now);
            return checkFailure.get().<AgentEvent>map(AgentEvent.CheckFailed::new).orElseGet(() -> {
                if (!valid.contains(check.token()) || !accepts.apply(check.token())) {
                    return new AgentEvent.Rejected(check.token());
                }
                proved.add(check.token());
                return new AgentEvent.Proved(check.token(), portalTime(), provedExpires);
            });
        }
        if (action instanceof AgentAction.Login) {
            return login();
        }
        if (action instanceof AgentAction.Write write) {
            writes.add(now);
            return writeFailure.get().<AgentEvent>map(AgentEvent.NotWritten::new).orElseGet(() -> {
                if (!proved.contains(write.token())) {
                    throw new AssertionError(write.token() + " was never proved");
                }
                file = Optional.of(write.token());
                isEverywhere = true;
                fileExpires = write.expires();
                isForeign = false;
                return new AgentEvent.Written();
            });
        }
        throw new AssertionError(action);
    }

    private FileView view() {
        if (isForeign) {
            return new FileView.Foreign();
        }
        return file.<FileView>map(token -> new FileView.Holds(token, fileExpires, isEverywhere))
                .orElseGet(FileView.Missing::new);
    }

    private AgentEvent login() {
        Optional<Failure> failure = loginFailure.get();
        if (failure.filter(met -> !met.sent()).isEmpty()) {
            logins.add(now);
        }
        return failure.<AgentEvent>map(AgentEvent.LoginFailed::new).orElseGet(() -> {
            Token token = another("token" + ++issued);
            return new AgentEvent.Granted(token, Optional.ofNullable(lifetime).map(portalTime()::plus), origin);
        });
    }
}
