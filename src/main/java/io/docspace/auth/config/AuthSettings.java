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
    public record Way(Kind kind, Secret secret) {
        /**
         * The secret as a token.
         *
         * @throws SettingException if it cannot be a token
         */
        public Token token() {
            return secret.token();
        }
    }

    private record GivenWay(Kind kind, SettingValue given) {
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
    public Optional<Way> way() {
        return one("way to sign in", Kind.values());
    }

    /**
     * The one password; empty where none is given.
     *
     * @throws SettingException if one origin gives more than one
     */
    public Optional<Secret> password() {
        return one("source for the password", Kind.PASSWORD).map(Way::secret);
    }

    /**
     * The token that is given directly; empty if there is none, or if the token file takes precedence: a named file beats a
     * token left in the environment.
     *
     * @throws SettingException if more than one is given on the command line
     */
    public Optional<Way> tokenBeforeFile() {
        Optional<SettingValue> file = sources.find(Setting.TOKEN_FILE);
        Optional<GivenWay> direct = first("token", Kind.API_KEY, Kind.TOKEN, Kind.AUTHORIZATION);
        if (file.isEmpty() || direct.isEmpty()) {
            return direct.map(this::way);
        }
        Origin origin = direct.get().given().origin();
        if (origin == Origin.OPTION && file.get().origin() == Origin.OPTION) {
            throw moreThanOne("token", Stream.of(file.get(), direct.get().given()));
        }
        return direct.filter(way -> origin.compareTo(file.get().origin()) < 0).map(this::way);
    }

    /** The secret of the authenticator app. */
    public Optional<Secret> totpSecret() {
        return sources.valueOrFileSecret(Setting.TOTP_SECRET, Setting.TOTP_SECRET_FILE);
    }

    Optional<Secret> oauthClientSecret() {
        return sources.valueOrFileSecret(Setting.OAUTH_CLIENT_SECRET, Setting.OAUTH_CLIENT_SECRET_FILE);
    }

    private Optional<Way> one(String what, Kind... kinds) {
        return first(what, kinds).map(this::way);
    }

    private Optional<GivenWay> first(String what, Kind... kinds) {
        List<GivenWay> all = Arrays.stream(kinds).flatMap(this::given).toList();
        Optional<Origin> first = all.stream().map(way -> way.given().origin()).min(Origin::compareTo);
        List<GivenWay> there = all.stream().filter(way -> way.given().origin() == first.get()).toList();
        if (there.stream().anyMatch(way -> !way.isAtHand())) {
            there = there.stream().filter(way -> !way.isAtHand()).toList();
        }
        if (there.size() > 1) {
            throw moreThanOne(what, there.stream().map(GivenWay::given));
        }
        return there.stream().findFirst();
    }

    private static SettingException moreThanOne(String what, Stream<SettingValue> given) {
        return new SettingException(
                "more than one " + what + ": " + given.map(SettingValue::name).collect(Collectors.joining(" and "))
                        + "; give one");
    }

    private Way way(GivenWay way) {
        return new Way(way.kind(), secret(way.given()));
    }

    private Stream<GivenWay> given(Kind kind) {
        return kind.settings.stream()
                .flatMap(setting -> sources.find(setting).stream())
                .filter(given -> given.setting().type() != Setting.ValueType.FLAG || ValueParser.flag(given))
                .map(given -> new GivenWay(kind, given));
    }

    private Secret secret(SettingValue given) {
        return given.setting().type() == Setting.ValueType.FLAG ? Secret.onStdin(given.name(), stdin) : Sources.secret(given);
    }
}
