package io.docspace.auth.cli;

import io.docspace.auth.config.Secret;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.signin.AppCode;
import io.docspace.auth.signin.AppSecret;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.AuthMethod.Code;
import io.docspace.auth.token.Token;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The way in that the settings choose: exactly one, else the terminal is asked. */
final class AuthMethodResolver {
    /** How a password is given. */
    static final String PASSWORDS = "DOCSPACE_PASSWORD, --password-file or --password-stdin";

    private static final Logger LOG = Logger.getLogger(AuthMethodResolver.class);

    private final Settings settings;

    AuthMethodResolver(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param portal asked how passwords are hashed, where the hash is to be sent
     * @throws SettingException if there is more than one way, or none
     */
    AuthMethod choose(Supplier<Portal> portal) {
        List<Secret> passwords = settings.passwords();
        List<Secret> hashes = settings.passwordHashes();
        List<Secret> keys = settings.apiKeys();
        List<Secret> tokens = settings.tokens();
        one("way to sign in", Stream.of(passwords, hashes, keys, tokens).flatMap(List::stream).toList());
        if (!keys.isEmpty()) {
            return new AuthMethod.ExistingToken(() -> apiKey(keys.get(0)));
        }
        if (!tokens.isEmpty()) {
            return new AuthMethod.ExistingToken(tokens.get(0)::token);
        }
        String user = settings.requiredUserName();
        Optional<String> given = settings.code();
        Optional<Secret> appSecret = one("secret of an authenticator app", settings.totpSecrets());
        Supplier<Credentials> credentials = () -> hashes.isEmpty()
                ? byPassword(user, passwords, portal)
                : Credentials.withHash(user, hashes.get(0).value().get());
        if (passwords.isEmpty() && hashes.isEmpty() && Terminal.attached().isEmpty()) {
            throw noPassword();
        }
        return new AuthMethod.PasswordLogin(credentials, new GivenFactor(given, appSecret));
    }

    /** A password for {@code hash-password}, which needs no user. */
    String password() {
        return password("Password: ", settings.passwords());
    }

    private Credentials byPassword(String user, List<Secret> passwords, Supplier<Portal> portal) {
        String password = password("Password for " + user + ": ", passwords);
        return settings.hashPassword()
                ? Credentials.withHash(user, portal.get().passwordHashing().hash(password))
                : Credentials.withPassword(user, password);
    }

    private static String password(String prompt, List<Secret> passwords) {
        return one("source of a password", passwords)
                .map(secret -> secret.value().get())
                .or(() -> ask(prompt))
                .orElseThrow(AuthMethodResolver::noPassword);
    }

    private static SettingException noPassword() {
        return new SettingException("the password is missing; give it with " + PASSWORDS);
    }

    /** A code that was given, one of the app's secret, or one that a person is asked for. */
    private record GivenFactor(Optional<String> given, Optional<Secret> appSecret) implements AuthMethod.SecondFactor {
        @Override
        public Optional<Code> code(Challenge challenge) {
            return given.map(code -> new Code(code, false))
                    .or(() -> appSecret
                            .flatMap(secret -> new AppCode(() -> base32(secret), Clock.systemUTC()).code(challenge)))
                    .or(() -> ask(challenge.factor() == Factor.APP
                            ? "Code of the authenticator app: "
                            : "Code sent to " + challenge.phone().orElse("the phone") + ": ")
                            .map(code -> new Code(code, false)));
        }

        @Override
        public void notWanted() {
            given.ifPresent(code -> LOG.warn("the portal wanted no code, so that of --code was not sent"));
        }
    }

    private static Optional<String> ask(String prompt) {
        return Terminal.attached().map(terminal -> terminal.askSecretly(prompt)).filter(answer -> !answer.isEmpty());
    }

    private static String base32(Secret secret) {
        try {
            return AppSecret.parse(secret.value().get());
        } catch (AppSecret.UnusableException e) {
            throw new SettingException(secret.setting() + " " + e.getMessage());
        }
    }

    private static Token apiKey(Secret secret) {
        Token key = secret.token();
        if (!key.isApiKey()) {
            throw new SettingException(secret.setting() + " is not an API key; it starts with sk-");
        }
        return key;
    }

    private static Optional<Secret> one(String what, List<Secret> given) {
        if (given.size() > 1) {
            throw new SettingException("more than one " + what + ": "
                    + given.stream().map(Secret::setting).collect(Collectors.joining(" and ")) + "; give one");
        }
        return given.stream().findFirst();
    }
}
