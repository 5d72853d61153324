package io.docspace.auth.cli;

import io.docspace.auth.cli.TokenPlaces.Place;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.RefusalLog;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.TokenFormat;
import io.docspace.auth.token.TokenSink;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** {@code docspace-auth login}, and the bare {@code docspace-auth}: signs in and delivers the token. */
@Dependent
class LoginCommand extends BaseCommand {
    @Inject
    TokenPlaces places;

    @Override
    public Integer call() {
        URI baseUrl = settings.baseUrl();
        TokenFormat format = settings.output();
        Optional<Place> place = places.open();
        AuthMethod method = new AuthMethodResolver(settings, invocation).choose(portal::open);
        TokenSink tokenSink = place.map(Place::sink).orElse(TokenSink.NONE);
        RefusalLog refusals = new RefusalLog(tokenSink.refusals(), InstantSource.system());
        SignIn signIn = new SignIn(portal.open(), tokenSink, baseUrl, !settings.force(),
                settings.minValidity().orElse(SignIn.MIN_VALIDITY),
                settings.isForceTyped() ? refusals.tryingAtOnce() : refusals);
        print(line(format, place, signIn.run(method).issued()));
        return ExitCode.OK.code();
    }

    private static String line(TokenFormat format, Optional<Place> place, IssuedToken issued) {
        boolean onlyThePlaceHoldsIt = format == TokenFormat.TEXT && place.isPresent();
        return onlyThePlaceHoldsIt
                ? "User is authenticated. Token written to " + place.get().name() + ".\n"
                : format.line(issued);
    }
}
