package io.docspace.auth.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes a password as the portal's web client does: PBKDF2-HMAC-SHA256, in lower-case hexadecimal digits. The hash signs in
 * like the password, so protect it like the password.
 *
 * @param size of the hash, in bits
 * @param iterations of the function
 * @param salt text, whose UTF-8 bytes are the salt
 */
public record PasswordHashing(int size, int iterations, String salt) {
    /** Portals use 256 bits and 100,000 iterations. The limits keep a hostile answer from occupying the processor. */
    private static final int MAX_SIZE = 512;

    private static final int MAX_ITERATIONS = 1_000_000;

    /** Whether the parameters are plausible. */
    public boolean isSane() {
        return size > 0 && size <= MAX_SIZE && size % 8 == 0 && iterations > 0 && iterations <= MAX_ITERATIONS
                && !salt.isEmpty();
    }

    /** The hash of a password, without leading and trailing blanks. */
    public String hash(String password) {
        try {
            PBEKeySpec key = new PBEKeySpec(password.strip().toCharArray(), salt.getBytes(UTF_8), iterations, size);
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
