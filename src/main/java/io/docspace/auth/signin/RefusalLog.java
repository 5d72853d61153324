package io.docspace.auth.signin;

import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.token.RefusalStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Remembers a refused login, so that neither cron nor a restarting container posts a wrong password repeatedly. The login is
 * recognised by a slow, salted hash of its settings, which does not reveal the password. The hash is computed only if there is
 * a record to compare or to write.
 */
public final class RefusalLog {
    /** Enough to make guessing expensive for a file that only its owner can read; takes some 40 ms on a cold JVM. */
    private static final int ITERATIONS = 10_000;

    private static final int HASH_BITS = 256;
    private static final int SALT_BYTES = 16;

    private final RefusalStore store;
    private final InstantSource clock;
    private final boolean triesAtOnce;

    public RefusalLog(RefusalStore store, InstantSource clock) {
        this(store, clock, false);
    }

    private RefusalLog(RefusalStore store, InstantSource clock, boolean triesAtOnce) {
        this.store = store;
        this.clock = clock;
        this.triesAtOnce = triesAtOnce;
    }

    /** Remembers nothing. */
    public static RefusalLog none() {
        return new RefusalLog(RefusalStore.NONE, InstantSource.system());
    }

    /** A copy that ignores earlier refusals. */
    public RefusalLog tryingAtOnce() {
        return new RefusalLog(store, clock, true);
    }

    /**
     * Stops a login that was refused a short while ago.
     *
     * @param settings everything that the login depends on; read only if there is a record
     * @throws RememberedRefusalException if this very login is on record and must not be retried yet
     */
    void verifyMayTry(Supplier<List<String>> settings) {
        Instant now = clock.instant();
        Optional<Refusal> refusal = triesAtOnce ? Optional.empty() : current(now).filter(found -> now.isBefore(found.until()));
        refusal.filter(found -> isOf(found, settings.get())).ifPresent(found -> {
            throw new RememberedRefusalException(found);
        });
    }

    /** Records the failure of a login, unless it is transient. */
    void record(RuntimeException failure, List<String> settings) {
        Instant now = clock.instant();
        if (Refusal.of(failure, 0, now, "", "").isEmpty()) {
            return;
        }
        Optional<Refusal> before = current(now).filter(refusal -> isOf(refusal, settings));
        String salt = before.map(Refusal::salt).orElseGet(RefusalLog::newSalt);
        String hash = before.map(Refusal::hash).orElseGet(() -> hash(salt, settings));
        Refusal.of(failure, before.map(Refusal::count).orElse(0), now, salt, hash).map(Refusal::text).ifPresent(store::write);
    }

    private static String newSalt() {
        byte[] random = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Removes the record after a successful login. */
    void clear() {
        store.delete();
    }

    private Optional<Refusal> current(Instant now) {
        return store.read().flatMap(text -> Refusal.parse(text, now));
    }

    private static boolean isOf(Refusal refusal, List<String> settings) {
        return hash(refusal.salt(), settings).equals(refusal.hash());
    }

    private static String hash(String salt, List<String> settings) {
        String all = settings.stream().map(text -> text.length() + ":" + text).collect(Collectors.joining(",", "[", "]"));
        return new PasswordHashing(HASH_BITS, ITERATIONS, salt).hash(all);
    }
}
