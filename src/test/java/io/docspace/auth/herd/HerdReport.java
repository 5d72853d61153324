package io.docspace.auth.herd;

import io.docspace.auth.herd.Herd.Outcome;
import io.docspace.auth.portal.retry.BackOff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Runs the herds of {@code bench/herd}; writes {@code docs/herd.svg}, and a table into {@code docs/performance.md}. */
final class HerdReport {
    static final List<Integer> SIZES = List.of(100, 1_000, 10_000);

    /** How long the product waits on average while nothing answers, in milliseconds. */
    static final double ASKING = new BackOff(() -> 0.5).after(Integer.MAX_VALUE, 0, Optional.empty()).toMillis();

    /** How far from the least is good enough. */
    static final double GOOD = 1.5;

    private static final List<Integer> OTHER_SIZES = List.of(2_000, 5_000, 20_000);
    private static final int RUNS = 5;

    /** The longest that was seen until a changed Secret is in the mounted file of a running pod. */
    private static final Duration KUBELET = Duration.ofSeconds(80);

    private static final Path DOCS = Path.of("docs/performance.md");
    private static final Path CHART = Path.of("docs/herd.svg");
    private static final Pattern MARKED = Pattern.compile("(?<=<!-- herd -->\n).*(?=<!-- /herd -->)", Pattern.DOTALL);

    private HerdReport() {}

    public static void main(String[] args) throws IOException {
        StringBuilder table = new StringBuilder("""
                | clients | waits | all in after | of the least | requests a client, down + back | in the busiest second |
                | --- | --- | --- | --- | --- | --- |
                """);
        HerdChart chart = new HerdChart();
        Outcome largest = null;
        for (int clients : SIZES) {
            table.append(least("**" + String.format(Locale.ROOT, "%,d", clients) + "**", "who know", Least.knowing(clients),
                    clients))
                    .append(least("", String.format(Locale.ROOT, "who ask once in %.0f s", ASKING / 1_000),
                            Least.asking(clients, ASKING), clients));
            Map<Policy, long[]> curves = new EnumMap<>(Policy.class);
            for (Policy policy : Policy.values()) {
                List<Outcome> runs = runs(clients, policy);
                table.append(row(clients, policy, runs));
                largest = policy == Policy.OURS ? runs.get(RUNS / 2) : largest;
                curves.put(policy, runs.get(RUNS / 2).in());
            }
            table.append(shared(clients));
            chart.add(clients, curves);
        }
        table.append('\n').append(otherSizes()).append(priceOfKnowing()).append(priceOfTheDay(largest));
        System.out.print(table);
        Files.writeString(CHART, chart.svg());
        Files.writeString(DOCS,
                MARKED.matcher(Files.readString(DOCS)).replaceFirst(Matcher.quoteReplacement(table.toString())));
    }

    /** From the fastest to the slowest. */
    private static List<Outcome> runs(int clients, Policy policy) {
        return LongStream.rangeClosed(1, RUNS)
                .mapToObj(seed -> Herd.run(clients, policy.withChance, seed))
                .sorted(Comparator.comparingDouble(run -> allIn(clients, run)))
                .toList();
    }

    /** In milliseconds; infinite where a run was given up. */
    static double allIn(int clients, Outcome run) {
        return run.in().length == clients ? run.in()[clients - 1] : Double.POSITIVE_INFINITY;
    }

    private static String least(String size, String whose, double least, int clients) {
        return String.format(Locale.ROOT, "| %s | the least of those %s | %s | %.2f | | |%n", size, whose, time(least),
                least / Least.knowing(clients));
    }

    private static String row(int clients, Policy policy, List<Outcome> runs) {
        Outcome median = runs.get(RUNS / 2);
        double least = Least.knowing(clients);
        boolean givenUp = median.in().length < clients;
        return String.format(Locale.ROOT, "| | %s | %s | %s | %.0f + %.1f | %,d |%n",
                policy == Policy.OURS ? "**" + policy.title + "**" : policy.title,
                givenUp ? String.format(Locale.ROOT, "%,d are in after an hour", median.in().length)
                        : time(allIn(clients, median)),
                givenUp ? "" : String.format(Locale.ROOT, "%.2f (%.2f)", allIn(clients, median) / least,
                        allIn(clients, runs.get(RUNS - 1)) / least),
                median.down(), median.back(), median.peak());
    }

    /** One agent signs in for all, and the kubelets hand its token on. */
    static String shared(int clients) {
        Outcome one = runs(1, Policy.OURS).get(RUNS / 2);
        return String.format(Locale.ROOT,
                "| | **a shared token** | %s, and up to %d s until each pod has it | | %.2f + %.2f | %,d |%n",
                time(allIn(1, one)), KUBELET.toSeconds(), one.down() / clients, one.back() / clients, one.peak());
    }

    private static String otherSizes() {
        return OTHER_SIZES.stream()
                .map(clients -> String.format(Locale.ROOT, "%,d take %.1f", clients,
                        allIn(clients, runs(clients, Policy.OURS).get(RUNS / 2)) / Least.knowing(clients)))
                .collect(Collectors.joining(", ", "In between and beyond, ", " times the least.\n"));
    }

    /** How often all would have to ask for the smallest herd to be in as soon, and what that makes of the largest. */
    private static String priceOfKnowing() {
        int few = SIZES.get(0);
        int many = SIZES.get(SIZES.size() - 1);
        double interval = 0;
        while (Least.asking(few, interval + 1) <= GOOD * Least.knowing(few)) {
            interval++;
        }
        return String.format(Locale.ROOT,
                "For %,d to be within %s of the least, each must ask every %.1f s; %,d that do so send %,.0f"
                        + " requests a second to a portal that is down.%n",
                few, GOOD, interval / 1_000, many, many / interval * 1_000);
    }

    /** What the 10,000 writes of a day leave of the largest herd. */
    private static String priceOfTheDay(Outcome largest) {
        int many = largest.in().length;
        int logins = largest.logins();
        return String.format(Locale.ROOT,
                "The %,d that sign in post %,d times, %,d of them in vain: should the limit of the day count those, too, as many of"
                        + " the herd get code 6 until tomorrow.%n",
                many, logins, logins - many);
    }

    private static String time(double millis) {
        return millis < 60_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1_000)
                : String.format(Locale.ROOT, "%.0f min %02.0f s", Math.floor(millis / 60_000),
                        Math.floor(millis % 60_000 / 1_000));
    }
}
