package io.docspace.auth.portal.http;

import io.docspace.auth.config.NetworkSettings.CaFile;
import io.docspace.auth.config.SettingException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the authorities of the runtime (in a native binary, those of the JDK that built it) and those in files. The JDK
 * decides; {@link TrustFailure} adds a reason that a person understands.
 */
final class PortalTrust extends X509ExtendedTrustManager {
    /** The kind of an alternative name, by RFC 5280. */
    private static final Integer DNS_NAME = 2;

    private final X509ExtendedTrustManager jdk;

    /** A certificate is not trusted. The message is the reason and, after a semicolon, the advice. */
    static final class Untrusted extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final transient TrustFailure.Reason reason;

        Untrusted(TrustFailure.Reason reason, Throwable cause) {
            super(reason.what() + "; " + reason.advice(), cause);
            this.reason = reason;
        }

        TrustFailure.Reason reason() {
            return reason;
        }
    }

    private PortalTrust(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    /**
     * @param files CA files that are trusted in addition
     * @throws SettingException if a file cannot be read, or holds no certificate
     */
    static PortalTrust with(List<CaFile> files) {
        try {
            X509ExtendedTrustManager builtIn = manager(null);
            return new PortalTrust(files.isEmpty() ? builtIn : manager(union(builtIn, CaFiles.read(files))));
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

    private static KeyStore union(X509ExtendedTrustManager builtIn, List<X509Certificate> more)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate authority : builtIn.getAcceptedIssuers()) {
            store.setCertificateEntry("built-in-" + number++, authority);
        }
        for (X509Certificate authority : more) {
            store.setCertificateEntry("file-" + number++, authority);
        }
        return store;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        try {
            if (PortalHost.isStrange(engine.getPeerHost())) {
                jdk.checkServerTrusted(chain, authType);
                checkName(chain[0], engine.getPeerHost());
            } else {
                jdk.checkServerTrusted(chain, authType, engine);
            }
        } catch (CertificateException e) {
            throw new Untrusted(new TrustFailure(jdk, Instant.now()).reason(chain, authType, engine.getPeerHost(), e), e);
        }
    }

    /** For a name that the JDK takes for none, and so finds in no certificate: one that stands there as it is, without wildcards. */
    private static void checkName(X509Certificate certificate, String host) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null || names.stream().noneMatch(name -> name.get(0).equals(DNS_NAME) && host.equalsIgnoreCase(
                String.valueOf(name.get(1))))) {
            throw new CertificateException("No name matching " + host + " found");
        }
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
