package io.docspace.auth.portal.http;

import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.secret.Foreign;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Makes one line for the user of whatever went wrong between here and the portal. */
final class PortalErrors {
    private PortalErrors() {}

    /** @param tried such as "signing in" */
    static PortalException explain(String tried, Throwable fault) {
        for (Throwable cause : causes(fault)) {
            if (cause instanceof PortalException known) {
                return known;
            }
            if (cause instanceof ErrorAnswer answer) {
                return refusal(tried, answer);
            }
            if (cause instanceof MalformedAnswer malformed) {
                return notAPortal(tried, malformed.getMessage());
            }
        }
        return tls(tried, fault).or(() -> ProxyFailure.explain(tried, fault)).orElseGet(() -> unreachable(tried, fault));
    }

    /** What the portal said, in its own language and on one line: {@code : "…"}, or nothing. */
    static String quoted(String portalMessage) {
        String line = line(portalMessage);
        return line.isBlank() ? "" : ": \"" + line + "\"";
    }

    private static PortalException refusal(String tried, ErrorAnswer answer) {
        int status = answer.status();
        String said = " (" + status + ")" + answer.portalMessage().map(PortalErrors::quoted).orElse("");
        Optional<Duration> comeBack = answer.retryAfter(Instant.now());
        String at = " (" + status + ")";
        return switch (status) {
            case 401 ->
                new PortalException(tried.endsWith("code") ? Problem.CODE_REFUSED : Problem.WRONG_CREDENTIALS, tried, said,
                        answer);
            case 402 -> new PortalException(Problem.SUBSCRIPTION, tried, said, answer);
            case 403 -> new PortalException(Problem.NOT_PERMITTED, tried, said, answer);
            case 407 -> new PortalException(Problem.PROXY_PASSWORD, tried, at, answer);
            case 429 -> retrying(new PortalException(Problem.RATE_LIMIT, tried, said, answer), comeBack);
            case 408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530 -> retrying(
                    new PortalException(Problem.SERVER_FAILED, tried, said, answer), comeBack);
            case 300, 301, 302, 303, 304, 305, 306, 307, 308 -> new PortalException(Problem.REDIRECTED, tried,
                    "redirected to "
                            + answer.location().map(PortalErrors::address).filter(to -> !to.isEmpty()).orElse("nowhere")
                            + at + ", which is not followed with a password at hand",
                    Problem.REDIRECTED.advice(), answer);
            default -> notAPortal(tried, "status" + said);
        };
    }

    private static PortalException retrying(PortalException failure, Optional<Duration> comeBack) {
        return comeBack.map(failure::retryingAfter).orElse(failure);
    }

    private static PortalException notAPortal(String tried, String whatCame) {
        return new PortalException(Problem.NOT_A_PORTAL, tried, ", it sent " + whatCame, null);
    }

    /** A failed handshake. One that was merely cut off, or never answered, is a network failure. */
    private static Optional<PortalException> tls(String tried, Throwable fault) {
        // Vert.x says "Failed to create SSL connection" over whatever it was.
        Optional<Throwable> ssl = causes(fault, SSLException.class).reduce((first, last) -> last);
        Optional<String> told = ssl.map(Throwable::getMessage).or(() -> lateAlert(fault));
        if (told.isEmpty() || ssl.filter(PortalErrors::isCutOff).isPresent()) {
            return Optional.empty();
        }
        Optional<String> certificate = causes(fault, PortalTrust.Untrusted.class).map(Throwable::getMessage).findFirst()
                .or(() -> causes(fault, CertificateException.class).map(e -> TrustFailure.isOfHost(e)
                        ? "the portal's certificate is for another host; check --base-url"
                        : "certificate not accepted (" + line(String.valueOf(e.getMessage())) + "); check it on the server")
                        .reduce((first, last) -> last));
        // Java 25 puts the alert's name in front once more.
        String reason = told.get().replaceFirst("^\\(\\w+\\) ", "");
        String said = line(reason);
        String what;
        if (certificate.isPresent()) {
            what = certificate.get();
        } else if (causes(fault, NotSslRecordException.class).findFirst().isPresent()) {
            what = "what answers there does not speak TLS; if the portal is served in the clear, write http:// in --base-url";
        } else if (reason.toLowerCase(Locale.ROOT).contains("protocol")) {
            what = "the portal offers neither TLS 1.2 nor TLS 1.3 (" + said + "); update the server";
        } else if (reason.contains("certificate")) {
            what = "the portal wants a client certificate, or does not take ours (" + said + "); give the right one with"
                    + " quarkus.tls.docspace.key-store.*";
        } else {
            what = "the handshake failed (" + said + "); check the portal's TLS settings";
        }
        String[] parts = what.split("; ", 2);
        return Optional.of(new PortalException(Problem.TLS, tried, "TLS: " + parts[0], parts[1], fault));
    }

    /** With TLS 1.3 a portal refuses a client after the handshake, and the REST client keeps the text of that alone. */
    private static Optional<String> lateAlert(Throwable fault) {
        return causes(fault, IOException.class)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(message -> message.startsWith(SSLException.class.getPackageName()))
                .map(message -> message.replaceFirst("^[^ ]*: ", ""))
                .findFirst();
    }

    private static boolean isCutOff(Throwable ssl) {
        boolean network = causes(ssl, IOException.class).anyMatch(cause -> !(cause instanceof SSLException));
        return network || ssl instanceof SslHandshakeTimeoutException || String.valueOf(ssl.getMessage()).contains("clos");
    }

    private static PortalException unreachable(String tried, Throwable fault) {
        return new PortalException(Addresses.isOfConnecting(fault) ? Problem.UNREACHABLE : Problem.NO_ANSWER, tried,
                " (" + reason(fault) + ")", fault);
    }

    private static String reason(Throwable fault) {
        for (Throwable cause : causes(fault)) {
            if (cause instanceof UnknownHostException) {
                return "host name not found";
            }
            if (cause instanceof NoRouteToHostException) {
                return "no route to host";
            }
            if (cause instanceof SslHandshakeTimeoutException) {
                return "TLS handshake timed out";
            }
            if (cause instanceof TimeoutException || cause instanceof io.smallrye.mutiny.TimeoutException) {
                return "timed out";
            }
            if (cause instanceof ConnectException) {
                return String.valueOf(cause.getMessage()).contains("timed out") ? "connect timed out" : "connection refused";
            }
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof ClosedChannelException || message.contains("closed")) {
                return "connection closed";
            }
            if (message.contains("reset")) {
                return "connection reset";
            }
        }
        return "no HTTP answer";
    }

    private static List<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause).toList();
    }

    private static Stream<Throwable> causes(Throwable fault, Class<? extends Throwable> type) {
        return causes(fault).stream().filter(type::isInstance);
    }

    /** Where a redirect leads, without what it might carry along: user, password, query. */
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

    /** The words of others, as they may be quoted. */
    static String line(String text) {
        return Foreign.quote(text);
    }
}
