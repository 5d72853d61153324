package io.docspace.auth.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.file.RegularFile;
import io.docspace.auth.secret.Redactor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The service account of the pod, in the standard place. Its files are read each time: the kubelet renews the token every hour,
 * and the authorities when they change.
 */
final class ServiceAccount {
    /** Where the kubelet mounts it. */
    static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final int MAX_SIZE = 1024 * 1024;

    private final URI apiServer;
    private final Path folder;
    private final String setting;

    private ServiceAccount(URI apiServer, Path folder, String setting) {
        this.apiServer = apiServer;
        this.folder = folder;
        this.setting = setting;
    }

    /**
     * @param setting the name of the setting that needs it, for messages
     * @param folder {@link #FOLDER}
     * @throws SettingException if the program does not run in a pod with a service account
     */
    static ServiceAccount find(String setting, Map<String, String> environment, Path folder) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        if (host.isEmpty()) {
            throw new SettingException(setting + ": the API server is unknown, since KUBERNETES_SERVICE_HOST is not set; this"
                    + " works only in a pod");
        }
        try {
            // An IPv6 address has no brackets in the variable.
            URI server = URI.create("https://" + (host.contains(":") ? "[" + host.replaceAll("[\\[\\]]", "") + "]" : host) + ":"
                    + (port.isEmpty() ? "443" : port));
            if (server.getHost() != null && server.getPort() > 0) {
                ServiceAccount account = new ServiceAccount(server, folder, setting);
                account.token();
                account.authorities();
                return account;
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw new SettingException(setting + ": KUBERNETES_SERVICE_HOST " + host + " and KUBERNETES_SERVICE_PORT " + port
                + " are not the address of an API server");
    }

    URI apiServer() {
        return apiServer;
    }

    /** @throws SettingException if it is missing */
    String token() {
        String token = new String(read("token"), UTF_8).strip();
        Redactor.current().register(token);
        return token;
    }

    /** In PEM. */
    byte[] authorities() {
        return read("ca.crt");
    }

    /** The namespace of the pod; empty if unknown. */
    Optional<String> namespace() {
        return bytes("namespace").map(bytes -> new String(bytes, UTF_8).strip()).filter(name -> !name.isEmpty());
    }

    private byte[] read(String name) {
        return bytes(name).orElseThrow(() -> new SettingException(setting + ": there is no service account, "
                + folder.resolve(name)
                + " cannot be read; set serviceAccountName in the pod, and do not set automountServiceAccountToken to false"));
    }

    private Optional<byte[]> bytes(String name) {
        try {
            return Optional.of(RegularFile.read(folder.resolve(name), MAX_SIZE)).filter(bytes -> bytes.length > 0);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
