package io.docspace.auth.signin;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.signin.AuthMethod.Code;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * Computes the code of an authenticator app: TOTP with HMAC-SHA1, 6 digits and 30 s, from the user's TOTP secret. The time is
 * that of the challenge, by the portal's clock. Portals accept a code for 5 minutes, so there is no need to wait for the next
 * one.
 */
public final class TotpCode implements AuthMethod.SecondFactor {
    private static final Duration STEP = Duration.ofSeconds(30);

    private final Supplier<String> secret;
    private final InstantSource clock;

    /**
     * @param secret base32, with or without blanks and padding, in any letter case
     * @param clock for portals whose answers have no date
     */
    public TotpCode(Supplier<String> secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** Whether a text is base32 of a plausible length. */
    public static boolean isSecret(String text) {
        return plain(text).matches("[A-Z2-7]{8,}=*");
    }

    @Override
    public Optional<Code> code(Challenge challenge) {
        if (challenge.factor() != Factor.APP) {
            return Optional.empty();
        }
        SecretKey key = new SecretKeySpec(new Base32().decode(plain(secret.get())), "HmacSHA1");
        try {
            return Optional.of(new Code(new TimeBasedOneTimePasswordGenerator(STEP, 6)
                    .generateOneTimePasswordString(key, challenge.at().orElseGet(clock::instant), Locale.ROOT), true));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
