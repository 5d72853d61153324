import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A portal for the training run of {@code Dockerfile.jvm}, with TLS as portals have it: runs the command that it is given
 * against itself and ends with that command's exit code, so that a run that fails makes no image.
 */
final class TrainingPortal {
    private static final String LOGIN = """
            {"response":{"token":"dHJhaW5pbmc=","expires":"2027-11-24T00:00:00Z"},"status":0,"statusCode":200}""";
    private static final String YES = """
            {"response":true,"status":0,"statusCode":200}""";

    private TrainingPortal() {}

    public static void main(String[] command) throws Exception {
        Path folder = Files.createTempDirectory("training");
        Path keys = folder.resolve("keys.p12");
        Path authority = folder.resolve("ca.crt");
        keytool("-genkeypair", "-keystore", keys.toString(), "-storepass", "training", "-alias", "portal",
                "-keyalg", "EC", "-dname", "CN=training", "-ext", "san=ip:127.0.0.1");
        keytool("-exportcert", "-rfc", "-keystore", keys.toString(), "-storepass", "training", "-alias", "portal",
                "-file", authority.toString());
        HttpsServer portal = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
        portal.createContext("/api/2.0/authentication", TrainingPortal::answer);
        portal.start();

        ProcessBuilder run = new ProcessBuilder(command).inheritIO();
        run.environment().put("DOCSPACE_BASE_URL", "https://127.0.0.1:" + portal.getAddress().getPort());
        run.environment().put("DOCSPACE_CA_FILE", authority.toString());
        run.environment().put("DOCSPACE_USERNAME", "training");
        run.environment().put("DOCSPACE_PASSWORD_FILE",
                Files.writeString(folder.resolve("password"), "training").toString());
        run.environment().put("DOCSPACE_TOKEN_FILE", folder.resolve("token").toString());
        System.exit(run.start().waitFor());
    }

    private static void keytool(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
    }

    private static SSLContext tls(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "training".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "training".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = (exchange.getRequestMethod().equals("POST") ? LOGIN : YES).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
