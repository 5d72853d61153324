package io.docspace.auth.portal.http;

import io.docspace.auth.portal.ApiKey;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal.Person;
import io.docspace.auth.portal.Portal.Verdict;
import io.docspace.auth.portal.PortalState;
import io.docspace.auth.portal.http.JsonFields.Kind;
import io.docspace.auth.portal.http.JsonFields.Value;
import io.docspace.auth.secret.ForeignText;
import io.docspace.auth.secret.Redactor;
import io.docspace.auth.token.Token;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Interprets successful answers, one method per request. Each throws {@link MalformedAnswer} if a portal never sends such an
 * answer.
 */
final class AnswerParser {
    /** By descending rights; the first match counts. */
    private static final List<Map.Entry<String, String>> ROLES = List.of(Map.entry("isowner", "owner"),
            Map.entry("isadmin", "DocSpace admin"), Map.entry("isroomadmin", "room admin"), Map.entry("iscollaborator", "user"),
            Map.entry("isvisitor", "guest"));

    private AnswerParser() {}

    /** A token counts whatever else the answer contains: a login by code returns one and still names the second factor. */
    static LoginResult login(Answer answer) {
        String token = answer.text("token");
        if (!token.isEmpty()) {
            return new Granted(token(token), Expiry.parse(answer.text("expires")), secondSession(answer, token));
        }
        String newSecret = answer.text("tfakey");
        if (!newSecret.isEmpty()) {
            Redactor.current().register(newSecret);
            return new Challenge(Factor.APP_NOT_SET_UP, Optional.empty(), answer.date());
        }
        if (answer.isTrue("tfa")) {
            return new Challenge(Factor.APP, Optional.empty(), answer.date());
        }
        if (answer.isTrue("sms")) {
            String phone = PortalErrors.line(answer.text("phonenoise"));
            return phone.isEmpty() ? new Challenge(Factor.SMS_NOT_SET_UP, Optional.empty(), answer.date())
                    : new Challenge(Factor.SMS, Optional.of(phone), answer.date());
        }
        throw new MalformedAnswer("an answer without a token");
    }

    private static Token token(String text) {
        return Token.of(text).orElseThrow(() -> new MalformedAnswer(text.length() > Token.MAX_LENGTH
                ? "a token of more than " + Token.MAX_LENGTH + " characters"
                : "a token with invalid characters"));
    }

    /** A login by code sets the cookie twice, and the body contains the second token. Any other combination is ignored. */
    private static Optional<Token> secondSession(Answer answer, String token) {
        List<Optional<String>> cookies = answer.cookies().stream().map(AnswerParser::decoded).toList();
        return cookies.size() == 2 && cookies.get(1).equals(Optional.of(token))
                ? cookies.get(0).filter(first -> !first.equals(token)).flatMap(Token::of)
                : Optional.empty();
    }

    private static Optional<String> decoded(String cookie) {
        try {
            return Optional.of(URLDecoder.decode(cookie.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A signature, which is secret while it is valid. */
    static String signature(Answer answer) {
        String signature = answer.response().asText().filter(text -> text.matches("[\\x21-\\x7e]{1,8192}"))
                .orElseThrow(() -> new MalformedAnswer("JSON without a signature in \"response\""));
        Redactor.current().register(signature);
        return signature;
    }

    static Granted oauthToken(Answer answer) {
        String text = answer.fields().at("access_token").text();
        if (text.isEmpty()) {
            throw new MalformedAnswer("an answer without an access token");
        }
        Token token = token(text);
        return new Granted(token, token.expires().or(() -> answer.fields().at("expires_in").asInt()
                .filter(seconds -> seconds > 0).map(seconds -> now(answer).plusSeconds(seconds))), Optional.empty());
    }

    static Verdict verdict(Answer answer) {
        if (!answer.response().is(Kind.TRUE) && !answer.response().is(Kind.FALSE)) {
            throw new MalformedAnswer("JSON without true or false in \"response\"");
        }
        return new Verdict(answer.response().is(Kind.TRUE), now(answer));
    }

    static Verdict keyVerdict(Answer answer) {
        ApiKey key = key(answer);
        return new Verdict(key.isGood(now(answer)), now(answer), key.expires());
    }

    /** The key; empty if it is disabled or has expired. */
    static Optional<ApiKey> goodKey(Answer answer) {
        return Optional.of(key(answer)).filter(key -> key.isGood(now(answer)));
    }

    private static ApiKey key(Answer answer) {
        Value id = answer.response("id");
        Value active = answer.response("isactive");
        Value end = answer.response("expiresat");
        Optional<Instant> expires = Expiry.parse(end.text());
        boolean isWhole = !id.text().isEmpty() && (active.is(Kind.TRUE) || active.is(Kind.FALSE))
                && (end.is(Kind.ABSENT) || expires.isPresent());
        if (!isWhole) {
            throw new MalformedAnswer("JSON without an API key in \"response\"");
        }
        return new ApiKey(ForeignText.line(id.text()), line(answer, "name"), line(answer, "createby.id"),
                line(answer, "createby.displayname"),
                answer.response("permissions").items().stream().map(ForeignText::line).toList(), active.is(Kind.TRUE),
                expires);
    }

    static Person person(Answer answer) {
        String id = line(answer, "id");
        if (id.isEmpty()) {
            throw new MalformedAnswer("JSON without a person in \"response\"");
        }
        String role = ROLES.stream().filter(entry -> answer.isTrue(entry.getKey())).map(Map.Entry::getValue).findFirst()
                .orElse("");
        return new Person(id, line(answer, "displayname"), line(answer, "email"), role);
    }

    static PasswordHashing hashing(Answer answer) {
        PasswordHashing hashing = new PasswordHashing(number(answer, "passwordhash.size"),
                number(answer, "passwordhash.iterations"), answer.text("passwordhash.salt"));
        if (!hashing.isSane()) {
            throw new MalformedAnswer("JSON without usable numbers in \"passwordHash\"");
        }
        return hashing;
    }

    static PortalState state(Answer answer) {
        if (!answer.response().is(Kind.OBJECT)) {
            throw new MalformedAnswer("JSON without settings in \"response\"");
        }
        return new PortalState(answer.response("tenantstatus").asInt(), answer.response("wizardtoken").text().isEmpty());
    }

    private static Instant now(Answer answer) {
        return answer.date().orElseGet(Instant::now);
    }

    private static String line(Answer answer, String name) {
        return ForeignText.line(answer.text(name));
    }

    private static int number(Answer answer, String name) {
        return answer.response(name).asInt().orElse(0);
    }
}
