package io.docspace.auth.cli;

import io.docspace.auth.config.Setting;
import io.docspace.auth.config.Settings;
import io.docspace.auth.kubernetes.KubernetesSecret;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.token.BothSinks;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenSink;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The places where the settings put the token: a file, a Kubernetes Secret, both, or neither. If both are set, the Secret is
 * read.
 */
@Singleton
final class TokenPlaces {
    private final Settings settings;
    private final Invocation invocation;

    TokenPlaces(Settings settings, Invocation invocation) {
        this.settings = settings;
        this.invocation = invocation;
    }

    /**
     * A place for the token.
     *
     * @param name for people, such as "the Secret demo/token"
     * @param read reads the token, for a run that only uses it
     */
    record Place(TokenSink sink, String name, Supplier<Optional<StoredToken>> read) {}

    /** The place of the token, with the deadline of the whole run. */
    Optional<Place> open() {
        return open(() -> new Deadline(invocation.clock(), invocation.start(), settings.timeout()));
    }

    /** The same for an agent: each access to the place gets that time. */
    Optional<Place> openForAgent() {
        return open(() -> new Deadline(invocation.clock(), invocation.clock().getAsLong(), settings.timeout()));
    }

    /** Whether a place is set; decided only by the settings. */
    boolean isSet() {
        return settings.tokenFile().isPresent() || settings.kubernetesSecret().isPresent();
    }

    private Optional<Place> open(Supplier<Deadline> time) {
        Optional<Place> file = settings.tokenFile().map(TokenPlaces::of);
        Optional<Place> secret = settings.kubernetesSecret().map(name -> secret(name, time));
        return secret.isPresent() && file.isPresent() ? Optional.of(both(secret.get(), file.get())) : secret.or(() -> file);
    }

    private static Place of(TokenFile file) {
        return new Place(file, file.path().toString(), file::read);
    }

    private Place secret(String name, Supplier<Deadline> time) {
        KubernetesSecret secret = KubernetesSecret.open(
                new KubernetesSecret.Access(settings.displayName(Setting.KUBERNETES_SECRET), name, invocation.environment(),
                        settings.network().connectTimeout(), settings.network().requestTimeout(), time),
                settings.tokenFormat(), invocation.clock());
        return new Place(secret, "the Secret " + secret.name(), secret::current);
    }

    private static Place both(Place first, Place second) {
        return new Place(new BothSinks(first.sink(), second.sink()), first.name() + " and " + second.name(), first.read());
    }
}
