package io.docspace.auth;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A company's own authority and the certificates that it issues, made anew for a test. */
public final class Authority {
    /** What portals on loopback are called. */
    public static final String LOOPBACK = "dns:localhost,ip:127.0.0.1,ip:::1";

    /** Of the key stores; not a secret. */
    public static final String STORE_PASSWORD = "changeit";

    private static final char[] STORE_KEY = STORE_PASSWORD.toCharArray();
    private static final Duration YESTERDAY = Duration.ofDays(-1);

    private final Path folder;
    private final Holder authority;
    private final Holder server;
    private final Holder client;
    private final Path file;
    private final Path selfSignedFile;
    private final Path clientStore;

    /** A key, its name, and the certificate that it has signed itself. */
    private record Holder(X500Name name, KeyPair keys, X509Certificate certificate) {
        static Holder make(String name, Duration start, Extended more) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(256);
                KeyPair keys = generator.generateKeyPair();
                X500Name called = new X500Name(name);
                return new Holder(called, keys, sign(called, keys, called, keys, start, more));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        X509Certificate issue(Holder subject, Duration start, Extended more) {
            return sign(name, keys, subject.name, subject.keys, start, more);
        }

        private static X509Certificate sign(X500Name by, KeyPair with, X500Name name, KeyPair keys, Duration start,
                Extended more) {
            Instant from = Instant.now().plus(start);
            X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(by, BigInteger.valueOf(System.nanoTime()),
                    Date.from(from), Date.from(from.plus(Duration.ofDays(10))), name, keys.getPublic());
            try {
                more.to(certificate);
                return new JcaX509CertificateConverter()
                        .getCertificate(
                                certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(with.getPrivate())));
            } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a certificate says beyond its name. */
    @FunctionalInterface
    private interface Extended {
        void to(X509v3CertificateBuilder certificate) throws CertIOException;
    }

    /** @param folder where its files lie */
    public Authority(Path folder) {
        this.folder = folder;
        authority = Holder.make("CN=Company Authority", YESTERDAY, Authority::isAuthority);
        server = Holder.make("CN=Company Portal", YESTERDAY, named(LOOPBACK));
        client = Holder.make("CN=Client", YESTERDAY, more -> {});
        file = write("authority.pem", authority.certificate);
        selfSignedFile = write("server.pem", server.certificate);
        clientStore = folder.resolve("client.p12");
        try (OutputStream out = Files.newOutputStream(clientStore)) {
            keys("PKCS12", client, client.certificate).store(out, STORE_KEY);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its own certificate, as PEM. */
    public Path file() {
        return file;
    }

    /** The certificate of {@link #selfSigned}, as PEM. */
    public Path selfSignedFile() {
        return selfSignedFile;
    }

    /** A server with a certificate that is good today, for {@link #LOOPBACK}. */
    public SSLContext good() {
        return issue(LOOPBACK, YESTERDAY);
    }

    /** A server with a certificate of this authority. */
    public SSLContext issue(String names) {
        return issue(names, YESTERDAY);
    }

    /**
     * A server with a certificate of this authority.
     *
     * @param names as {@code dns:NAME} and {@code ip:ADDRESS}, by commas
     * @param start when its validity of ten days starts, from now
     */
    public SSLContext issue(String names, Duration start) {
        return server(authority.issue(server, start, named(names)), authority.certificate);
    }

    /** The same, which sends along a certificate that expired twenty days ago, of a key that has nothing to do with the others. */
    public SSLContext sendingAlsoAnExpiredOne(String names) {
        return server(authority.issue(server, YESTERDAY, named(names)), authority.certificate,
                Holder.make("CN=Old Authority", Duration.ofDays(-30), Authority::isAuthority).certificate);
    }

    /** The same, which sends along the certificate that this authority had before it was renewed, and first. */
    public SSLContext sendingAlsoItsExpiredSelf(String names) {
        return server(authority.issue(server, YESTERDAY, named(names)),
                authority.issue(authority, Duration.ofDays(-30), Authority::isAuthority), authority.certificate);
    }

    /** The same, which sends along an expired authority of the same name and another key, and not its own. */
    public SSLContext sendingOnlyAnExpiredNamesake(String names) {
        return server(authority.issue(server, YESTERDAY, named(names)),
                Holder.make("CN=Company Authority", Duration.ofDays(-30), Authority::isAuthority).certificate);
    }

    /** A server that has signed its certificate itself. */
    public SSLContext selfSigned() {
        return server(server.certificate);
    }

    /** The key and certificate of a client that every server here knows, as PKCS 12 with {@link #STORE_PASSWORD}. */
    public Path clientStore() {
        return clientStore;
    }

    private static void isAuthority(X509v3CertificateBuilder certificate) throws CertIOException {
        certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    }

    private static Extended named(String names) {
        GeneralNames all = new GeneralNames(Arrays.stream(names.split(","))
                .map(name -> name.startsWith("ip:") ? new GeneralName(GeneralName.iPAddress, name.substring(3))
                        : new GeneralName(GeneralName.dNSName, name.substring("dns:".length())))
                .toArray(GeneralName[]::new));
        return certificate -> certificate.addExtension(Extension.subjectAlternativeName, false, all);
    }

    private SSLContext server(X509Certificate... chain) {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            // Unlike PKCS 12, it takes certificates that are no chain, as servers send them.
            managers.init(keys("JKS", server, chain), STORE_KEY);
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("client", client.certificate);
            others.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), others.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keys(String type, Holder holder, X509Certificate... chain)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(type);
        keys.load(null, null);
        keys.setKeyEntry("key", holder.keys.getPrivate(), STORE_KEY, chain);
        return keys;
    }

    private Path write(String name, X509Certificate certificate) {
        Path pem = folder.resolve(name);
        try (Writer out = Files.newBufferedWriter(pem); JcaPEMWriter writer = new JcaPEMWriter(out)) {
            writer.writeObject(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pem;
    }
}
