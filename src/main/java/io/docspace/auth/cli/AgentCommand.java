package io.docspace.auth.cli;

import io.docspace.auth.agent.AgentMachine;
import io.docspace.auth.agent.AgentPolicy;
import io.docspace.auth.agent.Notice;
import io.docspace.auth.agent.run.AgentLoop;
import io.docspace.auth.agent.run.AgentLoop.Watcher;
import io.docspace.auth.agent.run.AgentMessages;
import io.docspace.auth.agent.run.AgentStatus;
import io.docspace.auth.agent.run.HealthPages;
import io.docspace.auth.agent.run.HealthServer;
import io.docspace.auth.agent.run.InputFiles;
import io.docspace.auth.agent.run.OutcomeCounter;
import io.docspace.auth.agent.run.PortalActionRunner;
import io.docspace.auth.agent.run.PortalFactory;
import io.docspace.auth.agent.run.RealTimeline;
import io.docspace.auth.agent.run.StatusFile;
import io.docspace.auth.agent.run.TokenHook;
import io.docspace.auth.cli.TokenPlaces.Place;
import io.docspace.auth.cli.help.Version;
import io.docspace.auth.config.Setting;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.RefusalLog;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.signin.SignOut;
import io.docspace.auth.time.Sleeper.StoppedException;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** {@code docspace-auth agent}: a sidecar that keeps the token in a file good. */
@Dependent
public final class AgentCommand extends BaseCommand {
    private static final Logger LOG = Logger.getLogger(AgentCommand.class);

    /** Time limit for revoking the token on the way out. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(8);

    /** Time limit for a command of {@code --exec}. */
    private static final Duration HOOK = Duration.ofSeconds(30);

    private static final InstantSource CLOCK = InstantSource.system();

    @Inject
    AgentStop stop;

    @Inject
    TokenPlaces places;

    @Override
    public Integer call() {
        Place place = places.openForAgent().orElseThrow(() -> new SettingException(
                "the token file is missing; set --token-file, DOCSPACE_TOKEN_FILE or docspace.token-file,"
                        + " or name a Secret with --kubernetes-secret"));
        TokenSink file = place.sink();
        RealTimeline time = new RealTimeline();
        OutcomeCounter logins = new OutcomeCounter();
        OutcomeCounter checks = new OutcomeCounter();
        PortalActionRunner world = world(file, logins, checks);
        AgentStatus status = new AgentStatus(time, CLOCK, settings.timeout(),
                // A health probe does not read the Secret, only the agent's own loop does: a probe is no reason to ask the API
                // server.
                token -> settings.kubernetesSecret().isPresent() || file.holds(token), logins, checks);
        AgentPolicy policy = new AgentPolicy(settings.agent().interval(), settings.agent().renewBefore(),
                settings.minValidity().orElse(SignIn.MIN_VALIDITY), settings.force());
        AgentMachine machine = new AgentMachine(policy, () -> ThreadLocalRandom.current().nextDouble());
        serve(status);
        Optional<StatusFile> statusFile = statusFile(status);
        Watcher watcher = (state, next) -> {
            status.see(state, next);
            statusFile.ifPresent(facts -> facts.see(state, next));
        };
        invocation.end().last();
        stop.whenStopped(time, settings.agent().logoutOnExit() ? LAST_WORDS : Duration.ZERO);
        try (TokenHook hook = new TokenHook(settings.agent().exec(), invocation.environment(), HOOK)) {
            try {
                new AgentLoop(machine, world, time, watcher, told(place.name(), time, hook)).run();
            } finally {
                stop.loopEnded();
                statusFile.ifPresent(StatusFile::remove);
            }
        } catch (StoppedException e) {
            LOG.debug("stopped");
        }
        if (settings.agent().logoutOnExit()) {
            world.own().ifPresent(token -> revoke(portal.openFor(LAST_WORDS), file, token));
        }
        stop.done();
        return ExitCode.OK.code();
    }

    private PortalActionRunner world(TokenSink file, OutcomeCounter logins, OutcomeCounter checks) {
        URI baseUrl = settings.baseUrl();
        RefusalLog refusals = new RefusalLog(file.refusals(), CLOCK);
        RefusalLog atOnce = settings.isForceTyped() ? refusals.tryingAtOnce() : refusals;
        Duration minValidity = settings.minValidity().orElse(SignIn.MIN_VALIDITY);
        AuthMethod method = new AuthMethodResolver(settings, invocation).choose(portal::openOnce);
        PortalFactory portals = new PortalFactory() {
            @Override
            public Portal open() {
                return portal.openOnce();
            }

            @Override
            public void renew() {
                portal.renew();
            }
        };
        return new PortalActionRunner(portals, opened -> new SignIn(opened, file, baseUrl, true, minValidity,
                logins.counts().isEmpty() ? atOnce : refusals), method, baseUrl, file, new InputFiles(this::inputs), CLOCK,
                logins, checks);
    }

    private List<Path> inputs() {
        return Stream.concat(settings.inputFiles().stream(), FrameworkConfig.certificateFiles()).toList();
    }

    private Optional<StatusFile> statusFile(AgentStatus status) {
        Optional<Path> path = settings.agent().statusFile();
        Optional<StatusFile> file = path.map(to -> new StatusFile(to, status, Version.text()));
        if (file.isPresent()) {
            try {
                file.get().write("{}\n");
            } catch (IOException e) {
                throw new SettingException(settings.displayName(Setting.STATUS_FILE) + " " + path.get()
                        + " cannot be written: " + e.getMessage() + "; choose a file in a folder that this user can write to");
            }
        }
        return file;
    }

    /** Serves health until the process ends. */
    private void serve(AgentStatus status) {
        Optional<InetSocketAddress> address = settings.agent().listen();
        if (address.isEmpty()) {
            return;
        }
        try {
            new HealthServer(address.get(), new HealthPages(status, Version.text())).start();
        } catch (IOException | SecurityException e) {
            throw new SettingException(settings.displayName(Setting.LISTEN) + " "
                    + address.get().getHostString() + ":" + address.get().getPort() + " cannot be used: " + e.getMessage()
                    + "; choose another port");
        }
    }

    private static Consumer<Notice> told(String place, RealTimeline time, TokenHook hook) {
        AgentMessages messages = new AgentMessages(place, time, CLOCK);
        return notice -> {
            messages.accept(notice);
            if (notice instanceof Notice.InPlace) {
                hook.run();
            }
        };
    }

    private static void revoke(Portal portal, TokenSink file, Token token) {
        try {
            new SignOut(portal, file).run(token);
        } catch (PortalException | SignOut.StillAcceptedException | TokenWriteException e) {
            LOG.warn(e.getMessage());
        }
    }
}
