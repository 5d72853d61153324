package io.docspace.auth.agent;

import static io.docspace.auth.agent.Troubles.Lane.CHECK;
import static io.docspace.auth.agent.Troubles.Lane.FILE;
import static io.docspace.auth.agent.Troubles.Lane.LOGIN;

import io.docspace.auth.agent.AgentEvent.FileView;
import io.docspace.auth.agent.AgentEvent.Origin;
import io.docspace.auth.agent.AgentMachine.Step;
import io.docspace.auth.agent.AgentState.Candidate;
import io.docspace.auth.agent.AgentState.Held;
import io.docspace.auth.agent.Troubles.Lane;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** One step of an {@link AgentMachine}: applies an event to the state. */
final class Transition extends MutableState {
    /**
     * How many replaced tokens are remembered, so as not to take them from the file again. Two agents that write in turn need
     * few.
     */
    private static final int REPLACED = 4;

    private final AgentPolicy policy;
    private final DoubleSupplier chance;

    Transition(AgentPolicy policy, DoubleSupplier chance, AgentState state, Duration now) {
        super(state, now);
        this.policy = policy;
        this.chance = chance;
    }

    Step take(AgentEvent seen) {
        if (seen instanceof AgentEvent.Asked) {
            nextLook = nextCheck = nextLogin = nextWrite = now;
        } else if (seen instanceof AgentEvent.Looked looked) {
            look(looked);
        } else if (seen instanceof AgentEvent.Proved proved) {
            proved(proved);
        } else if (seen instanceof AgentEvent.Rejected rejected) {
            rejected(rejected.token());
        } else if (seen instanceof AgentEvent.CheckFailed failed) {
            lastCheck = Optional.of(now);
            nextCheck = fail(CHECK, failed.failure());
            failed.failure().retryAfter().ifPresent(asked -> nextLogin = Durations.max(nextLogin, nextCheck));
        } else if (seen instanceof AgentEvent.Granted granted) {
            isReadAgain = false;
            lastLogin = granted.origin() == Origin.LOGIN ? Optional.of(now) : lastLogin;
            candidate = Optional.of(new Candidate(granted.token(), granted.expires(), granted.origin(), false));
            nextCheck = now;
        } else if (seen instanceof AgentEvent.LoginFailed failed) {
            lastLogin = failed.failure().sent() ? Optional.of(now) : lastLogin;
            nextLogin = fail(LOGIN, failed.failure());
            failed.failure().retryAfter().ifPresent(asked -> nextCheck = Durations.max(nextCheck, nextLogin));
        } else if (seen instanceof AgentEvent.Written) {
            inFile();
        } else if (seen instanceof AgentEvent.NotWritten failed) {
            inFile = false;
            nextWrite = fail(FILE, failed.failure());
        }
        return next(seen instanceof AgentEvent.Looked);
    }

    private void look(AgentEvent.Looked looked) {
        if (looked.settingsChanged()) {
            troubles.in(LOGIN).filter(trouble -> trouble.kind().isCuredBySettings()).ifPresent(trouble -> nextLogin = now);
            troubles.in(CHECK).filter(trouble -> trouble.kind().isCuredBySettings()).ifPresent(trouble -> nextCheck = now);
            isReadAgain = held.filter(token -> token.origin() == Origin.GIVEN).isPresent();
        }
        nextLook = now.plus(policy.nextLook(troubles.lanes().values().stream().anyMatch(t -> t.kind().isCuredBySettings())));
        if (looked.file() instanceof FileView.Holds holds) {
            found(holds);
        } else if (!(looked.file() instanceof FileView.Unknown)) {
            forgetFileCandidate();
            fileIsNotOurs(looked.file() instanceof FileView.Missing ? "it is missing" : "another program has changed it");
        }
    }

    private void found(FileView.Holds holds) {
        Token token = holds.token();
        if (held.filter(ours -> ours.token().equals(token)).isPresent()) {
            forgetFileCandidate();
            if (holds.everywhere()) {
                inFile();
            } else {
                fileIsNotOurs("one of its copies is missing or outdated");
            }
        } else if (replaced.contains(token)) {
            fileIsNotOurs("it holds an older token");
        } else if (candidate.filter(fresh -> fresh.origin() != Origin.FILE).isEmpty()
                && (held.isPresent() || !policy.force())) {
            boolean isNew = candidate.filter(same -> same.token().equals(token)).isEmpty();
            candidate = Optional.of(new Candidate(token, holds.expires(), Origin.FILE, holds.everywhere()));
            nextCheck = isNew ? now : nextCheck;
            inFile = false;
        }
    }

    private void forgetFileCandidate() {
        candidate = candidate.filter(fresh -> fresh.origin() != Origin.FILE);
    }

    /** The token file is missing or foreign. A file that cannot be written has its own retry time. */
    private void fileIsNotOurs(String why) {
        inFile = false;
        if (isGood() && !troubles.has(FILE, Trouble.TOKEN_FILE_NOT_WRITABLE)) {
            nextWrite = now;
            troubles = troubles.with(FILE, Trouble.TOKEN_FILE_CHANGED, why, now, now, true, notices);
        }
    }

