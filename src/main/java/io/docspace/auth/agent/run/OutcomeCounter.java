package io.docspace.auth.agent.run;

import io.docspace.auth.agent.Trouble;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts an action by its outcome. Written by one thread and read by others. */
public final class OutcomeCounter {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void add(String outcome) {
        counts.computeIfAbsent(outcome, name -> new LongAdder()).increment();
    }

    void add(Trouble outcome) {
        add(outcome.name().toLowerCase(Locale.ROOT));
    }

    /** Outcome to count, in the order of the names. */
    public Map<String, Long> counts() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((outcome, count) -> all.put(outcome, count.sum()));
        return all;
    }
}
