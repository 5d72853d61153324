package io.docspace.auth;

import static io.docspace.auth.RawPortal.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.http.ConnectionSettings;
import io.docspace.auth.portal.http.DocSpaceApi;
import io.docspace.auth.portal.http.DocSpacePortal;
import io.docspace.auth.portal.http.FrameworkSettings;
import io.docspace.auth.portal.http.PortalClient;
import io.docspace.auth.portal.retry.BackOff;
import io.docspace.auth.portal.retry.RetryingPortal;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.RefusalLog;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.signin.TokenKeeper;
import io.docspace.auth.time.Deadline;
import io.docspace.auth.time.Sleeper;
import io.docspace.auth.time.Sleeper.StoppedException;
import io.docspace.auth.token.TokenFile;
import io.docspace.auth.token.TokenFormat;
import io.quarkus.restclient.config.RestClientsConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A year of an agent, and more: 10,000 renewals of a token that lives for 6 seconds, over the real REST client, by a driven clock. */
@QuarkusTest
@QuarkusTestResource(value = AgentYearTest.PortalResource.class, restrictToAnnotatedClass = true)
@Tag("slow")
class AgentYearTest {
    private static final int RENEWALS = 10_000;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** The portal's clock runs an hour before that of the host, which must change nothing. */
    private static volatile Instant portalTime;

    private static RawPortal portal;

    @Inject
    RestClientsConfig clients;

    private DocSpaceApi api;

    private int renewals;
    private int looks;
    private Usage early;

    /** Starts the portal before the configuration is read. */
    public static final class PortalResource implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            portalTime = Instant.now().plus(Duration.ofHours(1));
            portal = RawPortal.answering(request -> request.startsWith("POST")
                    ? json("{\"response\":{\"token\":\"token" + portalTime.toEpochMilli() + "\",\"expires\":\""
                            + portalTime.plusSeconds(6) + "\"}}", "Date: " + date())
                    : json("{\"response\":true}", "Date: " + date()));
            return Map.of();
        }

        private static String date() {
            return DateTimeFormatter.RFC_1123_DATE_TIME.format(portalTime.atOffset(ZoneOffset.UTC));
        }

        @Override
        public void stop() {
            portal.close();
        }
    }

    /** What a process uses. */
    private record Usage(long heap, int threads, long descriptors) {
        static Usage now() throws IOException {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                return new Usage(runtime.totalMemory() - runtime.freeMemory(),
                        ManagementFactory.getThreadMXBean().getThreadCount(), open.count());
            }
        }
    }

    @Test
    void ten_thousand_renewals_use_no_more_than_one_thousand() throws IOException {
        api = PortalClient.open(
                new ConnectionSettings(URI.create(portal.url()), REQUEST_TIMEOUT, List.of(), Optional.empty(), name -> null),
                new FrameworkSettings(clients.clients().get("docspace"), Optional.empty(), false));
        // In memory: twenty thousand syncs of a disk are not what is measured.
        Path folder = Files.createTempDirectory(Path.of("/dev/shm"), "docspace-auth");
        Path file = folder.resolve("token");
        TokenFile sink = new TokenFile(file, TokenFormat.TOKEN, PosixFilePermissions.fromString("rw-------"));
        URI baseUrl = URI.create(portal.url());
        TokenKeeper agent = new TokenKeeper(this::portal,
                keep -> new SignIn(portal(), sink, baseUrl, keep, Duration.ofSeconds(1), RefusalLog.none()),
                Duration.ofSeconds(2), Duration.ofMinutes(10), this::pause, issued -> {
                    if (++renewals == RENEWALS / 10) {
                        early = usage();
                    } else if (renewals == RENEWALS) {
                        throw new StoppedException();
                    }
                });

        assertThrows(StoppedException.class, () -> agent
                .run(new AuthMethod.PasswordLogin("anna", () -> Credentials.withPassword("anna", "secret"),
                        challenge -> Optional.empty(), List::of)));
        // The timer of a request is kept until it would have run out, and looks like growth at this pace.
        Sleeper.REAL.sleep(REQUEST_TIMEOUT.plusSeconds(1));
        Usage late = usage();

        System.out.printf("after %d renewals %s, after %d %s, %d connections%n", RENEWALS / 10, early, RENEWALS, late,
                portal.connections());
        assertEquals(1, portal.connections(), "one connection for all of it");
        assertTrue(looks < 4 * RENEWALS, looks + " looks, no burst of them before a renewal");
        assertTrue(late.heap() < early.heap() + 4 * 1024 * 1024, early + " " + late);
        assertTrue(late.threads() <= early.threads() + 1, early + " " + late);
        assertTrue(late.descriptors() <= early.descriptors() + 2, early + " " + late);
        assertEquals("token", Files.readString(file).substring(0, 5));
        sink.delete(sink.current().orElseThrow().token());
        Files.delete(folder);
    }

    private void pause(Duration time) {
        looks++;
        portalTime = portalTime.plus(time);
    }

    private static Usage usage() {
        try {
            return Usage.now();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Portal portal() {
        Deadline deadline = new Deadline(System::nanoTime, System.nanoTime(), Duration.ofSeconds(60));
        Portal portal = new DocSpacePortal(api, () -> REQUEST_TIMEOUT, () -> REQUEST_TIMEOUT);
        return new RetryingPortal(portal, new BackOff(), deadline, time -> {
            throw new AssertionError("nothing to wait for");
        });
    }
}
