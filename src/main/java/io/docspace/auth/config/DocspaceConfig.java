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

    /** PEM bundle of authorities that are trusted beside the built-in ones. */
    Optional<String> caFile();

    @WithDefault("60s")
    String timeout();

    @WithDefault("5s")
    String connectTimeout();

    @WithDefault("15s")
    String requestTimeout();

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

    /** Whether a good token in the token file is replaced all the same. */
    @WithDefault("false")
    boolean force();

    @WithDefault("1m")
    String minValidity();

    @WithDefault("token")
    String tokenFormat();

    @WithDefault("0600")
    String tokenFileMode();
}
