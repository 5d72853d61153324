package io.docspace.auth;

import io.docspace.auth.portal.ApiKey;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.PasswordHashing;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalState;
import io.docspace.auth.token.Token;
import java.util.Optional;

/** A portal that does nothing: a test overrides what it asks for. */
public class FakePortal implements Portal {
    @Override
    public LoginResult signIn(Credentials credentials) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Verdict check(Token token) {
        throw new AssertionError("not asked for");
    }

    @Override
    public void signOut(Token token) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Optional<Person> self(Token token) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Optional<ApiKey> key(Token key) {
        throw new AssertionError("not asked for");
    }

    @Override
    public PortalState state() {
        throw new AssertionError("not asked for");
    }

    @Override
    public void forget(Token token) {
        throw new AssertionError("not asked for");
    }

    @Override
    public PasswordHashing passwordHashing() {
        throw new AssertionError("not asked for");
    }
}
