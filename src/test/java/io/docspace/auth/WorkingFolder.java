package io.docspace.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A working folder in which somebody else has put all files that a framework might read. */
final class WorkingFolder {
    private WorkingFolder() {}

    /** @param elsewhere where they lead */
    static Path hostile(Path folder, String elsewhere) {
        String settings = """
                config_ordinal=5000
                quarkus.profile=dev
                docspace.base-url=%1$s
                docspace.username=somebody
                docspace.password=stolen
                docspace.output=json
                docspace.token-file=%2$s
                docspace.exec=touch %2$s
                docspace.ca-file=/nowhere
                docspace.timeout=soon
                quarkus.rest-client.docspace.url=%1$s
                quarkus.rest-client.docspace.override-uri=%1$s
                quarkus.log.console.level=ALL
                broken=\\u12
                """.formatted(elsewhere, folder.resolve("stolen"));
        try {
            Files.createDirectories(folder.resolve("config"));
            for (String name : new String[]{".env", "application.properties", "config/application.properties",
                "application-prod.properties", "config/application-prod.properties", ".env-prod",
                "microprofile-config.properties", "META-INF/microprofile-config.properties"}) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, settings + "DOCSPACE_BASE_URL=" + elsewhere + "\nDOCSPACE_PASSWORD='CORP\\ursula'\n"
                        + "QUARKUS_REST_CLIENT_DOCSPACE_OVERRIDE_URI=" + elsewhere + "\n");
            }
            Files.writeString(folder.resolve("application.yaml"), "docspace:\n  base-url: " + elsewhere + "\n");
            Files.writeString(folder.resolve("config/application.yaml"), "docspace:\n  base-url: " + elsewhere + "\n");
            Files.createDirectories(folder.resolve("docspace-auth"));
            Files.writeString(folder.resolve("docspace-auth/application.properties"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
