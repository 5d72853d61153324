package io.docspace.auth.portal.http;

import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.portal.http.ErrorBody.Shape;
import io.docspace.auth.secret.ForeignText;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns a failure on the way to the portal into one line for the user. */
final class PortalErrors {
    /** An address, and a path of DocSpace's own behind it. */
    private static final Pattern OWN_PATH = Pattern.compile("(https?://.*?)/(?:api/2\\.0|oauth2)/.*");

    private PortalErrors() {}

    /** @return a {@link PortalException}, or the fault itself if it is unknown: a bug, which a retry does not fix */
    static RuntimeException explain(Step step, RuntimeException fault) {
        for (Throwable cause : causes(fault)) {
            if (cause instanceof PortalException known) {
                return known;
            }
            if (cause instanceof ErrorAnswer answer) {
                return refusal(step, answer);
            }
            if (cause instanceof MalformedAnswer malformed) {
                return new PortalException(Problem.NOT_A_PORTAL, step.words(), ": it sent " + malformed.getMessage(), null);
            }
        }
        return ConnectionErrors.explain(step.words(), fault).map(RuntimeException.class::cast).orElse(fault);
    }

    /** The portal's message in its own language, on one line as {@code : "…"}; empty if there is none. */
    static String quoted(String portalMessage) {
        String line = line(portalMessage);
        return line.isBlank() ? "" : ": \"" + line + "\"";
    }

    private static PortalException refusal(Step step, ErrorAnswer answer) {
        Problem problem = ProblemClassifier.problem(step, answer);
        String at = " (" + answer.status() + ")";
        // Unknown text may contain a secret; DocSpace's own messages contain none except what was sent.
        boolean isQuoted = answer.body().shape() != Shape.TEXT || problem == Problem.ADDRESS_NOT_ALLOWED;
        String quote = answer.body().message().filter(text -> isQuoted).map(PortalErrors::quoted).orElse("");
        PortalException failure = switch (problem) {
            case REDIRECTED -> redirected(step, answer, at);
            case NOT_A_PORTAL -> new PortalException(problem, step.words(),
                    ": it sent status " + answer.status() + quote, answer);
            case PROXY_IN_FRONT ->
                new PortalException(problem, step.words(), " (" + answer.status() + ", " + front(answer) + ")",
                        answer);
            case MAINTENANCE, NO_SUCH_PORTAL, SUBSCRIPTION, INGRESS_WITHOUT_PORTAL, PROXY_PASSWORD, NOT_UNDERSTOOD ->
                new PortalException(problem, step.words(),
                        at, answer);
            default -> new PortalException(problem, step.words(), at + quote, answer);
        };
        return answer.retryAfter().map(failure::retryingAfter).orElse(failure);
    }

    /** A target that is one of the portal's own paths holds the address to use. */
    private static PortalException redirected(Step step, ErrorAnswer answer, String at) {
        String target = answer.header(HttpHeaders.LOCATION).map(PortalErrors::address).filter(to -> !to.isEmpty())
                .orElse("nowhere");
        Matcher portal = OWN_PATH.matcher(target);
        String advice = portal.matches() ? "if that is the portal, set --base-url to " + portal.group(1)
                : Problem.REDIRECTED.advice();
        return new PortalException(Problem.REDIRECTED, step.words(), Problem.REDIRECTED.sentence() + " to " + target + at
                + ", which is not followed, to protect the password", advice, answer);
    }

    /** Describes who answered, without its text, which may contain what was sent. */
    private static String front(ErrorAnswer answer) {
        String what = switch (answer.body().shape()) {
            case HTML -> "an HTML page";
            case EMPTY -> "an empty body";
            case DOCSPACE_ERROR -> "which DocSpace never sends here";
            case TEXT, STRING, INGRESS -> "plain text";
            case JSON, PROBLEM, OAUTH_ERROR -> "JSON that is not DocSpace's";
        };
        String signIn = answer.header(HttpHeaders.WWW_AUTHENTICATE).map(value -> value.strip().replaceFirst("[ ,].*", ""))
                .filter(scheme -> scheme.matches("[A-Za-z-]{1,20}")).map(scheme -> ", it asks for " + scheme + " sign-in")
                .orElse("");
        String challenge = answer.header("cf-mitigated").isPresent() ? ", a browser challenge" : "";
        String server = answer.header("Server").filter(name -> name.matches("[\\w./-]{1,40}"))
                .map(name -> ", server " + name.toLowerCase(Locale.ROOT)).orElse("");
        return what + signIn + challenge + server;
    }

    static List<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause).limit(20).toList();
    }

    static <T extends Throwable> Stream<T> causes(Throwable fault, Class<T> type) {
        return causes(fault).stream().filter(type::isInstance).map(type::cast);
    }

    /** The target of a redirect, without user, password and query. */
    private static String address(String location) {
        try {
            URI target = URI.create(location);
            if (target.getPath() == null) {
                return "an unreadable address";
            }
            return target.getHost() == null
                    ? line(target.getPath())
                    : line((target.getScheme() == null ? "//" : target.getScheme() + "://") + target.getHost()
                            + (target.getPort() == -1 ? "" : ":" + target.getPort()) + target.getPath());
        } catch (IllegalArgumentException e) {
            return "an unreadable address";
        }
    }

    /** Foreign text, made fit to be quoted. */
    static String line(String text) {
        return ForeignText.quote(text);
    }
}
