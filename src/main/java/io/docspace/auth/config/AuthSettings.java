package io.docspace.auth.config;

import io.docspace.auth.token.Token;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sign-in method that the settings give: at most one, from the first origin that has any. Within an origin, an existing
 * token yields to any other method, since an earlier run may have left it in the environment.
 */
public final class AuthSettings {
    /** What signs in, or is already a token. */
    public enum Kind {
        PASSWORD(Setting.PASSWORD, Setting.PASSWORD_FILE, Setting.PASSWORD_STDIN),
        PASSWORD_HASH(Setting.PASSWORD_HASH, Setting.PASSWORD_HASH_FILE),
        API_KEY(Setting.API_KEY, Setting.API_KEY_FILE),
        TOKEN(Setting.AUTH_TOKEN, Setting.AUTH_TOKEN_FILE, Setting.TOKEN_STDIN),
        AUTHORIZATION(Setting.AUTHORIZATION, Setting.AUTHORIZATION_FILE);

        /** Unmodifiable. */
        @SuppressWarnings("ImmutableEnumChecker")
        private final List<Setting> settings;

        Kind(Setting... settings) {
            this.settings = List.of(settings);
        }
    }

    /** A sign-in method and its secret. */
    public record SignInMethod(Kind kind, Secret secret) {
        /**
         * The secret as a token.
         *
         * @throws SettingException if it cannot be a token
         */
        public Token token() {
            return secret.token();
        }
    }

    private record Candidate(Kind kind, SettingValue given) {
        boolean isAtHand() {
            return given.setting() == Setting.AUTH_TOKEN || given.setting() == Setting.AUTHORIZATION;
        }
    }

    private final Sources sources;
    private final InputStream stdin;

    AuthSettings(Sources sources, InputStream stdin) {
        this.sources = sources;
        this.stdin = stdin;
    }

    /**
     * The one sign-in method; empty if none is given.
     *
     * @throws SettingException if one origin gives more than one
     */
    public Optional<SignInMethod> method() {
        return one("way to sign in", Kind.values());
    }

    /**
     * The one password; empty where none is given.
     *
     * @throws SettingException if one origin gives more than one
     */
    public Optional<Secret> password() {
        return one("source for the password", Kind.PASSWORD).map(SignInMethod::secret);
    }

    /**
     * The token that is given directly; empty if there is none, or if the token file takes precedence: a named file beats a
     * token left in the environment.
     *
     * @throws SettingException if more than one is given on the command line
     */
    public Optional<SignInMethod> tokenBeforeFile() {
        Optional<SettingValue> file = sources.find(Setting.TOKEN_FILE);
        Optional<Candidate> direct = first("token", Kind.API_KEY, Kind.TOKEN, Kind.AUTHORIZATION);
        if (file.isEmpty() || direct.isEmpty()) {
            return direct.map(this::method);
        }
        Origin origin = direct.get().given().origin();
        if (origin == Origin.OPTION && file.get().origin() == Origin.OPTION) {
            throw moreThanOne("token", Stream.of(file.get(), direct.get().given()));
        }
        return direct.filter(method -> origin.compareTo(file.get().origin()) < 0).map(this::method);
    }

    /** The secret of the authenticator app. */
    public Optional<Secret> totpSecret() {
        return sources.valueOrFileSecret(Setting.TOTP_SECRET, Setting.TOTP_SECRET_FILE);
    }

    Optional<Secret> oauthClientSecret() {
        return sources.valueOrFileSecret(Setting.OAUTH_CLIENT_SECRET, Setting.OAUTH_CLIENT_SECRET_FILE);
    }

    private Optional<SignInMethod> one(String what, Kind... kinds) {
        return first(what, kinds).map(this::method);
    }

    private Optional<Candidate> first(String what, Kind... kinds) {
        List<Candidate> all = Arrays.stream(kinds).flatMap(this::given).toList();
        Optional<Origin> first = all.stream().map(method -> method.given().origin()).min(Origin::compareTo);
        List<Candidate> there = all.stream().filter(method -> method.given().origin() == first.get()).toList();
        if (there.stream().anyMatch(method -> !method.isAtHand())) {
            there = there.stream().filter(method -> !method.isAtHand()).toList();
        }
        if (there.size() > 1) {
            throw moreThanOne(what, there.stream().map(Candidate::given));
        }
        return there.stream().findFirst();
    }

    private static SettingException moreThanOne(String what, Stream<SettingValue> given) {
        return new SettingException(
                "more than one " + what + ": " + given.map(SettingValue::name).collect(Collectors.joining(" and "))
                        + "; give one");
    }

    private SignInMethod method(Candidate method) {
        return new SignInMethod(method.kind(), secret(method.given()));
    }

    private Stream<Candidate> given(Kind kind) {
        return kind.settings.stream()
                .flatMap(setting -> sources.find(setting).stream())
                .filter(given -> given.setting().type() != Setting.ValueType.FLAG || ValueParser.flag(given))
                .map(given -> new Candidate(kind, given));
    }

    private Secret secret(SettingValue given) {
        return given.setting().type() == Setting.ValueType.FLAG ? Secret.onStdin(given.name(), stdin) : Sources.secret(given);
    }
}
