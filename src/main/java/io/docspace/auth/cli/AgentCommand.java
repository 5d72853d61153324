package io.docspace.auth.cli;

import io.docspace.auth.cli.TokenPlaces.Place;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.RefusalLog;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.signin.SignOut;
import io.docspace.auth.signin.TokenKeeper;
import io.docspace.auth.time.Sleeper;
import io.docspace.auth.token.TokenSink;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** {@code docspace-auth agent}: a sidecar that keeps the token in a file good. */
@Dependent
public final class AgentCommand extends BaseCommand {
    private static final Logger LOG = Logger.getLogger(AgentCommand.class);

    /** What a revocation may take on the way out. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    @Inject
    TokenPlaces places;

    @Inject
    AgentStop stop;

    @Override
    public Integer call() {
        URI baseUrl = settings.baseUrl();
        Place place = places.openForAgent().orElseThrow(() -> new SettingException(
                "the token file is missing; give it with --token-file, DOCSPACE_TOKEN_FILE or docspace.token-file,"
                        + " or a Secret with --kubernetes-secret"));
        TokenSink file = place.sink();
        RefusalLog refusals = new RefusalLog(file.refusals(), InstantSource.system());
        TokenHook hook = new TokenHook(settings.exec(), settings.signalPidFile(), invocation.environment());
        AuthMethod way = new AuthMethodResolver(settings, invocation).choose(() -> portal.openFor(settings.timeout()));
        boolean revoke = settings.logoutOnExit();
        TokenKeeper keepGood = new TokenKeeper(() -> portal.openFor(settings.timeout()),
                keep -> new SignIn(portal.openFor(settings.timeout()), file, baseUrl, keep && !settings.force(),
                        settings.minValidity().orElse(SignIn.MIN_VALIDITY),
                        keep && settings.isForceTyped() ? refusals.tryingAtOnce() : refusals),
                settings.interval(), settings.renewBefore(), Sleeper.REAL, issued -> {
                    LOG.infof("token written to %s", place.name());
                    hook.run();
                });
        invocation.end().last();
        stop.whenStopped(revoke ? LAST_WORDS : Duration.ZERO);
        try {
            keepGood.run(way);
        } catch (RuntimeException e) {
            // A stop interrupts whatever is under way, and that fails as it likes.
            if (!stop.isStopping()) {
                throw e;
            }
        }
        Thread.interrupted();
        if (revoke) {
            revoke(portal.openFor(LAST_WORDS), file);
        }
        stop.done();
        return ExitCode.OK.code();
    }

    private static void revoke(Portal portal, TokenSink file) {
        try {
            file.current().ifPresent(stored -> new SignOut(portal, file).run(stored.token()));
        } catch (PortalException | SignOut.StillAcceptedException e) {
            LOG.warn(e.getMessage());
        }
    }
}
