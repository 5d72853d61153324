package io.docspace.auth.agent;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The current trouble, by what fails. The same kind in two lanes is reported once, and ends when both have ended.
 *
 * @param lanes empty if nothing fails
 */
public record Troubles(Map<Lane, OngoingTrouble> lanes) {
    static final Troubles NONE = new Troubles(Map.of());

    /** The parts of an agent's work that fail independently. */
    public enum Lane {
        LOGIN, CHECK, FILE
    }

    public Troubles {
        lanes = Map.copyOf(lanes);
    }

    public Optional<OngoingTrouble> in(Lane lane) {
        return Optional.ofNullable(lanes.get(lane));
    }

    boolean has(Lane lane, Trouble kind) {
        return in(lane).filter(trouble -> trouble.kind() == kind).isPresent();
    }

    /**
     * The number of consecutive failures, including a new one: the wait keeps growing while kinds of the same schedule
     * alternate.
     */
    int failures(Lane lane, Trouble kind) {
        return in(lane).filter(trouble -> trouble.kind().schedule() == kind.schedule())
                .map(trouble -> trouble.failures() + 1).orElse(1);
    }

    /**
     * A copy with one more failure.
     *
     * @param notices receives the notice, if there is one
     */
    Troubles with(Lane lane, Trouble kind, String what, Duration now, Duration next, boolean good, List<Notice> notices) {
        Optional<OngoingTrouble> before = in(lane);
        Set<Trouble> told = EnumSet.noneOf(Trouble.class);
        before.map(OngoingTrouble::told).ifPresent(told::addAll);
        boolean isNew = before.filter(trouble -> trouble.kind() == kind).isEmpty();
        Duration since = isNew ? now : before.get().since();
        if (isNew && !told.contains(kind) && !isElsewhere(lane, kind)) {
            notices.add(new Notice.Began(kind, what, since, next, good));
        }
        if (kind.isTransient()) {
            told.add(kind);
        }
        Map<Lane, OngoingTrouble> all = copy();
        all.put(lane, new OngoingTrouble(kind, since, before.map(OngoingTrouble::episode).orElse(now), failures(lane, kind),
                next, told));
        return new Troubles(all);
    }

    /** A copy without trouble in this lane. */
    Troubles without(Lane lane, Duration now, List<Notice> notices) {
        Optional<OngoingTrouble> before = in(lane);
        if (before.isEmpty()) {
            return this;
        }
        if (!isElsewhere(lane, before.get().kind())) {
            notices.add(new Notice.Ended(before.get().kind(), now.minus(before.get().episode())));
        }
        Map<Lane, OngoingTrouble> all = copy();
        all.remove(lane);
        return new Troubles(all);
    }

    private boolean isElsewhere(Lane lane, Trouble kind) {
        return lanes.entrySet().stream().anyMatch(other -> other.getKey() != lane && other.getValue().kind() == kind);
    }

    private Map<Lane, OngoingTrouble> copy() {
        Map<Lane, OngoingTrouble> copy = new EnumMap<>(Lane.class);
        copy.putAll(lanes);
        return copy;
    }
}
