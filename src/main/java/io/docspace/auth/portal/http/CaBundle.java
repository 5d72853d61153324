package io.docspace.auth.portal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates in a CA file, read as liberally as OpenSSL, Go and browsers do: PEM blocks with other text around them,
 * private keys and certificates for other purposes among them, or DER.
 *
 * @param certificates in the order of the file
 * @param badLines the lines, from 1, at which an invalid certificate block starts
 */
record CaBundle(List<X509Certificate> certificates, List<Integer> badLines) {
    private static final Pattern MARKER = Pattern.compile("-----(BEGIN|END) ([A-Z0-9 ]+?)-----");

    /** The first byte of every DER certificate, and of no text. */
    private static final byte SEQUENCE = 0x30;

    /** Reads all certificates that it can; never fails. */
    static CaBundle parse(byte[] content) {
        CaBundle bundle = new CaBundle(new ArrayList<>(), new ArrayList<>());
        if (content.length > 0 && content[0] == SEQUENCE) {
            try {
                bundle.addAll(factory().generateCertificates(new ByteArrayInputStream(content)));
            } catch (CertificateException e) {
                bundle.badLines.add(1);
            }
        } else {
            bundle.addBlocks(text(content));
        }
        return bundle;
    }

    /** Windows writes a byte order mark, and may write UTF-16. Everything else matters only as ASCII. */
    private static String text(byte[] content) {
        boolean wide = content.length > 1 && (content[0] & content[1] & 0xFF) == 0xFE && (content[0] | content[1]) == -1;
        return new String(content, wide ? UTF_16 : ISO_8859_1);
    }

    private void addBlocks(String text) {
        Matcher marker = MARKER.matcher(text);
        boolean more = marker.find();
        while (more) {
            String label = marker.group(2);
            boolean begins = marker.group(1).equals("BEGIN");
            int start = marker.start();
            int bodyStart = marker.end();
            more = marker.find();
            if (begins && label.matches("(X509 |TRUSTED )?CERTIFICATE|PKCS7|CMS")) {
                boolean ends = more && marker.group(1).equals("END") && marker.group(2).equals(label);
                if (!ends || !addBlock(label, text.substring(bodyStart, marker.start()))) {
                    badLines.add(1 + (int) text.substring(0, start).lines().count() - (isInsideLine(text, start) ? 1 : 0));
                }
            }
        }
    }

    private static boolean isInsideLine(String text, int position) {
        return position > 0 && text.charAt(position - 1) != '\n' && text.charAt(position - 1) != '\r';
    }

    /** Adds a block. Returns whether it is what its label says. */
    private boolean addBlock(String label, String body) {
        try {
            byte[] der = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            if (label.endsWith("CERTIFICATE")) {
                addCertificate(label, der);
            } else {
                addAll(factory().generateCertificates(new ByteArrayInputStream(der)));
            }
            return true;
        } catch (IllegalArgumentException | CertificateException e) {
            return false;
        }
    }

    private void addCertificate(String label, byte[] der) throws CertificateException {
        Certificate certificate = factory().generateCertificate(new ByteArrayInputStream(der));
        int length = certificate.getEncoded().length;
        if (!label.startsWith("TRUSTED ")
                || TrustedUses.includeServers(Arrays.copyOfRange(der, Math.min(length, der.length), der.length))) {
            addAll(List.of(certificate));
        }
    }

    private void addAll(Collection<? extends Certificate> more) {
        more.stream().map(X509Certificate.class::cast).forEach(certificates::add);
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
