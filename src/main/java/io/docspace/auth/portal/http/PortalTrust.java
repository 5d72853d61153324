package io.docspace.auth.portal.http;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings.CaFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom to trust: the authorities that come with the runtime (in a native binary, those of the JDK that built it), and those
 * of a file. The verdict is the JDK's own; what is added is a reason that a person understands.
 */
final class PortalTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager jdk;

    /** Why a certificate is not trusted, and after a semicolon what helps. */
    static final class Untrusted extends CertificateException {
        private static final long serialVersionUID = 1L;

        Untrusted(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    private PortalTrust(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    /** @throws SettingException if the file cannot be read, or holds no certificate */
    static PortalTrust with(Optional<CaFile> file) {
        try {
            X509ExtendedTrustManager builtIn = manager(null);
            return new PortalTrust(file.isEmpty() ? builtIn : manager(union(builtIn, certificates(file.get()))));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509ExtendedTrustManager manager(KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static KeyStore union(X509ExtendedTrustManager builtIn, Collection<? extends Certificate> more)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate authority : builtIn.getAcceptedIssuers()) {
            store.setCertificateEntry("built-in-" + number++, authority);
        }
        for (Certificate authority : more) {
            store.setCertificateEntry("file-" + number++, authority);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(CaFile file) throws CertificateException {
        Collection<? extends Certificate> certificates;
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try {
            certificates = factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file.path())));
        } catch (IOException e) {
            throw new SettingException(file.setting() + " cannot be read; is it a file, and may this user read it?");
        } catch (CertificateException e) {
            throw new SettingException(file.setting() + " is not a bundle of PEM certificates");
        }
        if (certificates.isEmpty()) {
            throw new SettingException(file.setting() + " holds no certificate");
        }
        return certificates;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new Untrusted(reason(chain, engine.getPeerHost(), e), e);
        }
    }

    private static String reason(X509Certificate[] chain, String host, CertificateException refused) {
        X509Certificate certificate = chain[0];
        Instant now = Instant.now();
        for (X509Certificate link : chain) {
            if (now.isAfter(link.getNotAfter().toInstant())) {
                return "the certificate of " + name(link) + " expired on " + day(link.getNotAfter())
                        + "; renew it on the server";
            }
            if (now.isBefore(link.getNotBefore().toInstant())) {
                return "the certificate of " + name(link) + " is valid from " + day(link.getNotBefore()) + " only; check the"
                        + " clocks of both sides";
            }
        }
        if (String.valueOf(refused.getMessage()).contains("PKIX path building failed")) {
            boolean selfSigned = certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
            return (selfSigned
                    ? "the certificate of " + name(certificate) + " is self-signed"
                    : "the certificate of " + name(certificate) + " is of an unknown authority, "
                            + PortalErrors.line(certificate.getIssuerX500Principal().getName()))
                    + "; if that is right, give its PEM file with --ca-file (DOCSPACE_CA_FILE)";
        }
        if (String.valueOf(refused.getMessage()).matches("No (subject alternative|name|.*match).*")) {
            return "the certificate of " + name(certificate) + " is not for " + host + "; check --base-url";
        }
        return "certificate not accepted (" + PortalErrors.line(String.valueOf(refused.getMessage()))
                + "); check it on the server";
    }

    private static String name(X509Certificate certificate) {
        return PortalErrors.line(certificate.getSubjectX500Principal().getName());
    }

    private static String day(Date date) {
        return date.toInstant().toString().substring(0, 10);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        jdk.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        jdk.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        jdk.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
