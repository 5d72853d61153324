package io.docspace.auth.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.FakePortal;
import io.docspace.auth.FakeSink;
import io.docspace.auth.agent.AgentAction;
import io.docspace.auth.agent.AgentEvent;
import io.docspace.auth.agent.AgentEvent.FileView;
import io.docspace.auth.agent.AgentEvent.Origin;
import io.docspace.auth.agent.Failure;
import io.docspace.auth.agent.Trouble;
import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.portal.LoginResult;
import io.docspace.auth.portal.LoginResult.Granted;
import io.docspace.auth.portal.Portal;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.portal.Problem;
import io.docspace.auth.signin.AuthMethod;
import io.docspace.auth.signin.RefusalLog;
import io.docspace.auth.signin.SignIn;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.StoredToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenIdentity;
import io.docspace.auth.token.TokenMetadata;
import io.docspace.auth.token.TokenWriteException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an agent sees of a portal, of files, and of failures. */
class PortalActionRunnerTest {
    private static final URI URL = URI.create("https://portal.example.com");
    private static final Token TOKEN = new Token("token");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private final List<IssuedToken> written = new ArrayList<>();
    private final OutcomeCounter logins = new OutcomeCounter();
    private final OutcomeCounter checks = new OutcomeCounter();
    private Optional<StoredToken> stored = Optional.empty();
    private Supplier<LoginResult> login = () -> new Granted(TOKEN, Optional.of(NOW.plusSeconds(60)));
    private Supplier<Boolean> verdict = () -> true;
    private Runnable disk = () -> {};
    private int renewed;
    private AuthMethod way = new AuthMethod.PasswordLogin("anna", () -> Credentials.withPassword("anna", "secret"),
            challenge -> Optional.empty(), () -> List.of("secret"));

    @Test
    void a_login_gives_a_token_of_its_own() {
        PortalActionRunner world = world();

        assertEquals(new AgentEvent.Granted(TOKEN, Optional.of(NOW.plusSeconds(60)), Origin.LOGIN),
                world.perform(new AgentAction.Login()));
        assertEquals(Optional.of(TOKEN), world.own());
        assertEquals("{granted=1}", logins.counts().toString());
    }

    @Test
    void a_given_token_is_nobodys_own_and_no_login() {
        way = new AuthMethod.ExistingToken(() -> TOKEN);
        PortalActionRunner world = world();

        assertEquals(new AgentEvent.Granted(TOKEN, Optional.empty(), Origin.GIVEN), world.perform(new AgentAction.Login()));
        assertEquals(Optional.empty(), world.own());
        assertEquals("{}", logins.counts().toString());
    }

