package io.docspace.auth.agent.run;

import io.docspace.auth.agent.run.AgentStatus.Facts;
import java.util.Optional;

/**
 * The health server's answers.
 *
 * @param version of this program
 */
public record HealthPages(AgentStatus status, String version) {
    private static final String TEXT = "text/plain; charset=utf-8";

    /** An HTTP answer. */
    record Page(String statusLine, String contentType, String body) {
        String text() {
            return "HTTP/1.1 " + statusLine + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + body.length()
                    + "\r\nCache-Control: no-store\r\nConnection: close\r\n"
                    + (statusLine.startsWith("405") ? "Allow: GET\r\n" : "")
                    + "\r\n" + body;
        }
    }

    /** @param requestLine the first line of a request, unchecked */
    Page answer(String requestLine) {
        String[] words = requestLine.split(" ", -1);
        if (!words[0].equals("GET")) {
            return new Page("405 Method Not Allowed", TEXT, "only GET is supported\n");
        }
        String path = words.length < 2 ? "" : words[1].replaceFirst("\\?.*", "");
        Optional<Facts> facts = status.facts();
        return switch (path) {
            case "/readyz" -> page(facts.map(Facts::problem).orElse(Optional.of("the agent is starting")));
            case "/livez" -> page(facts.filter(known -> !known.isAlive()).map(late -> "the next step is overdue"));
            case "/metrics" ->
                facts.map(known -> new Page("200 OK", "application/openmetrics-text; version=1.0.0; charset=utf-8",
                        StatusTexts.metrics(known, version))).orElse(page(Optional.of("the agent is starting")));
            default -> new Page("404 Not Found", TEXT, "not found; use /readyz, /livez or /metrics\n");
        };
    }

    private static Page page(Optional<String> problem) {
        return problem.map(what -> new Page("503 Service Unavailable", TEXT, what + "\n"))
                .orElse(new Page("200 OK", TEXT, "ok\n"));
    }
}