    private void inFile() {
        inFile = true;
        troubles = troubles.without(FILE, now, notices);
        if (held.isPresent() && !held.map(Held::token).equals(announced)) {
            announced = held.map(Held::token);
            notices.add(new Notice.InPlace(held.get().token(), held.get().expires(), held.get().origin()));
        }
    }

    private void proved(AgentEvent.Proved proved) {
        lastCheck = Optional.of(now);
        nextCheck = now.plus(policy.nextCheck(chance.getAsDouble()));
        troubles = troubles.without(CHECK, now, notices);
        Optional<Candidate> fresh = candidate.filter(one -> one.token().equals(proved.token()));
        if (fresh.isPresent()) {
            candidate = Optional.empty();
            take(fresh.get(), fresh.get().expires().or(proved::expires), proved.at());
        } else if (held.filter(ours -> ours.token().equals(proved.token())).isPresent()) {
            Optional<Instant> expires = proved.expires().or(held.get()::expires);
            held = Optional.of(held.get().proved(proved.at(), expires, ends(expires, proved.at())));
            if (!isRenewalDue()) {
                troubles = troubles.without(LOGIN, now, notices);
            }
        }
    }

    private void take(Candidate fresh, Optional<Instant> expires, Instant at) {
        Optional<Duration> life = expires.map(end -> Duration.between(at, end)).filter(left -> !left.isNegative());
        boolean isFound = fresh.origin() == Origin.FILE;
        if (isFound && life.filter(left -> left.compareTo(policy.minValidity()) < 0).isPresent()) {
            replace(fresh.token());
            return;
        }
        held.map(Held::token).filter(before -> !before.equals(fresh.token())).ifPresent(this::replace);
        Duration half = life.map(left -> left.dividedBy(2)).orElse(Duration.ZERO);
        held = Optional.of(new Held(fresh.token(), expires, ends(expires, at),
                Durations.min(policy.renewBefore(), half), false, at, fresh.origin()));
        nextLogin = now;
        if (fresh.origin() == Origin.LOGIN && life.filter(left -> left.compareTo(AgentPolicy.SHORT) < 0).isPresent()) {
            nextLogin = fail(LOGIN,
                    new Failure(Trouble.TOKEN_TOO_SHORT, Trouble.TOKEN_TOO_SHORT.text(), Optional.empty(), true));
        } else {
            troubles = troubles.without(LOGIN, now, notices);
        }
        inFile = false;
        if (isFound && fresh.everywhere()) {
            inFile();
        } else if (!troubles.has(FILE, Trouble.TOKEN_FILE_NOT_WRITABLE)) {
            nextWrite = now;
        }
    }

    private void rejected(Token token) {
        lastCheck = Optional.of(now);
        nextCheck = now.plus(policy.nextCheck(chance.getAsDouble()));
        troubles = troubles.without(CHECK, now, notices);
        Optional<Candidate> fresh = candidate.filter(one -> one.token().equals(token));
        if (fresh.isPresent()) {
            candidate = Optional.empty();
            replace(token);
            if (fresh.get().origin() == Origin.FILE) {
                fileIsNotOurs("it holds a token that the portal rejects");
            } else {
                Trouble kind = fresh.get().origin() == Origin.GIVEN ? Trouble.GIVEN_TOKEN_REJECTED
                        : Trouble.FRESH_TOKEN_REJECTED;
                nextLogin = fail(LOGIN, new Failure(kind, kind.text(), Optional.empty(), true));
            }
        } else if (held.filter(ours -> ours.token().equals(token) && !ours.isRejected()).isPresent()) {
            held = held.map(Held::rejected);
            notices.add(new Notice.Lost());
        }
    }

    private void replace(Token token) {
        List<Token> all = new ArrayList<>(replaced);
        all.add(token);
        replaced = List.copyOf(all.subList(Math.max(0, all.size() - REPLACED), all.size()));
    }

    /** @return when the next try is due */
    private Duration fail(Lane lane, Failure failure) {
        Trouble kind = failure.kind();
        ends |= kind.endsAtStart() && held.isEmpty();
        Duration wait = kind.schedule().wait(troubles.failures(lane, kind), chance.getAsDouble());
        // Every client is told the same moment, so each adds a little to spread the retries.
        Duration asked = failure.retryAfter().map(after -> after.plusMillis((long) (10_000 * chance.getAsDouble())))
                .orElse(Duration.ZERO);
        Duration next = now.plus(Durations.max(wait, asked));
        if (!ends) {
            troubles = troubles.with(lane, kind, failure.what(), now, next, isGood(), notices);
        }
        return next;
    }

    private Optional<Duration> ends(Optional<Instant> expires, Instant at) {
        // An expiry in the past is meaningless while the portal accepts the token.
        return expires.filter(at::isBefore).map(end -> now.plus(Duration.between(at, end)));
    }

    private boolean isGood() {
        return held.filter(token -> token.isGood(now)).isPresent();
    }

    private boolean isRenewalDue() {
        return held.flatMap(Held::renewAt).filter(due -> due.compareTo(now) <= 0).isPresent();
    }
}
