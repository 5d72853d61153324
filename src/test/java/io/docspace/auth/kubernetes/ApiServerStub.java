package io.docspace.auth.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.docspace.auth.Authority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An API server of one Secret, {@code demo/docspace-token}, that answers as Kubernetes 1.34 was seen to, over TLS; and the
 * service account of a pod, laid out as a kubelet does it.
 */
public final class ApiServerStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v1/namespaces/demo/secrets/docspace-token";

    private final Authority authority;
    private final Path account;
    private final HttpsServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Deque<Answer> troubles = new ArrayDeque<>();

    /** What the service account may do. */
    public final Set<String> rights = new TreeSet<>(Set.of("get", "patch"));
    /** What is in the Secret, by key, decoded; and what others put there. */
    public final Map<String, String> data = new LinkedHashMap<>();
    public final Map<String, String> annotations = new LinkedHashMap<>();
    public final Set<String> foreign = new TreeSet<>();
    public volatile boolean exists = true;
    public volatile boolean immutable;
    public volatile String token = "token-1";
    private int version = 1;
    private int generation;

    /** @param retryAfter null for none */
    record Answer(int status, String body, String retryAfter) {}

    /**
     * @param authority which issues its certificate
     * @param folder for the service account
     */
    public ApiServerStub(Authority authority, Path folder, String host) {
        this.authority = authority;
        try {
            account = Files.createDirectories(folder.resolve("serviceaccount"));
            layOutAccount("demo");
            server = HttpsServer.create(new InetSocketAddress(host, 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(authority.good()));
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the service account. */
    public Path account() {
        return account;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Method, query and token of each request, and the body. */
    public List<String> requests() {
        return requests;
    }

    /** Gives an answer of its own to the next request. */
    public void trouble(int status, String body, String retryAfter) {
        troubles.add(new Answer(status, body, retryAfter));
    }

    /** As a kubelet does: files in a folder of their own, and one link that is replaced at once. */
    public void layOutAccount(String namespace) throws IOException {
        Path version = Files.createDirectories(account.resolve("..2026_" + generation++));
        Files.writeString(version.resolve("token"), token);
        Files.copy(authority.file(), version.resolve("ca.crt"));
        Files.writeString(version.resolve("namespace"), namespace);
        Path link = account.resolve("..data_tmp");
        Files.createSymbolicLink(link, version.getFileName());
        Files.move(link, account.resolve("..data"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        for (String name : List.of("token", "ca.crt", "namespace")) {
            if (!Files.isSymbolicLink(account.resolve(name))) {
                Files.createSymbolicLink(account.resolve(name), Path.of("..data", name));
            }
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + query + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        Answer answer = troubles.isEmpty() ? decide(exchange, query, body) : troubles.poll();
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer decide(HttpExchange exchange, String query, String body) throws IOException {
        String verb = exchange.getRequestMethod().equals("GET") ? "get" : "patch";
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return status(401, "Unauthorized", "Unauthorized");
        }
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        if (!exchange.getRequestURI().getPath().equals(PATH) || !rights.contains(verb)) {
            return forbidden(verb, path[4], path[6]);
        }
        if (!exists && verb.equals("get")) {
            return status(404, "NotFound", "secrets \"docspace-token\" not found");
        }
        if (!exists && !rights.contains("create")) {
            return forbidden("create", path[4], path[6]);
        }
        if (verb.equals("patch")) {
            JsonNode applied = JSON.readTree(body);
            if (immutable) {
                return status(422, "Invalid",
                        "Secret \"docspace-token\" is invalid: data: Forbidden: field is immutable when `immutable` is set");
            }
            if (applied.at("/metadata/resourceVersion").asInt(version) != version) {
                return status(409, "Conflict",
                        "Operation cannot be fulfilled on secrets \"docspace-token\": the object has been"
                                + " modified; please apply your changes to the latest version and try again");
            }
            if (!query.contains("dryRun=All")) {
                apply(applied);
            }
        }
        return new Answer(200, secret().toString(), null);
    }

    private void apply(JsonNode applied) {
        exists = true;
        version++;
        data.keySet().retainAll(foreign);
        annotations.keySet().retainAll(foreign);
        applied.path("data").properties().forEach(
                entry -> data.put(entry.getKey(), new String(Base64.getDecoder().decode(entry.getValue().textValue()), UTF_8)));
        applied.at("/metadata/annotations").properties()
                .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().textValue()));
    }

    /** As another writer would. */
    public synchronized void change(String key, String value) {
        version++;
        foreign.add(key);
        data.put(key, value);
    }

    private ObjectNode secret() {
        ObjectNode secret = JSON.createObjectNode().put("kind", "Secret").put("apiVersion", "v1");
        ObjectNode metadata = secret.putObject("metadata").put("name", "docspace-token").put("resourceVersion", "" + version);
        metadata.putArray("managedFields").addObject().putObject("fieldsV1").putObject("f:data").put("token", "no");
        ObjectNode noted = metadata.putObject("annotations");
        annotations.forEach(noted::put);
        ObjectNode held = secret.putObject("data");
        data.forEach((key, value) -> held.put(key, Base64.getEncoder().encodeToString(value.getBytes(UTF_8))));
        return secret.put("type", "Opaque");
    }

    private static Answer forbidden(String verb, String namespace, String name) {
        return status(403, "Forbidden",
                "secrets \"" + name + "\" is forbidden: User \"system:serviceaccount:demo:robot\" cannot "
                        + verb + " resource \"secrets\" in API group \"\" in the namespace \"" + namespace + "\"");
    }

    static Answer status(int code, String reason, String message) {
        return new Answer(code, JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1").put("status", "Failure")
                .put("message", message).put("reason", reason).put("code", code).toString(), null);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
