package io.docspace.auth.portal.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.docspace.auth.FakePortal;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.OAuthClient;
import io.docspace.auth.portal.OAuthEndpoints;
import io.docspace.auth.portal.http.PortalFailure;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each request to a portal's OAuth that gets no answer is sent once more. */
class RetryingOAuthTest {
    private static final OAuthClient CLIENT = new OAuthClient("app", () -> "app-secret", () -> "files:read");
    private static final Token TOKEN = new Token("a.b.c");

    private final List<String> asked = new ArrayList<>();

    /** Answers each request that it has had before. */
    private final OAuthEndpoints endpoints = new OAuthEndpoints() {
        @Override
        public String signature(Token session) {
            ask("signature " + session.text());
            return "signed";
        }

        @Override
        public Granted token(OAuthClient client, String signature) {
            ask("token " + client.id() + " " + signature);
            return new Granted(TOKEN, Optional.empty(), Optional.empty());
        }

        @Override
        public void revoke(OAuthClient client, Token token) {
            ask("revoke " + client.id() + " " + token.text());
        }

        private void ask(String request) {
            boolean isFirst = !asked.contains(request);
            asked.add(request);
            if (isFirst) {
                throw PortalFailure.unanswered();
            }
        }
    };

    private final RetryingOAuth retrying = new RetryingOAuth(endpoints,
            new RetryingPortal(new FakePortal(), new BackOff(() -> 0),
                    new Deadline(() -> 0, 0, Duration.ofMinutes(1)), wait -> {}));

    @Test
    void a_request_without_an_answer_is_sent_once_more() {
        assertEquals("signed", retrying.signature(new Token("session=")));
        assertEquals(TOKEN, retrying.token(CLIENT, "signed").token());
        retrying.revoke(CLIENT, TOKEN);

        assertEquals(List.of("signature session=", "signature session=", "token app signed", "token app signed",
                "revoke app a.b.c", "revoke app a.b.c"), asked);
    }
}
