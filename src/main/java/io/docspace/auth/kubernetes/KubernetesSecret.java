package io.docspace.auth.kubernetes;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.retry.BackOff;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.time.Sleeper;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.RefusalStore;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenFormat;
import io.docspace.auth.token.TokenMetadata;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Stores the token in a Kubernetes Secret. The kubelet delivers it to every pod that mounts the Secret, within about a minute.
 * The keys {@code token} and {@code expires} are written by server-side apply, as Kubernetes recommends for controllers: other
 * fields stay unchanged. The Secret must exist, so that a Role for this one Secret is enough.
 */
public final class KubernetesSecret implements TokenSink {
    private static final Logger LOG = Logger.getLogger(KubernetesSecret.class);

    /** As long as a portal's longest token, since a quota or a webhook may depend on the size. */
    private static final String PROBE = "x".repeat(192);

    private final SecretStore store;
    private final TokenFormat format;

    private KubernetesSecret(SecretStore store, TokenFormat format) {
        this.store = store;
        this.format = format;
    }

    /**
     * How to access a Secret.
     *
     * @param setting the name of the setting that names it, for messages
     * @param name {@code [NAMESPACE/]NAME}
     * @param environment variables with the address of the API server
     * @param connectTimeout for one connection
     * @param requestTimeout for one request and its answer
     * @param deadline returns the deadline of an operation
     */
    public record Access(String setting, String name, Map<String, String> environment, Duration connectTimeout,
            Duration requestTimeout, Supplier<Deadline> deadline) {}

    /**
     * @param sleeper waits between tries
     * @throws SettingException if the name is invalid, or the program does not run in a pod with a service account
     */
    public static KubernetesSecret open(Access access, TokenFormat format, Sleeper sleeper) {
        return open(access, format, sleeper, ServiceAccount.FOLDER);
    }

    static KubernetesSecret open(Access access, TokenFormat format, Sleeper sleeper, Path account) {
        SecretName name = SecretName.parse(access.setting(), access.name());
        ServiceAccount serviceAccount = ServiceAccount.find(access.setting(), access.environment(), account);
        String namespace = name.namespace().or(serviceAccount::namespace)
                .orElseThrow(() -> new SettingException(access.setting()
                        + ": the namespace is unknown; write it as NAMESPACE/" + name.name()));
        ApiServer server = new ApiServer(serviceAccount, namespace, name.name(), access.connectTimeout(),
                access.requestTimeout());
        return new KubernetesSecret(
                new SecretStore(server, namespace + "/" + name.name(), access.deadline(), new BackOff(), sleeper),
                format);
    }

    /** The name of the Secret, with its namespace. */
    public String name() {
        return store.name();
    }

    @Override
    public void check() {
        store.probe(new SecretState("", Map.of(SecretState.METADATA, PROBE),
                Map.of(SecretState.TOKEN, PROBE, SecretState.EXPIRES, PROBE)));
    }

    @Override
    public Optional<StoredToken> current() {
        Optional<SecretState> state = store.read();
        Optional<StoredToken> stored = stored(state);
        if (content(state).isPresent() && stored.isEmpty()) {
            LOG.warnf("the token in the Secret %s is ignored: its format is unknown", store.name());
        }
        return stored;
    }

    @Override
    public Optional<StoredToken> peek() {
        return stored(store.read());
    }

    private static Optional<String> content(Optional<SecretState> state) {
        return state.map(found -> found.data().getOrDefault(SecretState.TOKEN, "")).filter(text -> !text.isEmpty());
    }

    private static Optional<StoredToken> stored(Optional<SecretState> state) {
        return content(state).flatMap(TokenFormat::parse)
                .map(token -> token.metadata().isPresent() ? token : new StoredToken(token.token(), state
                        .flatMap(found -> Optional.ofNullable(found.annotations().get(SecretState.METADATA)))
                        .flatMap(text -> TokenMetadata.parseCompanion(text, token.token()))));
    }

    @Override
    public void write(IssuedToken issued) {
        store.apply(stateOf(issued));
    }

    private SecretState stateOf(IssuedToken issued) {
        String content = format.fileContent(issued);
        return new SecretState("", Map.of(SecretState.METADATA, issued.metadata().companionOf(issued.token()).strip()),
                issued.expires()
                        .map(expires -> Map.of(SecretState.TOKEN, content, SecretState.EXPIRES, expires.toString()))
                        .orElse(Map.of(SecretState.TOKEN, content)));
    }

    @Override
    public void delete(Token token) {
        Optional<SecretState> after = store.change(state -> holds(state, token)
                ? new SecretState(state.version(), Map.of(), Map.of())
                : state);
        if (after.filter(state -> holds(state, token)).isPresent()) {
            throw new TokenWriteException("removing the token from the Secret " + store.name()
                    + ": another field manager has set it as well; the token is revoked, so remove it by hand", null);
        }
    }

    private static boolean holds(SecretState state, Token token) {
        return Optional.ofNullable(state.data().get(SecretState.TOKEN)).flatMap(TokenFormat::parse)
                .filter(stored -> stored.token().equals(token)).isPresent();
    }

    @Override
    public RefusalStore refusals() {
        return new SecretRefusals(store);
    }
}
