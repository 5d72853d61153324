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

    /** Headers that an access proxy in front of the portal wants. */
    Optional<String> headerFile();

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

    /** Whether the portal's hash of the password is sent instead of it. */
    @WithDefault("false")
    boolean hashPassword();

    Optional<String> passwordHash();

    Optional<String> passwordHashFile();

    /** Of the authenticator app, in base32. No option: it would show in the process list. */
    Optional<String> totpSecret();

    Optional<String> totpSecretFile();

    /** Of the second factor. */
    Optional<String> code();

    Optional<String> apiKey();

    Optional<String> apiKeyFile();

    /** A token at hand. */
    Optional<String> authToken();

    @WithDefault("false")
    boolean tokenStdin();

    @WithDefault("text")
    String output();

    Optional<String> tokenFile();

    /** Whether a good token in the token file is replaced all the same. */
    @WithDefault("false")
    boolean force();

    /** What a token must have left, where its expiry is known. */
    Optional<String> minValidity();

    @WithDefault("token")
    String tokenFormat();

    @WithDefault("0600")
    String tokenFileMode();

    /** How often an agent proves its token. */
    @WithDefault("1m")
    String interval();

    /** What an agent's token has left when it is renewed. */
    @WithDefault("10m")
    String renewBefore();

    /** What an agent runs after each new token. */
    Optional<String> exec();

    /** Whom an agent sends SIGHUP after each new token. */
    Optional<String> signalPidFile();

    @WithDefault("false")
    boolean logoutOnExit();
}
