package io.docspace.auth.portal;

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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credentials(String userName, String password, String passwordHash, String code) {
    /** What is sent to a portal may be echoed by it. */
    public Credentials {
        Stream.of(password, passwordHash, code)
                .flatMap(Stream::ofNullable)
                .forEach(Redactor.current()::register);
    }

    public static Credentials withPassword(String userName, String password) {
        return new Credentials(userName, password, null, null);
    }

    public static Credentials withHash(String userName, String passwordHash) {
        return new Credentials(userName, null, passwordHash, null);
    }

    /** The same with a code of the second factor. */
    public Credentials with(String secondFactorCode) {
        return new Credentials(userName, password, passwordHash, secondFactorCode);
    }

    @Override
    public String toString() {
        return "credentials of " + userName;
    }
}
