package io.docspace.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A company's own authority and the certificates that it issues, made anew for a test by the JDK's keytool. */
public final class Authority {
    /** What portals on loopback are called. */
    public static final String LOOPBACK = "dns:localhost,ip:127.0.0.1,ip:::1";

    /** Of the key stores; not a secret. */
    public static final String STORE_PASSWORD = "changeit";

    private static final char[] STORE_KEY = STORE_PASSWORD.toCharArray();

    private final Path folder;
    private final Path file;
    private final Path selfSignedFile;
    private final Path clientFile;
    private SSLContext good;

    /** @param folder where its files lie */
    public Authority(Path folder) {
        this.folder = folder;
        makeKey("authority", "CN=Company Authority", "-ext", "bc:c");
        file = export("authority");
        makeKey("server", "CN=Company Portal", "-ext", "san=" + LOOPBACK);
        selfSignedFile = export("server");
        makeKey("client", "CN=Client");
        clientFile = export("client");
        keytool("-certreq", "-alias", "server", "-keystore", store("server"), "-file", path("server.csr").toString());
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
        if (good == null) {
            good = issue(LOOPBACK, "-1d");
        }
        return good;
    }

    /**
     * A server with a certificate of this authority.
     *
     * @param names as keytool writes them
     * @param start when its validity of ten days starts, as keytool writes it
     */
    public SSLContext issue(String names, String start) {
        return server(List.of(issueFile(names, start), file));
    }

    /** The same for one name, of which keytool need not think that it is one. */
    public SSLContext issueFor(String host) {
        HexFormat hex = HexFormat.ofDelimiter(":");
        int length = host.length();
        return server(List.of(issueFile("2.5.29.17", hex.formatHex(new byte[]{0x30, (byte) (length + 2), (byte) 0x82,
            (byte) length}) + ":" + hex.formatHex(host.getBytes(UTF_8)), "-1d"), file));
    }

    /** The same, with more certificates that the server sends along. */
    public SSLContext sendingAlso(String names, Path... more) {
        return server(Stream.concat(Stream.of(issueFile(names, "-1d"), file), Arrays.stream(more)).toList());
    }

    /** A certificate that expired twenty days ago, of a key that has nothing to do with all the others. */
    public Path expired() {
        if (!Files.exists(path("stray.pem"))) {
            keytool("-genkeypair", "-alias", "stray", "-keystore", store("stray"), "-storetype", "PKCS12", "-keyalg", "EC",
                    "-groupname", "secp256r1", "-dname", "CN=Old Authority", "-ext", "bc:c", "-startdate", "-30d", "-validity",
                    "10");
            export("stray");
        }
        return path("stray.pem");
    }

    private Path issueFile(String names, String start) {
        return issueFile("san", names, start);
    }

    private Path issueFile(String extension, String names, String start) {
        Path certificate = path("issued.pem");
        keytool("-gencert", "-alias", "authority", "-keystore", store("authority"), "-infile", path("server.csr").toString(),
                "-outfile", certificate.toString(), "-rfc", "-startdate", start, "-validity", "10", "-ext",
                extension + "=" + names);
        return certificate;
    }

    /** A server that has signed its certificate itself. */
    public SSLContext selfSigned() {
        return server(List.of(selfSignedFile()));
    }

    /** The key and certificate of a client that every server here knows, as PKCS 12 with {@link #STORE_PASSWORD}. */
    public Path clientStore() {
        return Path.of(store("client"));
    }

    private SSLContext server(List<Path> chain) {
        try {
            KeyStore own = KeyStore.getInstance(Path.of(store("server")).toFile(), STORE_KEY);
            // Unlike PKCS 12, it takes certificates that are no chain, as servers send them.
            KeyStore keys = KeyStore.getInstance("JKS");
            keys.load(null, null);
            List<Certificate> certificates = new ArrayList<>();
            for (Path link : chain) {
                certificates.add(read(link));
            }
            keys.setKeyEntry("server", own.getKey("server", STORE_KEY), STORE_KEY, certificates.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, STORE_KEY);
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("client", read(clientFile));
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

    private static Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private void makeKey(String alias, String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keystore", store(alias),
                "-storetype", "PKCS12", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", name, "-startdate", "-1d",
                "-validity", "10"));
        arguments.addAll(Arrays.asList(more));
        keytool(arguments.toArray(String[]::new));
    }

    private Path export(String alias) {
        Path pem = path(alias + ".pem");
        keytool("-exportcert", "-rfc", "-alias", alias, "-keystore", store(alias), "-file", pem.toString());
        return pem;
    }

    private String store(String alias) {
        return path(alias + ".p12").toString();
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private static void keytool(String... arguments) {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(Arrays.asList(arguments));
        words.addAll(List.of("-storepass", STORE_PASSWORD));
        try {
            Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
            keytool.getOutputStream().close();
            String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", arguments) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