    @Test
    void a_check_is_a_proof_a_rejection_or_a_failure() {
        PortalActionRunner world = world();
        assertEquals(new AgentEvent.Proved(TOKEN, NOW, Optional.empty()), world.perform(new AgentAction.Check(TOKEN)));
        verdict = () -> false;
        assertEquals(new AgentEvent.Rejected(TOKEN), world.perform(new AgentAction.Check(TOKEN)));
        verdict = () -> {
            throw new PortalException(Problem.UNREACHABLE, "checking");
        };
        Failure failure = ((AgentEvent.CheckFailed) world.perform(new AgentAction.Check(TOKEN))).failure();

        assertEquals(Trouble.UNREACHABLE, failure.kind());
        assertEquals("{accepted=1, rejected=1, unreachable=1}", checks.counts().toString());
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void each_problem_of_a_portal_is_a_kind_of_trouble_that_ends_a_start_with_its_own_code(Problem problem) {
        login = () -> {
            throw new PortalException(problem, "signing in");
        };
        PortalActionRunner world = world();
        Failure failure = ((AgentEvent.LoginFailed) world.perform(new AgentAction.Login())).failure();

        assertEquals(problem.isTransient() || problem == Problem.LOCKED || problem == Problem.RATE_LIMIT_DAY
                || problem == Problem.RETRY_TOO_LATE, !failure.kind().endsAtStart(), failure.kind().toString());
        PortalException end = assertThrows(PortalException.class, () -> world.perform(new AgentAction.End()));
        assertEquals(problem, end.problem());
    }

    @Test
    void where_nothing_was_sent_there_was_no_login() {
        assertFalse(failureOf(new PortalException(Problem.UNREACHABLE, "signing in")).sent());
        assertTrue(failureOf(new PortalException(Problem.NO_ANSWER, "signing in")).sent());
        assertFalse(failureOf(new SettingException("no such file")).sent());
    }

    @Test
    void what_the_portal_asks_to_wait_is_passed_on_and_so_is_a_days_limit() {
        assertEquals(Optional.of(Duration.ofHours(1)), failureOf(
                new PortalException(Problem.SERVER_FAILED, "signing in").retryingAfter(Duration.ofHours(1))).retryAfter());
        assertEquals(Optional.of(Duration.ofHours(1)), failureOf(new PortalException(Problem.RATE_LIMIT_DAY, "signing in"))
                .retryAfter());
        assertEquals(Optional.empty(), failureOf(new PortalException(Problem.SERVER_FAILED, "signing in")).retryAfter());
    }

    @Test
    void a_missing_secret_is_a_setting_and_a_full_disk_is_found_before_the_login() {
        assertEquals(Trouble.SETTING, failureOf(new SettingException("no such file")).kind());
        disk = () -> {
            throw new TokenWriteException("no room", null);
        };
        login = () -> {
            throw new AssertionError("no login for a file that cannot be written");
        };
        assertEquals(Trouble.TOKEN_FILE_NOT_WRITABLE,
                ((AgentEvent.LoginFailed) world().perform(new AgentAction.Login())).failure().kind());
        assertEquals(Trouble.TOKEN_FILE_NOT_WRITABLE,
                ((AgentEvent.NotWritten) world().perform(new AgentAction.Write(TOKEN, Optional.empty()))).failure().kind());
    }

    @Test
    void a_defect_is_told_without_its_message() {
        Failure failure = failureOf(new IllegalStateException("secret"));

        assertEquals(Trouble.UNEXPECTED, failure.kind());
        assertFalse(failure.what().contains("secret"));
    }

    @Test
    void a_failed_handshake_and_a_changed_file_renew_the_way_to_the_portal() throws IOException {
        failureOf(new PortalException(Problem.TLS, "signing in"));
        assertEquals(1, renewed);
        Path certificate = Files.writeString(folder.resolve("ca.pem"), "one");
        PortalActionRunner world = world(certificate);
        assertEquals(new AgentEvent.Looked(new FileView.Missing(), false), world.perform(new AgentAction.Look()));
        Files.writeString(certificate, "another");
        assertEquals(new AgentEvent.Looked(new FileView.Missing(), true), world.perform(new AgentAction.Look()));
        Files.delete(certificate);
        assertEquals(new AgentEvent.Looked(new FileView.Missing(), true), world.perform(new AgentAction.Look()));

        assertEquals(3, renewed);
        assertEquals(new AgentEvent.Looked(new FileView.Missing(), false), world.perform(new AgentAction.Look()));
    }

    @Test
    void a_look_tells_this_runs_token_from_others() {
        stored = Optional.of(new StoredToken(TOKEN, Optional.empty()));
        assertEquals(new AgentEvent.Looked(new FileView.Foreign(), false), world().perform(new AgentAction.Look()));
        stored = Optional.of(new StoredToken(TOKEN,
                Optional.of(new TokenMetadata(TokenIdentity.ofLogin(URL, "bert"), Optional.empty()))));
        assertEquals(new AgentEvent.Looked(new FileView.Foreign(), false), world().perform(new AgentAction.Look()));
        stored = Optional.of(new StoredToken(TOKEN,
                Optional.of(new TokenMetadata(TokenIdentity.ofLogin(URL, "anna"), Optional.of(NOW)))));
        assertEquals(new AgentEvent.Looked(new FileView.Holds(TOKEN, Optional.of(NOW), true), false),
                world().perform(new AgentAction.Look()));
    }

    @Test
    void a_write_hands_over_whose_token_it_is() {
        assertEquals(new AgentEvent.Written(), world().perform(new AgentAction.Write(TOKEN, Optional.of(NOW))));

        assertEquals(List.of(new IssuedToken(TOKEN, TokenIdentity.ofLogin(URL, "anna"), Optional.of(NOW))), written);
    }

    private Failure failureOf(RuntimeException thrown) {
        login = () -> {
            throw thrown;
        };
        return ((AgentEvent.LoginFailed) world().perform(new AgentAction.Login())).failure();
    }

    private PortalActionRunner world(Path... inputs) {
        FakePortal portal = new FakePortal() {
            @Override
            public LoginResult signIn(Credentials credentials) {
                return login.get();
            }

            @Override
            public Verdict check(Token token) {
                return new Verdict(verdict.get(), NOW);
            }
        };
        PortalFactory portals = new PortalFactory() {
            @Override
            public Portal open() {
                return portal;
            }

            @Override
            public void renew() {
                renewed++;
            }
        };
        FakeSink sink = new FakeSink() {
            @Override
            public void check() {
                disk.run();
            }

            @Override
            public Optional<StoredToken> peek() {
                return stored;
            }

            @Override
            public void write(IssuedToken issued) {
                disk.run();
                written.add(issued);
            }
        };
        return new PortalActionRunner(portals,
                opened -> new SignIn(opened, sink, URL, true, Duration.ofMinutes(1), RefusalLog.none()), way, URL, sink,
                new InputFiles(() -> List.of(inputs)), InstantSource.fixed(NOW), logins, checks);
    }
}
