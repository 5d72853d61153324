package io.docspace.auth.cli;

import io.docspace.auth.portal.Portal.Verdict;
import io.docspace.auth.signin.TokenNotAcceptedException;
import io.docspace.auth.token.StoredToken;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code docspace-auth check}: whether a token is good. */
@Dependent
public final class CheckCommand extends BaseCommand {
    @Inject
    ExistingToken token;

    @Override
    public Integer call() {
        Optional<Duration> minValidity = settings.minValidity();
        StoredToken stored = token.find()
                .orElseThrow(() -> new TokenNotAcceptedException("there is no token in the token file; sign in first"));
        Verdict verdict = portal.open().check(stored.token());
        if (!verdict.accepted()) {
            throw new TokenNotAcceptedException();
        }
        Optional<Instant> expires = stored.expires().or(verdict::expires);
        if (expires.isPresent() && minValidity.filter(least -> expires.get().isBefore(verdict.at().plus(least))).isPresent()) {
            throw new TokenNotAcceptedException("the token is good, but only until " + expires.get() + "; renew it");
        }
        print("Token is good" + expires.map(end -> " until " + end).orElse("") + ".\n");
        return ExitCode.OK.code();
    }
}
