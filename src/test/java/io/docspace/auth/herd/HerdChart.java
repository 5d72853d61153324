package io.docspace.auth.herd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** A picture a size: who is in, and how long after the portal is back, on a logarithmic scale. */
final class HerdChart {
    private static final int WIDTH = 290;
    private static final int HEIGHT = 210;
    private static final int LEFT = 55;
    private static final int TOP = 75;
    private static final int GAP = 25;

    /** Milliseconds. */
    private static final double FROM = 500;

    private static final double TO = Herd.PATIENCE;
    private static final String LEAST = "#57606a";
    private static final Map<Policy, String> COLOURS = new EnumMap<>(
            Map.of(Policy.OURS, "#0550ae", Policy.FULL_JITTER, "#bf8700",
                    Policy.NO_JITTER, "#8250df", Policy.FIXED, "#cf222e"));
    private static final List<Tick> TICKS = List.of(new Tick("1 s", 1_000), new Tick("10 s", 10_000), new Tick("1 min", 60_000),
            new Tick("10 min", 600_000), new Tick("1 h", 3_600_000));

    private record Tick(String label, double millis) {}

    private final List<String> panels = new ArrayList<>();

    /** @param curves when each client was in, in their order, in milliseconds */
    void add(int clients, Map<Policy, long[]> curves) {
        StringBuilder panel = new StringBuilder();
        panel.append(
                text(WIDTH / 2.0, -10, "middle", "font-weight=\"bold\"", String.format(Locale.ROOT, "%,d clients", clients)));
        TICKS.forEach(tick -> panel.append(line(x(tick.millis), 0, x(tick.millis), HEIGHT))
                .append(text(x(tick.millis), HEIGHT + 17, "middle", "", tick.label)));
        for (int percent = 0; percent <= 100; percent += 25) {
            panel.append(line(0, y(percent / 100.0), WIDTH, y(percent / 100.0)));
            if (panels.isEmpty()) {
                panel.append(text(-6, y(percent / 100.0) + 4, "end", "", percent + " %"));
            }
        }
        panel.append(curve(clients, rank -> Least.knowing((int) rank), clients, LEAST,
                "stroke-dasharray=\"5 4\" stroke-width=\"2\""));
        // Ours last, over the others.
        List<Policy> oursLast = new ArrayList<>(List.of(Policy.values()));
        Collections.reverse(oursLast);
        for (Policy policy : oursLast) {
            long[] in = curves.get(policy);
            panel.append(curve(clients, rank -> in[(int) rank - 1], in.length, COLOURS.get(policy),
                    "stroke-width=\"" + (policy == Policy.OURS ? 3.5 : 1.75) + "\""));
        }
        panels.add(panel.toString());
    }

    String svg() {
        int width = LEFT + panels.size() * (WIDTH + GAP);
        int height = TOP + HEIGHT + 50;
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
                font-family="sans-serif" font-size="12" fill="#24292f">
                <rect width="%1$d" height="%2$d" rx="6" fill="#ffffff"/>
                """, width, height));
        double x = LEFT;
        for (Policy policy : Policy.values()) {
            x = legend(svg, x, policy.title, COLOURS.get(policy), "");
        }
        legend(svg, x, "the least", LEAST, "stroke-dasharray=\"5 4\"");
        for (int i = 0; i < panels.size(); i++) {
            svg.append(String.format(Locale.ROOT, "<g transform=\"translate(%d %d)\">%n%s</g>%n", LEFT + i * (WIDTH + GAP), TOP,
                    panels.get(i)));
        }
        return svg.append(text(width / 2.0, height - 10, "middle", "", "time since the portal is back")).append("</svg>\n")
                .toString();
    }

    private static double legend(StringBuilder svg, double x, String title, String colour, String style) {
        svg.append(
                String.format(Locale.ROOT, "<path d=\"M%.0f 26h26\" stroke=\"%s\" stroke-width=\"3\" %s/>%n", x, colour, style))
                .append(text(x + 32, 30, "start", "", title));
        return x + 60 + title.length() * 6.5;
    }

    /** @param when the moment at which so many are in */
    private static String curve(int clients, DoubleUnaryOperator when, int in, String colour, String style) {
        StringBuilder path = new StringBuilder();
        // A step a hundredth is as fine as it is drawn.
        for (int i = 1; i <= 100; i++) {
            int rank = Math.max(1, clients * i / 100);
            if (rank <= in) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 1 ? "M" : "L", x(when.applyAsDouble(rank)),
                        y((double) rank / clients)));
            }
        }
        if (in < clients && in > 0) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(TO), y((double) in / clients)));
        }
        return String.format(Locale.ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-linejoin=\"round\" %s/>%n", path,
                colour,
                style);
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return String.format(Locale.ROOT, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#d0d7de\"/>%n", x1, y1, x2, y2);
    }

    private static String text(double x, double y, String anchor, String style, String text) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n", x, y, anchor, style,
                text);
    }

    private static double x(double millis) {
        return WIDTH * Math.log(Math.max(FROM, millis) / FROM) / Math.log(TO / FROM);
    }

    private static double y(double share) {
        return HEIGHT * (1 - share);
    }
}
