package io.docspace.auth.cli;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.signin.SignOut;
import io.docspace.auth.token.StoredToken;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** {@code docspace-auth logout}: revokes a token. */
@Dependent
public final class LogoutCommand extends BaseCommand {
    @Inject
    ExistingToken token;

    @Override
    public Integer call() {
        Optional<StoredToken> stored = token.find();
        if (stored.filter(found -> found.token().isApiKey()).isPresent()) {
            throw new SettingException(
                    "an API key cannot be revoked by signing out; delete it in the portal's developer tools");
        }
        if (settings.oauthClientId().isEmpty() && stored.filter(found -> found.token().isJwt()).isPresent()) {
            throw new SettingException(
                    "only its OAuth app can revoke an OAuth token: give --oauth-client-id and --oauth-client-secret-file, or let"
                            + " it expire" + stored.get().token().expires().map(end -> " on " + end).orElse(""));
        }
        stored.ifPresent(found -> new SignOut(portal.open(), token.sink()).run(found.token()));
        print(stored.isPresent() ? "Token is revoked.\n" : "There is no token to revoke.\n");
        return ExitCode.OK.code();
    }
}
