package io.docspace.auth.cli;

import io.docspace.auth.config.AuthSettings.Kind;
import io.docspace.auth.config.AuthSettings.SignInMethod;
import io.docspace.auth.config.Secret;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Settings;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult.Challenge;
import io.docspace.auth.portal.LoginResult.Factor;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.AuthMethod.Code;
import io.docspace.auth.signin.TotpCode;
import io.docspace.auth.signin.TotpSecret;
import io.docspace.auth.time.Activity;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenIdentity.OAuthGrant;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Chooses the sign-in method from the settings: exactly one, else the terminal is asked. */
final class AuthMethodResolver {
    /** The ways to give a password, for messages. */
    static final String PASSWORDS = "DOCSPACE_PASSWORD, --password-file or --password-stdin";

    private static final Logger LOG = Logger.getLogger(AuthMethodResolver.class);

    private final Settings settings;
    private final Invocation invocation;
    private Optional<Terminal> terminal = Optional.empty();

    AuthMethodResolver(Settings settings, Invocation invocation) {
        this.settings = settings;
        this.invocation = invocation;
    }

    /**
     * @param portal asked how passwords are hashed, if the hash is to be sent
     * @throws SettingException if there is more than one method, or none
     */
    AuthMethod choose(Supplier<Portal> portal) {
        Optional<SignInMethod> method = settings.auth().method();
        if (method.filter(given -> given.kind() == Kind.API_KEY).isPresent()) {
            return new AuthMethod.ExistingToken(() -> apiKey(method.get()));
        }
        if (method.filter(given -> given.kind() == Kind.TOKEN || given.kind() == Kind.AUTHORIZATION).isPresent()) {
            return new AuthMethod.ExistingToken(method.get()::token);
        }
        String user = settings.requiredUserName();
        Optional<String> code = settings.code();
        Optional<Secret> appSecret = settings.auth().totpSecret();
        Optional<Secret> hash = method.filter(given -> given.kind() == Kind.PASSWORD_HASH).map(SignInMethod::secret);
        Optional<Secret> password = method.filter(given -> given.kind() == Kind.PASSWORD).map(SignInMethod::secret);
        Supplier<String> secret = hash.map(Secret::value).orElseGet(() -> passwordOf(user, password));
        Supplier<Credentials> credentials = () -> hash.isPresent()
                ? Credentials.withHash(user, secret.get())
                : byPassword(user, secret.get(), portal);
        if (method.isEmpty() && terminal().isEmpty()) {
            throw noPassword();
        }
        return new AuthMethod.PasswordLogin(user, credentials, new GivenFactor(code, appSecret),
                () -> List.of(hash.isPresent() ? "hash" : "password", secret.get(), code.orElse(""), readable(appSecret),
                        settings.oauthClientId().orElse(""), readable(settings.oauthClientSecret()),
                        settings.scope().orElse("")))
                .with(oauth());
    }

    private Optional<OAuthGrant> oauth() {
        Optional<String> client = settings.oauthClientId();
        return client.isPresent() ? Optional.of(new OAuthGrant(client.get(), settings.scope().orElse(""))) : Optional.empty();
    }

    /** Reads the password: a secret each time, since secret stores renew files; a person is asked only once. */
    private Supplier<String> passwordOf(String user, Optional<Secret> given) {
        String[] answer = new String[1];
        return () -> {
            if (answer[0] != null) {
                return answer[0];
            }
            String password = password("Password for " + user + ": ", given);
            if (given.isEmpty()) {
                answer[0] = password;
            }
            return password;
        };
    }

    /** The text of a secret that not every login needs; empty if there is none, or none that can be read. */
    private static String readable(Optional<Secret> secret) {
        try {
            return secret.isPresent() ? secret.get().value().get() : "";
        } catch (SettingException e) {
            return "";
        }
    }

    /** A password for {@code hash-password}, which needs no user. */
    String password() {
        return password("Password: ", settings.auth().password());
    }

    private Credentials byPassword(String user, String password, Supplier<Portal> portal) {
        return settings.hashPassword()
                ? Credentials.withHash(user, hashed(portal.get().passwordHashing(), password))
                : Credentials.withPassword(user, password);
    }

    /** Hashes a password; the portal decides how long that takes. */
    static String hashed(PasswordHashing hashing, String password) {
        return Activity.during(Activity.Kind.PROGRAM, "hashing the password",
                () -> hashing.hash(password));
    }

    private String password(String prompt, Optional<Secret> given) {
        return given
                .map(secret -> secret.value().get())
                .or(() -> ask(prompt))
                .orElseThrow(AuthMethodResolver::noPassword);
    }

    private static SettingException noPassword() {
        return new SettingException("the password is missing; set " + PASSWORDS);
    }

    /** A given code, one computed from the TOTP secret, or one typed on the terminal. */
    private final class GivenFactor implements AuthMethod.SecondFactor {
        private final Optional<String> given;
        private final Optional<Secret> appSecret;

        GivenFactor(Optional<String> given, Optional<Secret> appSecret) {
            this.given = given;
            this.appSecret = appSecret;
        }

        @Override
        public Optional<Code> code(Challenge challenge) {
            return given.map(code -> new Code(code, false))
                    .or(() -> appSecret
                            .flatMap(secret -> new TotpCode(() -> base32(secret), Clock.systemUTC()).code(challenge)))
                    .or(() -> ask(challenge.factor() == Factor.APP
                            ? "Code from the authenticator app: "
                            : "Code sent to " + challenge.phone().orElse("the phone") + ": ")
                            .map(code -> new Code(code, false)));
        }

        @Override
        public void notWanted() {
            given.ifPresent(code -> LOG.warn("the portal did not ask for a code, so --code was not used"));
        }
    }

    /** Looked for only when needed, since that starts a process, and kept together with the input that it has read ahead. */
    private Optional<Terminal> terminal() {
        if (terminal.isEmpty() && !settings.noInput()) {
            terminal = Terminal.attached(invocation);
        }
        return terminal;
    }

    private Optional<String> ask(String prompt) {
        return terminal().map(asked -> asked.askSecretly(prompt)).filter(answer -> !answer.isEmpty());
    }

    private static String base32(Secret secret) {
        try {
            return TotpSecret.parse(secret.value().get());
        } catch (TotpSecret.UnusableException e) {
            throw new SettingException(secret.setting() + " " + e.getMessage());
        }
    }

    private static Token apiKey(SignInMethod method) {
        Token key = method.token();
        if (!key.isApiKey()) {
            throw new SettingException(method.secret().setting() + " is not an API key; an API key starts with sk-");
        }
        return key;
    }
}
