package io.docspace.auth.portal;

import static io.docspace.auth.portal.Answer.isAbsent;

import com.fasterxml.jackson.databind.JsonNode;
import io.docspace.auth.portal.Login.Factor;
import io.docspace.auth.portal.PortalException.Problem;
import io.docspace.auth.token.Token;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
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
    public Login signIn(Credentials credentials) {
        return ask("signing in", api.login(credentials), DocSpacePortal::login);
    }

    @Override
    public boolean accepts(Token token) {
        try {
            return ask("checking the token", api.check(token.text()), DocSpacePortal::acceptance);
        } catch (PortalException e) {
            // A portal says no with 200 and false; a proxy that guards it may say 401.
            if (e.problem() == Problem.CREDENTIALS_REFUSED) {
                return false;
            }
            throw e;
        }
    }

    private <T> T ask(String what, Uni<Answer> request, Function<JsonNode, T> meaning) {
        try {
            Answer answer = request.onFailure(Addresses.further()).retry().indefinitely().ifNoItem().after(limit.get()).fail().await().indefinitely();
            return meaning.apply(response(answer));
        } catch (RuntimeException e) {
            throw Faults.explain(what, e);
        }
    }

    /** The response of an answer; some answers of status 200 carry an error. */
    private static JsonNode response(Answer answer) {
        if (answer == null) {
            throw new MalformedAnswer("an empty body");
        }
        if (answer.error().isPresent()) {
            throw new MalformedAnswer("an error in a 200" + Faults.quoted(answer.error().get()));
        }
        return answer.response();
    }

    private static boolean acceptance(JsonNode response) {
        if (!response.isBoolean()) {
            throw new MalformedAnswer("JSON without a plain true or false in \"response\"");
        }
        return response.booleanValue();
    }

    private static Login login(JsonNode response) {
        String token = text(response, "token");
        if (!token.isEmpty()) {
            return new Login.Granted(
                    Token.of(token).orElseThrow(() -> new MalformedAnswer("a token with characters that no token has")),
                    Expiry.parse(text(response, "expires")));
        }
        if (!text(response, "tfaKey").isEmpty()) {
            return new Login.Challenge(Factor.APP_NOT_SET_UP, Optional.empty());
        }
        if (isTrue(response, "tfa")) {
            return new Login.Challenge(Factor.APP, Optional.empty());
        }
        if (isTrue(response, "sms")) {
            String phone = text(response, "phoneNoise");
            return phone.isEmpty()
                    ? new Login.Challenge(Factor.SMS_NOT_SET_UP, Optional.empty())
                    : new Login.Challenge(Factor.SMS, Optional.of(phone));
        }
        throw new MalformedAnswer("an answer without a token");
    }

    private static boolean isTrue(JsonNode response, String name) {
        return Answer.field(response, name).asBoolean(false);
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
