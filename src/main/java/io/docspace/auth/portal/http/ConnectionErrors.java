package io.docspace.auth.portal.http;

import static io.docspace.auth.portal.http.PortalErrors.causes;
import static io.docspace.auth.portal.http.PortalErrors.line;

import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.VertxException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Explains failures below HTTP: the handshake, the proxy from the environment, the network. */
final class ConnectionErrors {
    private ConnectionErrors() {}

    /** @return empty if the fault is none of them */
    static Optional<PortalException> explain(String tried, Throwable fault) {
        return tls(tried, fault).or(() -> ProxyFailure.explain(tried, fault)).or(() -> network(tried, fault));
    }

    /** A failed handshake. One that was only cut off, or never answered, counts as a network failure. */
    private static Optional<PortalException> tls(String tried, Throwable fault) {
        // Vert.x wraps every cause in "Failed to create SSL connection".
        Optional<SSLException> ssl = causes(fault, SSLException.class).reduce((first, last) -> last);
        Optional<String> told = ssl.map(Throwable::getMessage).or(() -> lateAlert(fault));
        if (told.isEmpty() || ssl.filter(ConnectionErrors::isCutOff).isPresent()) {
            return Optional.empty();
        }
        // Java 25 repeats the alert's name in front.
        String said = told.get().replaceFirst("^\\(\\w+\\) ", "");
        return causes(fault, PortalTrust.Untrusted.class).findFirst().map(PortalTrust.Untrusted::reason)
                .or(() -> causes(fault, CertificateException.class).reduce((first, last) -> last)
                        .map(TrustFailure::reasonAlone))
                .map(reason -> tls(tried, reason.what(), reason.advice(), fault))
                .or(() -> Optional.of(handshake(tried, said, fault)));
    }

    private static PortalException handshake(String tried, String said, Throwable fault) {
        if (causes(fault, NotSslRecordException.class).findFirst().isPresent()) {
            return tls(tried, "the server does not speak TLS",
                    "if the portal uses plain HTTP, write http:// in --base-url", fault);
        }
        if (said.toLowerCase(Locale.ROOT).contains("protocol")) {
            return tls(tried, "the portal offers neither TLS 1.2 nor TLS 1.3 (" + line(said) + ")", "update the server", fault);
        }
        if (said.contains("certificate")) {
            return tls(tried, "the portal requires a client certificate, or rejects this one (" + line(said) + ")",
                    "set the right one with quarkus.tls.docspace.key-store.*", fault);
        }
        return tls(tried, "the handshake failed (" + line(said) + ")", Problem.TLS.advice(), fault);
    }

    private static PortalException tls(String tried, String what, String advice, Throwable fault) {
        return new PortalException(Problem.TLS, tried, Problem.TLS.sentence() + ": " + what, advice, fault);
    }

    /** With TLS 1.3 a portal rejects a client after the handshake, and the REST client keeps only the text of that alert. */
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

    /** Lists the transient failures. An unknown exception is a bug, which a retry does not fix. */
    private static Optional<PortalException> network(String tried, Throwable fault) {
        if (hasTooLongHeaders(fault)) {
            return Optional.of(new PortalException(Problem.NOT_A_PORTAL, tried,
                    ": it sent more than " + Exchange.MAX_HEADERS / 1024 + " KiB of headers", fault));
        }
        if (causes(fault).stream().noneMatch(ConnectionErrors::isOfNetwork)) {
            return Optional.empty();
        }
        boolean isUnsent = MultiAddressTransport.isOfConnecting(fault)
                || causes(fault, UnknownHostException.class).findFirst().isPresent()
                || causes(fault, NameLookup.LateException.class).findFirst().isPresent()
                || causes(fault, SslHandshakeTimeoutException.class).findFirst().isPresent();
        return Optional.of(new PortalException(isUnsent ? Problem.UNREACHABLE : Problem.NO_ANSWER, tried,
                " (" + reason(fault) + ")", fault));
    }

    /** If the connection is closed at once, the REST client keeps only the text of Netty's exception. */
    private static boolean hasTooLongHeaders(Throwable fault) {
        return causes(fault, TooLongFrameException.class).findFirst().isPresent() || causes(fault, IOException.class)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).startsWith("HTTP header is larger than"));
    }

    private static boolean isOfNetwork(Throwable cause) {
        // Netty's HTTP parser reports a garbled head as an illegal argument, or as the JDK's number format error. Vert.x
        // reports an unknown HTTP version as an illegal state.
        boolean isOfParser = Arrays.stream(cause.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java.") && !name.startsWith("io.netty.util."))
                .findFirst()
                .filter(name -> name.startsWith("io.netty.handler.codec.")
                        || name.startsWith("io.vertx.core.http.impl.Http1xClientConnection"))
                .isPresent();
        return cause instanceof IOException || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException || cause instanceof VertxException
                || cause instanceof DecoderException || isOfParser
                // Every status has a mapper except 0, which the REST client also uses for a missing answer.
                || cause instanceof WebApplicationException;
    }

    private static String reason(Throwable fault) {
        for (Throwable cause : causes(fault)) {
            if (cause instanceof UnknownHostException) {
                return "host name not found";
            }
            if (cause instanceof NameLookup.LateException) {
                return "looking up the host name timed out";
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
}
