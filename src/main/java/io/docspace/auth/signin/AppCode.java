package io.docspace.auth.signin;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.time.Sleeper;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** The code of an authenticator app: TOTP with HMAC-SHA1, 6 digits and 30 s, of a secret that the user keeps here. */
public final class AppCode implements AuthMethod.SecondFactor {
    private static final Duration STEP = Duration.ofSeconds(30);

    /** A code with less time than this could be too late when it arrives. */
    private static final Duration NEARLY_OVER = Duration.ofSeconds(2);

    private final Supplier<String> secret;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /** @param secret base32, with or without blanks and padding, in any letter case */
    public AppCode(Supplier<String> secret, InstantSource clock, Sleeper sleeper) {
        this.secret = secret;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Whether a text is base32 of a length that is a secret's. */
    public static boolean isSecret(String text) {
        return plain(text).matches("[A-Z2-7]{8,}=*");
    }

    @Override
    public Optional<String> code(Challenge challenge) {
        if (challenge.factor() != Factor.APP) {
            return Optional.empty();
        }
        long left = STEP.toMillis() - clock.millis() % STEP.toMillis();
        if (left < NEARLY_OVER.toMillis()) {
            sleeper.sleep(Duration.ofMillis(left));
        }
        SecretKey key = new SecretKeySpec(new Base32().decode(plain(secret.get())), "HmacSHA1");
        try {
            return Optional.of(new TimeBasedOneTimePasswordGenerator(STEP, 6)
                    .generateOneTimePasswordString(key, clock.instant(), Locale.ROOT));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
