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

/** Where the settings put the token: a file, a Kubernetes Secret, both, or neither. Of both, the Secret is the one that is read. */
@Singleton
final class TokenPlaces {
    private final Settings settings;
    private final Invocation invocation;

    TokenPlaces(Settings settings, Invocation invocation) {
        this.settings = settings;
        this.invocation = invocation;
    }

    /**
     * A place of the token.
     *
     * @param name for people, such as "the Secret demo/token"
     * @param read the token for a run that only uses it
     */
    record Place(TokenSink sink, String name, Supplier<Optional<StoredToken>> read) {}

    /** Where the token of a run is, with the time that the whole run has. */
    Optional<Place> open() {
        return open(() -> new Deadline(System::nanoTime, invocation.start(), settings.timeout()));
    }

    /** The same for a run without end: each access to the place has that time. */
    Optional<Place> openForAgent() {
        return open(() -> new Deadline(System::nanoTime, System.nanoTime(), settings.timeout()));
    }

    /** Whether there is one, by its settings alone. */
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
                        settings.connectTimeout(), settings.requestTimeout(), time),
                settings.tokenFormat());
        return new Place(secret, "the Secret " + secret.name(), secret::current);
    }

    private static Place both(Place first, Place second) {
        return new Place(new BothSinks(first.sink(), second.sink()), first.name() + " and " + second.name(), first.read());
    }
}
