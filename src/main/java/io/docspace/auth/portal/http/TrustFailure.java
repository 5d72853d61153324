package io.docspace.auth.portal.http;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;

/**
 * Explains to a person why a portal's certificate was not accepted. Only certificates on the path from the portal's own to its
 * authority count: servers send others as well, and an expired one among them does no harm.
 *
 * @param trust the trust manager that rejected it
 * @param now the current time
 */
record TrustFailure(X509ExtendedTrustManager trust, Instant now) {
    private static final String CHECK_SERVER = "check it on the server";

    /**
     * Why a certificate was not accepted.
     *
     * @param what the problem with it
     * @param advice what helps
     */
    record Reason(String what, String advice) {}

    /**
     * The reason, for a person.
     *
     * @param host the host name that was requested
     * @param rejected the trust manager's error
     */
    Reason reason(X509Certificate[] chain, String authType, String host, CertificateException rejected) {
        X509Certificate own = chain[0];
        if (isTrusted(chain, authType)) {
            // Everything except the host name is valid.
            return isOfHost(rejected)
                    ? new Reason("the certificate of " + name(own) + " is not for " + host, "check --base-url")
                    : notAccepted(rejected);
        }
        List<X509Certificate> path = path(chain);
        Optional<Reason> outOfTime = path.stream().map(this::outOfTime).flatMap(Optional::stream).findFirst();
        if (outOfTime.isPresent()) {
            return outOfTime.get();
        }
        if (!String.valueOf(rejected.getMessage()).contains("PKIX path building failed")) {
            return notAccepted(rejected);
        }
        X500Principal missing = path.get(path.size() - 1).getIssuerX500Principal();
        return new Reason(isSelfSigned(own)
                ? "the certificate of " + name(own) + " is self-signed"
                : "the certificate of " + name(own) + " was issued by an unknown authority, " + name(missing),
                "if you trust it, set --ca-file (DOCSPACE_CA_FILE) to its PEM file");
    }

    private boolean isTrusted(X509Certificate[] chain, String authType) {
        try {
            trust.checkServerTrusted(chain, authType);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /** The reason without the chain, if a trust store of the framework rejected it. */
    static Reason reasonAlone(CertificateException rejected) {
        return isOfHost(rejected) ? new Reason("the portal's certificate is for another host", "check --base-url")
                : notAccepted(rejected);
    }

    private static Reason notAccepted(CertificateException rejected) {
        return new Reason("certificate not accepted (" + PortalErrors.line(String.valueOf(rejected.getMessage())) + ")",
                CHECK_SERVER);
    }

    /** Whether the JDK reports that a certificate is for another host. */
    static boolean isOfHost(Throwable rejected) {
        return String.valueOf(rejected.getMessage()).matches("(?s)(No subject alternative|No name|.*match).*");
    }

    /**
     * The path up from the portal's own certificate, as far as the portal sent it, or until an authority that is known or has
     * signed itself.
     */
    private List<X509Certificate> path(X509Certificate[] chain) {
        List<X500Principal> known = Arrays.stream(trust.getAcceptedIssuers()).map(X509Certificate::getSubjectX500Principal)
                .toList();
        List<X509Certificate> path = new ArrayList<>(List.of(chain[0]));
        Optional<X509Certificate> next = Optional.of(chain[0]);
        while (next.isPresent() && !isSelfSigned(next.get()) && !known.contains(next.get().getIssuerX500Principal())) {
            X509Certificate issued = next.get();
            next = Arrays.stream(chain)
                    .filter(link -> !path.contains(link) && isIssuer(link, issued))
                    // If two match, as after a renewal, prefer the valid one.
                    .min(Comparator.comparing(link -> outOfTime(link).isPresent()));
            next.ifPresent(path::add);
        }
        return path;
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    }

    private static boolean isIssuer(X509Certificate link, X509Certificate issued) {
        if (!link.getSubjectX500Principal().equals(issued.getIssuerX500Principal())) {
            return false;
        }
        try {
            issued.verify(link.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Optional<Reason> outOfTime(X509Certificate link) {
        if (now.isAfter(link.getNotAfter().toInstant())) {
            return Optional.of(new Reason("the certificate of " + name(link) + " expired on " + day(link.getNotAfter()),
                    "renew it on the server"));
        }
        if (now.isBefore(link.getNotBefore().toInstant())) {
            return Optional.of(new Reason("the certificate of " + name(link) + " is not valid before "
                    + day(link.getNotBefore()), "check the clocks on both sides"));
        }
        return Optional.empty();
    }

    private static String name(X509Certificate certificate) {
        return name(certificate.getSubjectX500Principal());
    }

    private static String name(X500Principal principal) {
        return PortalErrors.line(principal.getName());
    }

    private static String day(Date date) {
        return date.toInstant().toString().substring(0, 10);
    }
}
