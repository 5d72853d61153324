package io.docspace.auth.portal.http;

import static io.docspace.auth.portal.http.Answer.isAbsent;

import com.fasterxml.jackson.databind.JsonNode;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.secret.Foreign;
import io.docspace.auth.secret.Redactor;
import io.docspace.auth.token.Token;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A portal over its HTTP API: each call is one request. */
public final class DocSpacePortal implements Portal {
    private final DocSpaceApi api;
    private final Supplier<Duration> limit;

    /** @param limit the time that the next request may take, from its start to the last byte of its answer */
    public DocSpacePortal(DocSpaceApi api, Supplier<Duration> limit) {
        this.api = api;
        this.limit = limit;
    }

    @Override
    public LoginResult signIn(Credentials credentials) {
        return credentials.code() == null
                ? ask("signing in", api.login(credentials), answer -> login(answer.response()))
                : ask("signing in with a code", api.login(credentials.code(), credentials),
                        answer -> login(answer.response()));
    }

    @Override
    public Verdict check(Token token) {
        try {
            return token.isApiKey()
                    ? ask("checking the API key", api.checkKey(token.authorization()), DocSpacePortal::keyVerdict)
                    : ask("checking the token", api.check(token.authorization()), DocSpacePortal::verdict);
        } catch (PortalException e) {
            return rejectedVerdict(e);
        }
    }

    @Override
    public void signOut(Token token) {
        try {
            ask("signing out", api.logout("asc_auth_key=" + token.text()), Function.identity());
        } catch (PortalException e) {
            rejectedVerdict(e);
        }
    }

    @Override
    public Optional<Person> self(Token token) {
        try {
            return Optional.of(ask("asking whose token it is", api.self(token.authorization()),
                    answer -> person(answer.response())));
        } catch (PortalException e) {
            rejectedVerdict(e);
            return Optional.empty();
        }
    }

    @Override
    public PasswordHashing passwordHashing() {
        return ask("asking how passwords are hashed", api.settings(), answer -> hashing(answer.response()));
    }

    /** A portal says no with 200 and false; some calls, and a proxy that guards it, say 401. */
    private static Verdict rejectedVerdict(PortalException failure) {
        if (failure.problem() == Problem.WRONG_CREDENTIALS) {
            return new Verdict(false, Instant.now());
        }
        throw failure;
    }

    private <T> T ask(String what, Uni<Answer> request, Function<Answer, T> meaning) {
        try {
            Answer answer = request
                    .onFailure(Addresses.retryNextAddress()).retry().indefinitely()
                    .ifNoItem().after(limit.get()).fail()
                    .await().indefinitely();
            return meaning.apply(checked(answer));
        } catch (RuntimeException e) {
            throw PortalErrors.explain(what, e);
        }
    }

    /** An answer of status 2xx can still be none, or carry an error. */
    private static Answer checked(Answer answer) {
        if (answer == null) {
            throw new MalformedAnswer("an empty body");
        }
        if (answer.error().isPresent()) {
            throw new MalformedAnswer(
                    "an error in a 200" + PortalErrors.quoted(answer.error().get()));
        }
        return answer;
    }

    private static Verdict verdict(Answer answer) {
        if (!answer.response().isBoolean()) {
            throw new MalformedAnswer("JSON without a plain true or false in \"response\"");
        }
        return new Verdict(answer.response().booleanValue(), answer.date().orElseGet(Instant::now));
    }

    private static Verdict keyVerdict(Answer answer) {
        if (!answer.response().isObject()) {
            throw new MalformedAnswer("JSON without an API key in \"response\"");
        }
        return new Verdict(true, answer.date().orElseGet(Instant::now));
    }

    private static Person person(JsonNode response) {
        String id = text(response, "id");
        if (id.isEmpty()) {
            throw new MalformedAnswer("JSON without a person in \"response\"");
        }
        return new Person(Foreign.line(id), Foreign.line(text(response, "displayName")), Foreign.line(text(response, "email")));
    }

    private static PasswordHashing hashing(JsonNode response) {
        JsonNode hash = Answer.field(response, "passwordHash");
        PasswordHashing hashing = new PasswordHashing(Answer.field(hash, "size").asInt(),
                Answer.field(hash, "iterations").asInt(), text(hash, "salt"));
        if (!hashing.isSane()) {
            throw new MalformedAnswer("JSON without usable numbers in \"passwordHash\"");
        }
        return hashing;
    }

    private static LoginResult login(JsonNode response) {
        String token = text(response, "token");
        if (!token.isEmpty()) {
            return new LoginResult.Granted(
                    Token.of(token).orElseThrow(() -> new MalformedAnswer(token.length() > Token.MAX_LENGTH
                            ? "a token of more than " + Token.MAX_LENGTH + " characters"
                            : "a token with characters that no token has")),
                    Expiry.parse(text(response, "expires")));
        }
        String newSecret = text(response, "tfaKey");
        if (!newSecret.isEmpty()) {
            Redactor.current().register(newSecret);
            return new LoginResult.Challenge(Factor.APP_NOT_SET_UP, Optional.empty());
        }
        if (isTrue(response, "tfa")) {
            return new LoginResult.Challenge(Factor.APP, Optional.empty());
        }
        if (isTrue(response, "sms")) {
            String phone = PortalErrors.line(text(response, "phoneNoise"));
            return phone.isEmpty()
                    ? new LoginResult.Challenge(Factor.SMS_NOT_SET_UP, Optional.empty())
                    : new LoginResult.Challenge(Factor.SMS, Optional.of(phone));
        }
        throw new MalformedAnswer("an answer without a token");
    }

    private static boolean isTrue(JsonNode response, String name) {
        return Answer.field(response, name).booleanValue();
    }

    /** A text field; empty if it is not there. */
    private static String text(JsonNode response, String name) {
        JsonNode field = Answer.field(response, name);
        if (!isAbsent(field) && !field.isTextual()) {
            throw new MalformedAnswer("JSON whose \"" + name + "\" is no text");
        }
        return field.asText("");
    }
}
