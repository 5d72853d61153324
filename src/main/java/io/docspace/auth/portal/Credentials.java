package io.docspace.auth.portal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.docspace.auth.secret.Redactor;
import java.util.stream.Stream;

/**
 * The body of a login. No secret shows in {@link #toString()}.
 *
 * @param userName an e-mail address, a user GUID or an LDAP login
 * @param password in plain text; null with a hash
 * @param passwordHash as {@link PasswordHashing} computes it, accepted instead of the password; null with a password
 * @param code of the second factor; null without one
 * @param isCodeReusable whether the code works more than once, as an app's code does while it is valid; SMS and backup
 *         codes do not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credentials(String userName, String password, String passwordHash, String code,
        @JsonIgnore boolean isCodeReusable) {
    /** A portal may echo what it was sent. */
    public Credentials {
        Stream.of(password, passwordHash, code)
                .flatMap(Stream::ofNullable)
                .forEach(Redactor.current()::register);
    }

    public static Credentials withPassword(String userName, String password) {
        return new Credentials(userName, password, null, null, false);
    }

    public static Credentials withHash(String userName, String passwordHash) {
        return new Credentials(userName, null, passwordHash, null, false);
    }

    /** A copy with a two-factor code that works once. */
    public Credentials with(String secondFactorCode) {
        return new Credentials(userName, password, passwordHash, secondFactorCode, false);
    }

    /** A copy with a two-factor code that may be sent again while it is valid. */
    public Credentials withReusable(String secondFactorCode) {
        return new Credentials(userName, password, passwordHash, secondFactorCode, true);
    }

    /** Whether they contain a code that must not be sent twice. */
    @JsonIgnore
    public boolean areForOnce() {
        return code != null && !isCodeReusable;
    }

    @Override
    public String toString() {
        return "credentials of " + userName;
    }
}
