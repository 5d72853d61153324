package io.docspace.auth.secret;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the secrets in an environment: variables by their names, in any spelling that the configuration accepts, such as
 * {@code docspace.password} or {@code _PROD_DOCSPACE_PASSWORD}; addresses with a password in them; and JVM options by the names
 * of the properties that they set.
 */
final class EnvironmentSecrets {
    private static final List<String> SECRETS = List.of("PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY", "CREDENTIAL",
            "AUTHORIZATION", "DOCSPACE_CODE");

    /** Only our variables: a variable of another program is not a secret of this run. */
    private static final List<String> OURS = List.of("DOCSPACE", "QUARKUS");

    /** Suffixes of names that are not secret: where a secret is, whether there is one, or its format. */
    private static final List<String> NO_SECRETS = List.of("FILE", "FILE_MODE", "IN_PLACE", "FORMAT", "STDIN", "HASH_PASSWORD",
            "KUBERNETES_SECRET", "PATH", "DIR", "URL", "URI");

    private static final Pattern ADDRESS = Pattern.compile("(?:\\w+://)?[^/@\\s:]*:(\\S+)@[^@\\s]+");
    private static final Pattern PROPERTY = Pattern.compile("(?:^|\\s)[\"']?-D([^=\\s]+)=(\"[^\"]*\"|'[^']*'|\\S*)");

    private EnvironmentSecrets() {}

    static Stream<String> of(Map<String, String> environment) {
        return environment.entrySet().stream().flatMap(variable -> in(variable.getKey(), variable.getValue()));
    }

    private static Stream<String> in(String name, String value) {
        String plain = plain(name);
        if (plain.endsWith("_OPTIONS") || plain.endsWith("_OPTS")) {
            return PROPERTY.matcher(value).results()
                    .flatMap(property -> in(property.group(1), property.group(2).replaceAll("^[\"']|[\"']$", "")));
        }
        boolean isOurs = OURS.stream().anyMatch(plain::contains);
        if (isOurs && SECRETS.stream().anyMatch(plain::contains) && NO_SECRETS.stream().noneMatch(plain::endsWith)) {
            return Stream.of(value);
        }
        return isOurs || plain.endsWith("PROXY") ? inAddress(value) : Stream.empty();
    }

    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("_$", "");
    }

    /** The password in {@code http://user:password@host}, encoded and decoded. */
    private static Stream<String> inAddress(String value) {
        Matcher address = ADDRESS.matcher(value);
        if (!address.matches()) {
            return Stream.empty();
        }
        String password = address.group(1);
        try {
            return Stream.of(password, URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Stream.of(password);
        }
    }
}
