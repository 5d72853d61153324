package io.docspace.auth.portal.http;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code X509_CERT_AUX} that OpenSSL appends to the certificate in a {@code TRUSTED CERTIFICATE}: the purposes for which it
 * is trusted or rejected. Distributions keep authorities for mail only, and revoked ones, in such files.
 */
final class TrustedUses {
    private static final int SEQUENCE = 0x30;
    private static final int REJECTED = 0xA0;
    private static final int OBJECT_IDENTIFIER = 0x06;

    /** The purposes that include servers: 1.3.6.1.5.5.7.3.1 (server authentication) and 2.5.29.37.0 (any), in DER. */
    private static final List<ByteBuffer> SERVER = List.of(
            ByteBuffer.wrap(new byte[]{0x2B, 6, 1, 5, 5, 7, 3, 1}), ByteBuffer.wrap(new byte[]{0x55, 0x1D, 0x25, 0}));

    private TrustedUses() {}

    /**
     * Whether the authority is trusted for servers, by OpenSSL's rules: servers must be among the trusted uses, if these are
     * listed, and must not be among the rejected ones.
     *
     * @param notes the bytes after the certificate; none means all uses
     * @throws CertificateException if it is not DER
     */
    static boolean includeServers(byte[] notes) throws CertificateException {
        try {
            boolean trusted = true;
            for (Value all : values(ByteBuffer.wrap(notes))) {
                for (Value list : values(all.content)) {
                    if (list.tag == SEQUENCE) {
                        trusted &= hasServer(list);
                    } else if (list.tag == REJECTED) {
                        trusted &= !hasServer(list);
                    }
                }
            }
            return trusted;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CertificateException(e);
        }
    }

    private static boolean hasServer(Value list) {
        return values(list.content).stream().anyMatch(use -> use.tag == OBJECT_IDENTIFIER && SERVER.contains(use.content));
    }

    private record Value(int tag, ByteBuffer content) {}

    /** The consecutive values in DER. */
    private static List<Value> values(ByteBuffer der) {
        List<Value> values = new ArrayList<>();
        while (der.hasRemaining()) {
            int tag = der.get() & 0xFF;
            int length = der.get() & 0xFF;
            if (length > 0x7F) {
                byte[] bytes = new byte[Math.min(length & 0x7F, Integer.BYTES)];
                der.get(bytes);
                length = ByteBuffer.allocate(Integer.BYTES).position(Integer.BYTES - bytes.length).put(bytes).getInt(0);
            }
            // A negative length is an IllegalArgumentException.
            if (length > der.remaining()) {
                throw new BufferUnderflowException();
            }
            values.add(new Value(tag, der.slice().limit(length)));
            der.position(der.position() + length);
        }
        return values;
    }
}
