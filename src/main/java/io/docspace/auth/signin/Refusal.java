package io.docspace.auth.signin;

import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.secret.Redactor;
import io.docspace.auth.token.FlatJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A login that the portal refused, for a reason that is not transient.
 *
 * @param problem why the portal refused; empty if it issued a token and then did not accept it
 * @param message the message to the user
 * @param count the number of refusals in a row, at most {@link #MAX_COUNT}; 0 for a lock without earlier refusals
 * @param at when, by this machine's clock
 * @param until when the same login may be retried
 * @param salt of the hash, in hexadecimal digits
 * @param hash of the login's settings
 */
record Refusal(Optional<Problem> problem, String message, int count, Instant at, Instant until, String salt, String hash) {
    private static final int VERSION = 1;
    private static final String TOKEN_NOT_ACCEPTED = "TOKEN_NOT_ACCEPTED";
    private static final int CODE_OF_TOKEN_NOT_ACCEPTED = 5;
    private static final int FIRST_CODE = 3;
    private static final int LAST_CODE = 6;

    /** Higher counts change nothing. */
    private static final int MAX_COUNT = 1000;

    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15));

    /** No portal asks for a longer pause: its longest limit is per day. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /**
     * The refusal for a failure, at this moment; empty for a transient failure, or one that is not about the login.
     *
     * @param before how often the same login was refused before
     */
    static Optional<Refusal> of(RuntimeException failure, int before, Instant now, String salt, String hash) {
        boolean notAccepted = failure instanceof TokenNotAcceptedException;
        Optional<PortalException> portal = failure instanceof PortalException e ? Optional.of(e) : Optional.empty();
        Optional<Problem> problem = portal.map(PortalException::problem).filter(Refusal::isFinal);
        if (!notAccepted && problem.isEmpty()) {
            return Optional.empty();
        }
        boolean locked = problem.filter(Problem.LOCKED::equals).isPresent();
        // A lock follows from refusals and does not count as another one.
        int count = locked ? before : Math.min(before + 1, MAX_COUNT);
        Duration least = portal.map(PortalException::leastPause).orElse(Duration.ZERO);
        Duration pause = locked ? least : longer(PAUSES.get(Math.min(count, PAUSES.size()) - 1), least);
        Instant until = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        // Secrets that a portal has echoed must not get into the file.
        String message = Redactor.current().redact(String.valueOf(failure.getMessage()));
        return Optional.of(new Refusal(problem, message, count, now, until, salt, hash));
    }

    private static boolean isFinal(Problem problem) {
        return !problem.isTransient() && problem.exitCode() >= FIRST_CODE && problem.exitCode() <= LAST_CODE;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    int exitCode() {
        return problem.map(Problem::exitCode).orElse(CODE_OF_TOKEN_NOT_ACCEPTED);
    }

    /** The record, one line of JSON. */
    String text() {
        return FlatJson.write(json -> {
            json.writeNumberField("version", VERSION);
            json.writeStringField("problem", problem.map(Problem::name).orElse(TOKEN_NOT_ACCEPTED));
            json.writeStringField("message", message);
            json.writeNumberField("count", count);
            json.writeStringField("refusedAt", at.toString());
            json.writeStringField("retryAt", until.toString());
            json.writeStringField("salt", salt);
            json.writeStringField("loginHash", hash);
        }) + "\n";
    }

    /** Parses a record; empty if it is broken, of another version, from the future, or valid for too long. */
    static Optional<Refusal> parse(String text, Instant now) {
        return FlatJson.parse(text).filter(json -> json.number("version") == VERSION).flatMap(Refusal::read)
                .filter(refusal -> !refusal.at.isAfter(now) && !refusal.until.isAfter(refusal.at.plus(LONGEST_PAUSE)));
    }

    private static Optional<Refusal> read(FlatJson json) {
        Optional<String> name = json.text("problem");
        Optional<Problem> problem = name.flatMap(Refusal::problem);
        Optional<String> message = json.text("message");
        Optional<Instant> at = json.moment("refusedAt");
        Optional<Instant> until = json.moment("retryAt");
        Optional<String> salt = json.text("salt").filter(hex -> !hex.isEmpty());
        Optional<String> hash = json.text("loginHash");
        long count = json.number("count");
        boolean isKnown = problem.isPresent() || name.filter(TOKEN_NOT_ACCEPTED::equals).isPresent();
        boolean isWhole = message.isPresent() && at.isPresent() && until.isPresent() && salt.isPresent() && hash.isPresent();
        return isKnown && isWhole && count >= 0 && count <= MAX_COUNT
                ? Optional.of(new Refusal(problem, message.get(), (int) count, at.get(), until.get(), salt.get(), hash.get()))
                : Optional.empty();
    }

    private static Optional<Problem> problem(String name) {
        return Arrays.stream(Problem.values()).filter(problem -> problem.name().equals(name)).filter(Refusal::isFinal)
                .findFirst();
    }
}
