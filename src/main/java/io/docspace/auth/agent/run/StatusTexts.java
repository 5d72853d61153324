package io.docspace.auth.agent.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.docspace.auth.agent.run.AgentStatus.Facts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Formats the facts about an agent for programs. They contain no secret and no user name. */
final class StatusTexts {
    private static final JsonFactory JSON = new JsonFactory();

    private StatusTexts() {}

    /** In OpenMetrics 1.0. */
    static String metrics(Facts facts, String version) {
        StringBuilder text = new StringBuilder();
        text.append("# TYPE docspace_auth info\ndocspace_auth_info{version=\"").append(version).append("\"} 1\n");
        gauge(text, "docspace_auth_ready", "Whether the token file holds a token that was proved good.", "",
                Optional.of(facts.isReady() ? 1L : 0L));
        gauge(text, "docspace_auth_token_expiry_timestamp_seconds", "When the token ends, by the portal's clock.", "seconds",
                facts.expires().map(Instant::getEpochSecond));
        gauge(text, "docspace_auth_token_proved_timestamp_seconds", "When the token was last proved, by the portal's clock.",
                "seconds", facts.provedAt().map(Instant::getEpochSecond));
        gauge(text, "docspace_auth_next_step_timestamp_seconds", "When the portal is asked next.", "seconds",
                Optional.of(facts.next().getEpochSecond()));
        counter(text, "docspace_auth_logins", "Logins by outcome.", facts.logins());
        counter(text, "docspace_auth_checks", "Checks of a token by outcome.", facts.checks());
        return text.append("# EOF\n").toString();
    }

    private static void gauge(StringBuilder text, String name, String help, String unit, Optional<Long> value) {
        if (value.isPresent()) {
            text.append("# TYPE ").append(name).append(" gauge\n");
            if (!unit.isEmpty()) {
                text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
            }
            text.append("# HELP ").append(name).append(' ').append(help).append('\n')
                    .append(name).append(' ').append(value.get()).append('\n');
        }
    }

    private static void counter(StringBuilder text, String name, String help, Map<String, Long> counts) {
        text.append("# TYPE ").append(name).append(" counter\n# HELP ").append(name).append(' ').append(help).append('\n');
        counts.forEach((outcome, count) -> text.append(name).append("_total{outcome=\"").append(outcome).append("\"} ")
                .append(count).append('\n'));
    }

    /** One line of JSON. */
    static String json(Facts facts, String version) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("version", version);
            json.writeBooleanField("ready", facts.isReady());
            json.writeStringField("problem", facts.problem().orElse(null));
            json.writeStringField("trouble", facts.trouble().orElse(null));
            write(json, "troubleSince", facts.troubleSince());
            write(json, "tokenExpires", facts.expires());
            write(json, "tokenProved", facts.provedAt());
            write(json, "nextStep", Optional.of(facts.next()));
            write(json, "logins", facts.logins());
            write(json, "checks", facts.checks());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, String name, Optional<Instant> moment) throws IOException {
        json.writeStringField(name, moment.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null));
    }

    private static void write(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }
}
