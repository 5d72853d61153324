package io.docspace.auth.portal;

/**
 * The body of a login. The password never shows in {@link #toString()}.
 *
 * @param userName an e-mail address, a user GUID or an LDAP login
 * @param password in the clear, as the API wants it
 */
public record Credentials(String userName, String password) {
    @Override
    public String toString() {
        return "credentials of " + userName;
    }
}
