package io.docspace.auth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.agent.AgentState.Held;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in whatever happens, and between any two kinds of trouble. */
class AgentPropertyTest {
    private static final Trouble[] KINDS = Trouble.values();

    @Test
    void random_events_break_no_promise() {
        keepsItsPromises(1);
    }

    @Tag("slow")
    @ParameterizedTest(name = "from seed {0}")
    @ValueSource(longs = {1_000, 2_000, 3_000})
    void more_random_events_break_no_promise(long first) {
        keepsItsPromises(first);
    }

    private static void keepsItsPromises(long first) {
        for (long seed = first; seed < first + 100; seed++) {
            String where = "seed " + seed;
            Random random = new Random(seed);
            Simulation agent = new Simulation(new AgentPolicy(Duration.ofMillis(random.nextInt(200_000)),
                    Duration.ofSeconds(random.nextInt(5_000)), Duration.ofSeconds(random.nextInt(120)), random.nextBoolean()),
                    seed);
            boolean wasProved = false;
            for (int event = 0; event < 120 && !agent.hasEnded(); event++) {
                disturb(agent, random);
                agent.run(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 7_200_000 : 100_000)));
                assertFalse(wasProved && agent.hasEnded(), where + ": it has ended after a proved token");
                wasProved |= agent.step.state().held().isPresent();
            }
            if (!agent.hasEnded()) {
                recover(agent);
                assertTrue(agent.file.filter(agent.valid::contains).isPresent(), where + ": a wrong token is left in the file");
                assertEquals(agent.step.state().held().map(Held::token), agent.file, where);
            }
            assertSpaced(agent.logins, AgentPolicy.LOGIN_FLOOR, where);
            assertSpaced(agent.checks, AgentPolicy.CHECK_FLOOR, where);
            assertTrue(agent.steps < agent.now.toSeconds() * 4 + 1_000, where + ": " + agent.steps + " steps");
            for (int i = 1; i < agent.notices.size(); i++) {
                assertNotEquals(kind(agent.notices.get(i - 1)), kind(agent.notices.get(i)), where);
            }
        }
    }

    private static void recover(Simulation agent) {
        agent.loginFailure = Optional::empty;
        agent.checkFailure = Optional::empty;
        agent.writeFailure = Optional::empty;
        agent.lifetime = Duration.ofHours(10);
        agent.run(Duration.ofHours(2));
    }

    private static void disturb(Simulation agent, Random random) {
        switch (random.nextInt(12)) {
            case 0 -> agent.loginFailure = any(random);
            case 1 -> agent.checkFailure = any(random);
            case 2 -> agent.writeFailure = random.nextBoolean() ? Optional::empty
                    : () -> Optional.of(Simulation.failure(Trouble.TOKEN_FILE_NOT_WRITABLE));
            case 3 -> agent.valid.clear();
            case 4 -> agent.file = Optional.empty();
            case 5 -> agent.file = Optional.of(agent.another("theirs" + random.nextInt(1_000_000)));
            case 6 -> agent.file = Optional.of(new Token("garbage" + random.nextInt(3)));
            case 7 -> {
                agent.isForeign = random.nextBoolean();
                agent.isEverywhere = random.nextBoolean();
            }
            case 8 -> agent.ask();
            case 9 -> agent.settingsChanged = true;
            case 10 -> agent.lifetime = random.nextInt(3) == 0 ? null : Duration.ofSeconds(random.nextInt(4_000) - 100);
            default -> {
                agent.loginFailure = Optional::empty;
                agent.checkFailure = Optional::empty;
                agent.writeFailure = Optional::empty;
            }
        }
    }

    private static java.util.function.Supplier<Optional<Failure>> any(Random random) {
        Trouble kind = KINDS[random.nextInt(KINDS.length)];
        Optional<Duration> retryAfter = random.nextInt(3) == 0 ? Optional.of(Duration.ofSeconds(random.nextInt(4_000)))
                : Optional.empty();
        boolean sent = random.nextBoolean();
        return random.nextInt(4) == 0 ? Optional::empty : () -> Optional.of(new Failure(kind, kind.name(), retryAfter, sent));
    }

    private static void assertSpaced(List<Duration> times, Duration floor, String where) {
        for (int i = 1; i < times.size(); i++) {
            assertTrue(times.get(i).minus(times.get(i - 1)).compareTo(floor) >= 0,
                    where + ": " + times.get(i - 1) + " and " + times.get(i));
        }
    }

    /** What a message says, without its times. */
    private static Object kind(Notice notice) {
        if (notice instanceof Notice.Began began) {
            return began.kind();
        }
        return notice instanceof Notice.Ended ended ? "ended " + ended.kind() : notice;
    }

    @Test
    void any_trouble_can_follow_any_other_and_is_told_waited_for_and_recovered_from() {
        for (Trouble first : KINDS) {
            for (Trouble second : KINDS) {
                String pair = first + ", " + second;
                Simulation agent = new Simulation();
                agent.run(60);
                agent.valid.clear();
                agent.run(120);
                agent.valid.clear();
                agent.forget();
                enter(agent, first);
                agent.run(Duration.ofHours(3));
                assertEquals(List.of(first), agent.began(), pair);
                enter(agent, second);
                agent.run(Duration.ofHours(3));
                assertEquals(first == second ? List.of(first) : List.of(first, second), agent.began(), pair);
                assertEquals(List.of(), agent.ended(), pair);
                assertFalse(agent.hasEnded(), pair);
                assertSpaced(agent.logins, AgentPolicy.LOGIN_FLOOR, pair);

                agent.loginFailure = Optional::empty;
                agent.run(Duration.ofHours(2));
                assertEquals(List.of(second), agent.ended(), pair);
                assertTrue(agent.step.state().isReady(agent.now), pair);
                assertEquals(Troubles.NONE, agent.step.state().troubles(), pair);
            }
        }
    }

    private static void enter(Simulation agent, Trouble kind) {
        agent.loginFailure = () -> Optional.of(Simulation.failure(kind));
    }

    @Tag("slow")
    @Test
    void any_trouble_of_the_checks_can_meet_any_of_the_logins() {
        for (Trouble ofLogin : KINDS) {
            for (Trouble ofCheck : KINDS) {
                String pair = ofLogin + ", " + ofCheck;
                Simulation agent = new Simulation();
                agent.run(60);
                agent.forget();
                enter(agent, ofLogin);
                agent.checkFailure = () -> Optional.of(Simulation.failure(ofCheck));
                agent.run(Duration.ofHours(5));
                assertEquals(ofLogin == ofCheck ? 1 : 2, agent.began().size(), pair);
                assertFalse(agent.hasEnded(), pair);

                agent.loginFailure = Optional::empty;
                agent.checkFailure = Optional::empty;
                agent.run(Duration.ofHours(3));
                assertEquals(agent.began().size(), agent.ended().size(), pair);
                assertTrue(agent.step.state().isReady(agent.now), pair);
                assertEquals(Troubles.NONE, agent.step.state().troubles(), pair);
            }
        }
    }
}
