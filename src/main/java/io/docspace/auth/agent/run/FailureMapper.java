package io.docspace.auth.agent.run;

import io.docspace.auth.agent.Failure;
import io.docspace.auth.agent.Trouble;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.signin.RememberedRefusalException;
import io.docspace.auth.signin.TokenNotAcceptedException;
import io.docspace.auth.token.TokenWriteException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Maps exceptions to the agent's failures. */
final class FailureMapper {
    private FailureMapper() {}

    static Failure of(RuntimeException failure, InstantSource clock) {
        if (failure instanceof PortalException portal) {
            return new Failure(kind(portal.problem()), portal.getMessage(), retryAfter(portal), isSent(portal.problem()));
        }
        if (failure instanceof RememberedRefusalException remembered) {
            Duration left = Duration.between(clock.instant(), remembered.retryAt());
            return new Failure(remembered.problem().map(FailureMapper::kind).orElse(Trouble.FRESH_TOKEN_REJECTED),
                    remembered.getMessage(), Optional.of(left).filter(time -> !time.isNegative()), false);
        }
        if (failure instanceof SettingException) {
            return new Failure(Trouble.SETTING, failure.getMessage(), Optional.empty(), false);
        }
        if (failure instanceof TokenWriteException) {
            return new Failure(Trouble.TOKEN_FILE_NOT_WRITABLE, failure.getMessage(), Optional.empty(), false);
        }
        if (failure instanceof TokenNotAcceptedException) {
            return new Failure(Trouble.GIVEN_TOKEN_REJECTED, failure.getMessage(), Optional.empty(), false);
        }
        // The message of a bug could quote what was sent.
        return new Failure(Trouble.UNEXPECTED,
                "unexpected error: " + failure.getClass().getName() + "; this is a bug, please report it",
                Optional.empty(), true);
    }

    private static Optional<Duration> retryAfter(PortalException failure) {
        return failure.retryAfter()
                .or(() -> Optional.of(failure.leastPause()).filter(pause -> failure.problem() == Problem.RATE_LIMIT_DAY));
    }

    /** Whether a login may have reached the portal. */
    private static boolean isSent(Problem problem) {
        return switch (problem) {
            case UNREACHABLE, PROXY_FAILED, PROXY_FORBIDS, PROXY_PASSWORD, TLS -> false;
            default -> true;
        };
    }

    /** Problems with a schedule of their own; the others go by their exit codes. */
    private static Trouble kind(Problem problem) {
        return switch (problem) {
            case LOCKED -> Trouble.LOCKED;
            case USER_DISABLED -> Trouble.USER_DISABLED;
            case ADDRESS_NOT_ALLOWED -> Trouble.ADDRESS_NOT_ALLOWED;
            case MAINTENANCE -> Trouble.MAINTENANCE;
            case NOT_SET_UP -> Trouble.NOT_SET_UP;
            case NO_SUCH_PORTAL -> Trouble.NO_SUCH_PORTAL;
            case SUSPENDED -> Trouble.SUSPENDED;
            case SUBSCRIPTION -> Trouble.SUBSCRIPTION;
            case RATE_LIMIT_WINDOW, RATE_LIMIT_AT_ONCE, RATE_LIMIT, RATE_LIMIT_DAY, RETRY_TOO_LATE -> Trouble.RATE_LIMITED;
            case PROXY_PASSWORD, PROXY_FORBIDS -> Trouble.PROXY;
            case UNREACHABLE, NO_ANSWER, PROXY_FAILED -> Trouble.UNREACHABLE;
            default -> problem.isTransient() ? Trouble.PORTAL_FAILED : byExitCode(problem.exitCode());
        };
    }

    private static Trouble byExitCode(int code) {
        return switch (code) {
            case 3 -> Trouble.CREDENTIALS_REFUSED;
            case 4 -> Trouble.SECOND_FACTOR;
            case 5 -> Trouble.GIVEN_TOKEN_REJECTED;
            case 8 -> Trouble.TLS;
            case 9 -> Trouble.NOT_A_PORTAL;
            default -> Trouble.NOT_PERMITTED;
        };
    }
}
