package io.docspace.auth.portal.http;

import io.docspace.auth.portal.Problem;
import io.docspace.auth.portal.http.ErrorBody.Shape;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;

/**
 * Chooses the {@link Problem} for an error answer: by status, step, shape and headers, not by text that a portal may translate.
 */
final class ProblemClassifier {
    private static final String INVALID_OPERATION = "System.InvalidOperationException";

    /** The message of portals 2.6 to 3.2, always in English; their error type is too general. */
    private static final String USER_DISABLED = "The user is disabled";

    /** A constant of the server, which it does not translate. */
    private static final String NO_TENANT = "Could not resolve current tenant :-(.";

    private ProblemClassifier() {}

    static Problem problem(Step step, ErrorAnswer answer) {
        if (step.isOAuth() && answer.body().shape() == Shape.OAUTH_ERROR) {
            return oauth(answer.body().type().orElse(""));
        }
        return switch (answer.status()) {
            case 300, 301, 302, 303, 304, 305, 306, 307, 308 -> Problem.REDIRECTED;
            case 400 -> badRequest(step, answer.body());
            case 401 -> unauthorized(step, answer);
            case 402 -> isShaped(answer, Shape.PROBLEM, Shape.DOCSPACE_ERROR) ? Problem.SUBSCRIPTION : Problem.NOT_A_PORTAL;
            case 403 -> forbidden(step, answer);
            case 404 -> notFound(answer);
            case 407 -> Problem.PROXY_PASSWORD;
            case 429 -> rateLimit(answer);
            case 500 -> failed(step, answer.body());
            case 408, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530 -> Problem.SERVER_FAILED;
            default -> Problem.NOT_A_PORTAL;
        };
    }

    /** By the codes of RFC 6749, in DocSpace's usage. */
    private static Problem oauth(String code) {
        return switch (code) {
            case "invalid_client" -> Problem.OAUTH_CLIENT;
            case "invalid_scope" -> Problem.OAUTH_SCOPE;
            case "access_denied" -> Problem.OAUTH_GUEST;
            case "unauthorized_client" -> Problem.OAUTH_NOT_ALLOWED;
            case "server_error", "temporarily_unavailable" -> Problem.SERVER_FAILED;
            default -> Problem.OAUTH_REFUSED;
        };
    }

    private static Problem badRequest(Step step, ErrorBody body) {
        if (step == Step.LOGIN && body.type().equals(Optional.of("System.ArgumentOutOfRangeException"))) {
            return Problem.SMS_NOT_SENDABLE;
        }
        boolean isDocSpace = body.shape() == Shape.DOCSPACE_ERROR || body.shape() == Shape.PROBLEM
                || (body.shape() == Shape.JSON && body.message().isPresent());
        boolean isOfServer = body.shape() == Shape.TEXT || body.shape() == Shape.HTML || body.shape() == Shape.EMPTY;
        return isDocSpace ? Problem.REQUEST_REJECTED : isOfServer ? Problem.NOT_UNDERSTOOD : Problem.NOT_A_PORTAL;
    }

    private static Problem unauthorized(Step step, ErrorAnswer answer) {
        boolean isOwn = answer.header(HttpHeaders.WWW_AUTHENTICATE).isEmpty() && isShaped(answer, Shape.DOCSPACE_ERROR);
        boolean isEmpty = answer.header(HttpHeaders.WWW_AUTHENTICATE).isEmpty() && isShaped(answer, Shape.EMPTY);
        return switch (step) {
            case LOGIN -> isOwn ? Problem.WRONG_CREDENTIALS : Problem.PROXY_IN_FRONT;
            case CODE -> isOwn ? Problem.CODE_REFUSED : Problem.PROXY_IN_FRONT;
            case CHECK_KEY, SELF, LOGOUT, OAUTH_SIGNATURE -> isOwn || isEmpty ? Problem.TOKEN_REJECTED : Problem.PROXY_IN_FRONT;
            // DocSpace answers a check of any token with 200, and the settings are public.
            case CHECK, CHECK_JWT, SETTINGS, OAUTH_TOKEN, OAUTH_REVOKE -> Problem.PROXY_IN_FRONT;
        };
    }

    private static Problem forbidden(Step step, ErrorAnswer answer) {
        return switch (answer.body().shape()) {
            case PROBLEM -> Problem.MAINTENANCE;
            case DOCSPACE_ERROR -> forbidden(step, answer.body().type());
            case STRING, TEXT -> step.hasToken() ? Problem.ADDRESS_NOT_ALLOWED : Problem.PROXY_IN_FRONT;
            case EMPTY -> step == Step.SELF ? Problem.NOT_PERMITTED : Problem.PROXY_IN_FRONT;
            case JSON, HTML, INGRESS, OAUTH_ERROR -> Problem.PROXY_IN_FRONT;
        };
    }

    private static Problem forbidden(Step step, Optional<String> type) {
        if (step.isLogin()) {
            return type.isEmpty() ? Problem.LOCKED
                    : type.get().equals(INVALID_OPERATION) ? Problem.USER_DISABLED : Problem.NOT_PERMITTED;
        }
        // The identity service, which checks OAuth tokens, is down in this case.
        return step == Step.CHECK_JWT && type.equals(Optional.of(INVALID_OPERATION)) ? Problem.SERVER_FAILED
                : Problem.NOT_PERMITTED;
    }

    private static Problem notFound(ErrorAnswer answer) {
        boolean isEnvoyOrBalancer = isShaped(answer, Shape.EMPTY)
                && answer.header("Server").filter(server -> server.matches("envoy|istio-envoy|awselb/.*")).isPresent();
        if (isShaped(answer, Shape.INGRESS) || isEnvoyOrBalancer) {
            return Problem.INGRESS_WITHOUT_PORTAL;
        }
        return isShaped(answer, Shape.PROBLEM) ? Problem.NO_SUCH_PORTAL : Problem.NOT_A_PORTAL;
    }

    /** The number identifies the limit; only the daily limit comes with {@code Retry-After}. */
    private static Problem rateLimit(ErrorAnswer answer) {
        return switch (answer.header("X-RateLimit-Limit").orElse("").strip()) {
            case "1500" -> Problem.RATE_LIMIT_WINDOW;
            case "15", "50" -> Problem.RATE_LIMIT_AT_ONCE;
            case "10000" -> Problem.RATE_LIMIT_DAY;
            default -> Problem.RATE_LIMIT;
        };
    }

    private static Problem failed(Step step, ErrorBody body) {
        if (body.message().equals(Optional.of(NO_TENANT))) {
            return Problem.NO_SUCH_PORTAL;
        }
        boolean isDisabled = step.isLogin() && body.type().equals(Optional.of("System.Exception"))
                && body.message().equals(Optional.of(USER_DISABLED));
        return isDisabled ? Problem.USER_DISABLED : Problem.SERVER_FAILED;
    }

    private static boolean isShaped(ErrorAnswer answer, Shape... shapes) {
        return Arrays.asList(shapes).contains(answer.body().shape());
    }
}
