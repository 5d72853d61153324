package io.docspace.auth.portal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.docspace.auth.secret.Redactor;
import java.util.stream.Stream;

/**
 * The body of a login. No secret shows in {@link #toString()}.
 *
 * @param userName an e-mail address, a user GUID or an LDAP login
 * @param password in the clear; null with a hash
 * @param passwordHash as {@link PasswordHashing} makes it, which the portal takes instead; null with a password
 * @param code of the second factor; null without one
 * @param isCodeReusable whether the code works more than once, as one of an app does while it lasts; SMS and backup codes do not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credentials(String userName, String password, String passwordHash, String code,
        @JsonIgnore boolean isCodeReusable) {
    /** What is sent to a portal may be echoed by it. */
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

    /** The same with a code of the second factor that works once. */
    public Credentials with(String secondFactorCode) {
        return new Credentials(userName, password, passwordHash, secondFactorCode, false);
    }

    /** The same with a code of the second factor that may be sent again while it lasts. */
    public Credentials withReusable(String secondFactorCode) {
        return new Credentials(userName, password, passwordHash, secondFactorCode, true);
    }

    /** Whether they hold a code that must not be sent twice. */
    @JsonIgnore
    public boolean areForOnce() {
        return code != null && !isCodeReusable;
    }

    @Override
    public String toString() {
        return "credentials of " + userName;
    }
}
