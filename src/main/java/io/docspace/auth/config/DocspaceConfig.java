package io.docspace.auth.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * All settings, as they are written: {@code docspace.token-file} is {@code DOCSPACE_TOKEN_FILE} in the environment and
 * {@code --token-file} on the command line. {@link Settings} checks them and gives them types.
 */
@ConfigMapping(prefix = "docspace")
public interface DocspaceConfig {
    Optional<String> baseUrl();

    @WithDefault("false")
    boolean allowHttp();

    Optional<String> username();

    /** No option: it would show in the process list. */
    Optional<String> password();

    Optional<String> passwordFile();

    @WithDefault("false")
    boolean passwordStdin();

    @WithDefault("text")
    String output();

    Optional<String> tokenFile();

    @WithDefault("token")
    String tokenFormat();

    @WithDefault("0600")
    String tokenFileMode();
}
