import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A portal for the training run of {@code Dockerfile.jvm}: runs the command that it is given against itself and ends
 * with that command's exit code, so that a run that fails makes no image.
 */
final class TrainingPortal {
    private static final String LOGIN = """
            {"response":{"token":"dHJhaW5pbmc=","expires":"2027-11-24T00:00:00Z"},"status":0,"statusCode":200}""";
    private static final String YES = """
            {"response":true,"status":0,"statusCode":200}""";

    private TrainingPortal() {}

    public static void main(String[] command) throws Exception {
        HttpServer portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.createContext("/api/2.0/authentication", TrainingPortal::answer);
        portal.start();
        Path folder = Files.createTempDirectory("training");
        Path password = Files.writeString(folder.resolve("password"), "training");
        ProcessBuilder run = new ProcessBuilder(command).inheritIO();
        run.environment().put("DOCSPACE_BASE_URL", "http://127.0.0.1:" + portal.getAddress().getPort());
        run.environment().put("DOCSPACE_USERNAME", "training");
        run.environment().put("DOCSPACE_PASSWORD_FILE", password.toString());
        run.environment().put("DOCSPACE_TOKEN_FILE", folder.resolve("token").toString());
        System.exit(run.start().waitFor());
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
