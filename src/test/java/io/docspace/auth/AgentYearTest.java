package io.docspace.auth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.YearPortal.Mode;
import io.docspace.auth.agent.AgentAction;
import io.docspace.auth.agent.AgentEvent;
import io.docspace.auth.agent.AgentMachine;
import io.docspace.auth.agent.AgentPolicy;
import io.docspace.auth.agent.Notice;
import io.docspace.auth.agent.run.ActionRunner;
import io.docspace.auth.agent.run.AgentLoop;
import io.docspace.auth.agent.run.InputFiles;
import io.docspace.auth.agent.run.OutcomeCounter;
import io.docspace.auth.agent.run.PortalActionRunner;
import io.docspace.auth.agent.run.PortalFactory;
import io.docspace.auth.agent.run.Timeline;
import io.docspace.auth.config.NetworkSettings.CaFile;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.http.ConnectionSettings;
import io.docspace.auth.portal.http.DocSpaceApi;
import io.docspace.auth.portal.http.DocSpacePortal;
import io.docspace.auth.portal.http.FrameworkSettings;
import io.docspace.auth.portal.http.PortalClient;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.RefusalLog;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.time.Sleeper;
import io.docspace.auth.time.Sleeper.StoppedException;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.RefusalStore;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenFormat;
import io.docspace.auth.token.TokenSink;
import io.docspace.auth.token.TokenWriteException;
import io.quarkus.restclient.config.RestClientsConfig;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of an agent with a plan of outages, over the real REST client and TLS, by a driven clock. */
@QuarkusTest
@Tag("slow")
class AgentYearTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Inject
    RestClientsConfig clients;

    /** What happens, by when. */
    private final TreeMap<Duration, Runnable> plan = new TreeMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private Duration end = YEAR;
    private Path file;
    private Path password;
    private Path authorities;
    private YearPortal portal;
    private DocSpaceApi api;
    private boolean isDiskFull;
    private boolean isChanged = true;
    private Usage early;

    /** What a process uses. */
    private record Usage(long heap, int threads, long descriptors) {
        static Usage now() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                return new Usage(runtime.totalMemory() - runtime.freeMemory(),
                        ManagementFactory.getThreadMXBean().getThreadCount(), open.count());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void a_year_with_outages() throws IOException {
        Authority first = new Authority(Files.createDirectory(folder.resolve("first")));
        Authority second = new Authority(Files.createDirectory(folder.resolve("second")));
        authorities = Files.copy(first.file(), folder.resolve("ca.pem"));
        password = Files.writeString(folder.resolve("password"), "first");
        file = folder.resolve("token");
        portal = new YearPortal(() -> now, first.good());

        at(5, 0, () -> early = usage());
        outage(20, Duration.ofHours(2), () -> portal.close(), () -> portal.open(first.good()));
        outage(40, Duration.ofHours(20), () -> portal.is(Mode.FAILS), () -> portal.is(Mode.UP));
        outage(60, Duration.ofHours(6), () -> portal.is(Mode.LIMITS), () -> portal.is(Mode.UP));
        outage(80, Duration.ofHours(3), () -> {
            portal.wants("second");
            portal.revokeAll();
        }, () -> write(password, "second"));
        outage(100, Duration.ofMinutes(1), () -> delete(password), () -> write(password, "second"));
        outage(120, Duration.ofHours(1), () -> {
            portal.close();
            portal.open(second.good());
        }, () -> copy(second.file(), authorities));
        outage(160, Duration.ofHours(30), () -> isDiskFull = true, () -> isDiskFull = false);
        outage(180, Duration.ofMinutes(1), () -> delete(file), () -> {});
        outage(181, Duration.ofMinutes(1), () -> write(file, "scribble"), () -> {});
        outage(200, Duration.ofHours(1), () -> portal.jumps(Duration.ofHours(5)), () -> {});
        outage(220, Duration.ofHours(1), () -> portal.jumps(Duration.ofHours(-5)), () -> {});
        outage(240, Duration.ofHours(12), () -> {
            portal.is(Mode.ISSUES_BAD_TOKENS);
            portal.revokeAll();
        }, () -> portal.is(Mode.UP));
        outage(260, Duration.ofMinutes(20), () -> {
            portal.is(Mode.IS_LOCKED);
            portal.revokeAll();
        }, () -> portal.is(Mode.UP));
        outage(280, Duration.ofHours(20), () -> portal.is(Mode.IS_NO_PORTAL), () -> portal.is(Mode.UP));

        assertThrows(StoppedException.class, this::live);
        // The timer of a request is kept until it would have run out, and looks like growth at this pace.
        Sleeper.REAL.sleep(REQUEST_TIMEOUT.plusSeconds(1));
        Usage late = usage();

        System.out.printf("after 5 days %s, after a year %s, %d logins%n", early, late, portal.logins());
        // A token lives for 12 hours and is renewed 10 minutes before: 740 a year. An outage costs no login until its token ends, and
        // then one in 5 minutes at most (in 15, where waiting alone does not help): some 300 in all.
        assertTrue(portal.logins() > 740 && portal.logins() < 1100, portal.logins() + " logins");
        assertTrue(late.heap() < early.heap() + 8 * 1024 * 1024, early + " " + late);
        assertTrue(late.threads() <= early.threads() + 2, early + " " + late);
        assertTrue(late.descriptors() <= early.descriptors() + 4, early + " " + late);
        for (int i = 1; i < notices.size(); i++) {
            assertFalse(notices.get(i).repeats(notices.get(i - 1)), notices.get(i).toString());
        }
        portal.close();
    }

    private void at(int day, int minutes, Runnable event) {
        plan.put(Duration.ofDays(day).plusMinutes(minutes), event);
    }

    /** An outage, and that the application has a good token within an hour of its end: waits grow to an hour at most. */
    private void outage(int day, Duration length, Runnable begin, Runnable over) {
        at(day, 0, begin);
        at(day, (int) length.toMinutes(), over);
        at(day, (int) length.toMinutes() + 61, () -> {
            String token = read(file);
            assertTrue(portal.accepts(token), "after day " + day + ": " + token.length() + " characters, " + notices);
        });
    }

    private void live() {
        TokenSink sink = sink(new TokenFile(file, TokenFormat.TOKEN, PosixFilePermissions.fromString("rw-------")));
        AuthMethod way = new AuthMethod.PasswordLogin("anna", () -> Credentials.withPassword("anna", secret()),
                challenge -> Optional.empty(), () -> List.of(secret()));
        InstantSource clock = () -> Instant.EPOCH.plus(now);
        PortalActionRunner world = new PortalActionRunner(portals(),
                opened -> new SignIn(opened, sink, portal.url(), true, Duration.ofMinutes(1),
                        new RefusalLog(sink.refusals(), clock)),
                way, portal.url(), sink, new InputFiles(() -> List.of(password, authorities)), clock, new OutcomeCounter(),
                new OutcomeCounter());
        AgentPolicy policy = new AgentPolicy(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofMinutes(1), false);
        new AgentLoop(new AgentMachine(policy, new Random(1)::nextDouble), sparing(world), timeline(), (state, next) -> {},
                notices::add).run();
    }

    private String secret() {
        String text = read(password);
        if (text.isEmpty()) {
            throw new io.docspace.auth.config.SettingException("the password file cannot be read: no such file");
        }
        return text;
    }

    /** Three million looks at files that have not changed are not what is measured. */
    private ActionRunner sparing(PortalActionRunner world) {
        AgentEvent[] last = new AgentEvent[1];
        return action -> {
            if (!(action instanceof AgentAction.Look)) {
                isChanged |= action instanceof AgentAction.Write;
                return world.perform(action);
            }
            if (isChanged) {
                isChanged = false;
                AgentEvent.Looked looked = (AgentEvent.Looked) world.perform(action);
                last[0] = new AgentEvent.Looked(looked.file(), false);
                return looked;
            }
            return last[0];
        };
    }

    private Timeline timeline() {
        return new Timeline() {
            @Override
            public Duration now() {
                return now;
            }

            @Override
            public boolean waitUntil(Duration moment) {
                while (!plan.isEmpty() && plan.firstKey().compareTo(moment) <= 0) {
                    now = plan.firstKey().compareTo(now) > 0 ? plan.firstKey() : now;
                    isChanged = true;
                    plan.pollFirstEntry().getValue().run();
                }
                now = moment.compareTo(now) > 0 ? moment : now;
                return false;
            }

            @Override
            public void verifyRunning() {
                if (now.compareTo(end) > 0) {
                    throw new StoppedException();
                }
            }
        };
    }

    private PortalFactory portals() {
        return new PortalFactory() {
            @Override
            public Portal open() {
                if (api == null) {
                    api = PortalClient.open(
                            new ConnectionSettings(portal.url(), REQUEST_TIMEOUT,
                                    List.of(new CaFile(authorities, "--ca-file", false)),
                                    Optional.empty(), name -> null),
                            new FrameworkSettings(clients.getClient(DocSpaceApi.class), Optional.empty(), false));
                }
                return new DocSpacePortal(api, () -> REQUEST_TIMEOUT, () -> REQUEST_TIMEOUT);
            }

            @Override
            public void renew() {
                if (api != null) {
                    PortalClient.close(api);
                }
                api = null;
            }
        };
    }

    private TokenSink sink(TokenFile real) {
        return new TokenSink() {
            @Override
            public void check() {
                room();
                real.check();
            }

            @Override
            public Optional<StoredToken> current() {
                return real.current();
            }

            @Override
            public Optional<StoredToken> peek() {
                return real.peek();
            }

            @Override
            public void write(IssuedToken issued) {
                room();
                real.write(issued);
            }

            @Override
            public void delete(Token token) {
                real.delete(token);
            }

            @Override
            public RefusalStore refusals() {
                return real.refusals();
            }

            private void room() {
                if (isDiskFull) {
                    throw new TokenWriteException("no room", null);
                }
            }
        };
    }

    private static Usage usage() {
        return Usage.now();
    }

    private static String read(Path path) {
        try {
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
