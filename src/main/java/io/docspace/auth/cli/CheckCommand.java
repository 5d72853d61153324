package io.docspace.auth.cli;

import io.docspace.auth.portal.Portal.Verdict;
import io.docspace.auth.signin.TokenNotAcceptedException;
import io.docspace.auth.token.StoredToken;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code docspace-auth check}: whether a token is good. */
@Command(name = "check", description = "Prove a token: code 0 if it is good, 5 if it is not.",
        footer = "  docspace-auth check --token-file token --min-validity 10m")
public final class CheckCommand extends BaseCommand {
    @Mixin
    SettingOptions.ExistingTokenOptions existingToken;

    @Mixin
    SettingOptions.Validity validity;

    @Inject
    ExistingToken token;

    @Override
    public Integer call() {
        settings.baseUrl();
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
