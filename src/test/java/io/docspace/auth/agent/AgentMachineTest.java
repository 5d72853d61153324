package io.docspace.auth.agent;

import static io.docspace.auth.agent.Simulation.failure;
import static io.docspace.auth.agent.Simulation.policy;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.agent.AgentEvent.Origin;
import io.docspace.auth.agent.Notice.InPlace;
import io.docspace.auth.agent.Notice.Lost;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The rows of the table in {@code docs/agent.md}, by a clock that is driven. */
class AgentMachineTest {
    private final Simulation agent = new Simulation();

    // A day without trouble.

    @Test
    void a_token_is_renewed_before_it_expires() {
        agent.run(ofDays(1));

        // An hour less ten minutes: 28 times a day, and the first.
        assertEquals(29, agent.logins.size());
        assertTrue(agent.checks.size() < 24 * 60 / 0.9 + 2 * 29, agent.checks.size() + " checks");
        assertEquals(List.of(), agent.began());
    }

    @Test
    void no_more_than_half_of_a_lifetime_is_given_away() {
        agent.lifetime = ofMinutes(10);

        agent.run(ofDays(1));

        assertEquals(24 * 60 / 5, agent.logins.size(), 2);
    }

    @Test
    void a_token_without_a_known_expiry_is_only_proved() {
        agent.lifetime = null;

        agent.run(ofDays(1));

        assertEquals(1, agent.logins.size());
        assertTrue(agent.checks.size() > 24 * 60 / 1.1 && agent.checks.size() < 24 * 60 / 0.9, agent.checks.size() + " checks");
    }

    @Test
    void an_expiry_that_has_passed_is_no_reason_to_renew_a_token_that_is_accepted() {
        agent.lifetime = ofHours(-1);

        agent.run(ofDays(1));

        assertEquals(1, agent.logins.size());
    }

    @Test
    void a_good_token_in_the_file_costs_no_login() {
        agent.file = Optional.of(agent.another("found"));

        agent.run(ofDays(1));

        assertEquals(0, agent.logins.size());
        assertEquals(0, agent.writes.size());
        assertEquals(List.of(new InPlace(new Token("found"), Optional.empty(), Origin.FILE)), agent.notices);
    }

    @Test
    void with_force_the_file_is_not_asked_at_the_start() {
        Simulation forced = new Simulation(new AgentPolicy(ofMinutes(1), ofMinutes(10), ofMinutes(1), true), 1);
        forced.file = Optional.of(forced.another("found"));

        forced.run(60);

        assertEquals(1, forced.logins.size());
        assertEquals(Optional.of(new Token("token1")), forced.file);
    }

    @Test
    void a_token_in_the_file_that_is_nearly_over_is_not_taken() {
        agent.file = Optional.of(agent.another("found"));
        agent.fileExpires = Optional.of(agent.portalTime().plusSeconds(50));

        agent.run(60);

        assertEquals(1, agent.logins.size());
    }

    @Test
    void a_token_that_is_no_longer_accepted_is_replaced_after_a_look_at_the_file() {
        agent.run(600);
        agent.valid.clear();
        agent.forget();

        agent.run(120);

        assertEquals(1, agent.logins.size());
        assertEquals(new Lost(), agent.notices.get(0));
        assertEquals(Optional.of(new Token("token2")), agent.file);
    }

    // Floors.

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void whatever_fails_there_is_one_login_in_30_seconds_at_most(Trouble kind) {
        agent.run(60);
        agent.valid.clear();
        agent.loginFailure = () -> Optional.of(new Failure(kind, "", Optional.empty(), true));
        agent.run(ofDays(1));

        assertTrue(agent.pauses().stream().allMatch(pause -> pause.compareTo(ofSeconds(30)) >= 0), agent.pauses().toString());
        assertFalse(agent.hasEnded());
    }

    @Test
    void one_check_a_second_at_most() {
        Simulation hasty = new Simulation(policy(Duration.ofMillis(1)), 1);

        hasty.run(60);

        assertTrue(hasty.checks.size() <= 61, hasty.checks.size() + " checks");
    }

    @Test
    void an_interval_of_300_000_days_and_a_renewal_as_long_are_taken() {
        Simulation lazy = new Simulation(new AgentPolicy(ofDays(300_000), ofDays(300_000), ofMinutes(1), false), 1);
        lazy.run(ofHours(3));

        assertEquals(6, lazy.logins.size(), 1);
    }

    // Transient.

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "PORTAL_FAILED", "MAINTENANCE", "RATE_LIMITED", "NOT_SET_UP"})
    void transient_trouble_costs_no_login_while_the_token_is_good(Trouble kind) {
        agent.run(60);
        agent.forget();
        agent.checkFailure = () -> Optional.of(failure(kind));
        agent.loginFailure = agent.checkFailure;
        agent.run(ofMinutes(55));

        assertEquals(List.of(), agent.logins);
        assertEquals(List.of(kind), agent.began());
        assertEquals(Optional.of(new Token("token1")), agent.file);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "PORTAL_FAILED", "MAINTENANCE", "RATE_LIMITED", "NOT_SET_UP"})
    void transient_trouble_at_the_start_is_waited_out(Trouble kind) {
        agent.loginFailure = () -> Optional.of(failure(kind));
        agent.run(ofDays(1));
        assertFalse(agent.hasEnded());
        agent.loginFailure = Optional::empty;
        agent.run(ofMinutes(5));

        assertEquals(Optional.of(new Token("token1")), agent.file);
        assertEquals(List.of(kind), agent.began());
        assertEquals(List.of(kind), agent.ended());
    }

    @Test
    void where_nothing_is_sent_it_is_tried_after_5_seconds_and_later_every_5_minutes() {
        int[] tries = {0};
        agent.loginFailure = () -> {
            tries[0]++;
            return Optional.of(failure(Trouble.UNREACHABLE));
        };
        agent.run(11);
        assertTrue(tries[0] >= 2, tries[0] + " tries");
        agent.run(ofHours(1));
        tries[0] = 0;
        agent.run(ofHours(10));

        assertTrue(tries[0] >= 120 && tries[0] <= 241, tries[0] + " tries");
    }

    @Test
    void retry_after_is_obeyed_by_logins_and_checks() {
        agent.run(60);
        agent.valid.clear();
        agent.run(90);
        agent.forget();
        agent.valid.clear();
        agent.loginFailure = () -> Optional.of(
                new Failure(Trouble.PORTAL_FAILED, "503", Optional.of(ofHours(1)), true));
        agent.run(ofMinutes(2));
        assertEquals(1, agent.logins.size());
        agent.checks.clear();
        agent.run(ofMinutes(57));

        assertEquals(1, agent.logins.size());
        assertEquals(List.of(), agent.checks);
    }

    @Test
    void a_check_that_is_told_to_come_back_later_holds_back_the_renewal_as_well() {
        agent.run(60);
        agent.forget();
        agent.checkFailure = () -> Optional.of(new Failure(Trouble.PORTAL_FAILED, "503", Optional.of(ofHours(1)), true));
        agent.run(ofMinutes(58));

        assertEquals(1, agent.checks.size());
        assertEquals(List.of(), agent.logins);
    }

    @Test
    void a_restart_of_the_portal_tells_each_way_to_fail_once() {
        List<Trouble> kinds = List.of(Trouble.UNREACHABLE, Trouble.PORTAL_FAILED, Trouble.MAINTENANCE);
        int[] count = {0};
        agent.run(60);
        agent.forget();
        agent.checkFailure = () -> Optional.of(failure(kinds.get(count[0]++ % 3)));
        agent.run(ofMinutes(50));
        agent.checkFailure = Optional::empty;
        agent.run(ofMinutes(10));

        assertEquals(kinds, agent.began());
        assertEquals(1, agent.ended().size());
    }

    @Test
    void an_expired_token_is_replaced_once_the_portal_is_back() {
        agent.run(60);
        agent.checkFailure = () -> Optional.of(failure(Trouble.UNREACHABLE));
        agent.loginFailure = agent.checkFailure;
        agent.run(ofHours(3));
        assertFalse(agent.step.state().isReady(agent.now));
        agent.checkFailure = Optional::empty;
        agent.loginFailure = Optional::empty;
        agent.run(ofMinutes(6));

        assertTrue(agent.step.state().isReady(agent.now));
    }

    @Test
    void a_fresh_token_whose_proof_fails_is_proved_later_without_a_further_login() {
        agent.checkFailure = () -> Optional.of(failure(Trouble.PORTAL_FAILED));
        agent.run(ofMinutes(10));
        agent.checkFailure = Optional::empty;
        agent.run(ofMinutes(5));

        assertEquals(1, agent.logins.size());
        assertEquals(Optional.of(new Token("token1")), agent.file);
    }

    // Locked, refused.

    @Test
    void a_lock_is_waited_out_for_more_than_a_minute_and_then_longer() {
        agent.loginFailure = () -> Optional.of(failure(Trouble.LOCKED));
        agent.run(ofHours(3));

        assertTrue(agent.pauses().get(0).compareTo(ofSeconds(60)) > 0);
        assertTrue(agent.pauses().get(0).compareTo(ofSeconds(75)) < 0);
        assertTrue(agent.pauses().stream().skip(5).allMatch(pause -> pause.equals(ofMinutes(15))));
        assertFalse(agent.hasEnded());
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIALS_REFUSED", "GIVEN_TOKEN_REJECTED"})
    void refused_credentials_are_tried_after_2_minutes_5_and_15(Trouble kind) {
        agent.run(60);
        agent.valid.clear();
        agent.loginFailure = () -> Optional.of(failure(kind));
        agent.forget();
        agent.run(ofHours(2));

        List<Duration> pauses = agent.pauses();
        assertTrue(isAbout(ofMinutes(2), pauses.get(0)), pauses.toString());
        assertTrue(isAbout(ofMinutes(5), pauses.get(1)), pauses.toString());
        assertTrue(pauses.stream().skip(2).allMatch(pause -> isAbout(ofMinutes(15), pause)), pauses.toString());
        assertEquals(Optional.of(new Token("token1")), agent.file);
        assertEquals(List.of(kind), agent.began());
    }

    @Test
    void a_changed_secret_file_is_tried_at_once() {
        agent.run(60);
        agent.valid.clear();
        agent.loginFailure = () -> Optional.of(failure(Trouble.CREDENTIALS_REFUSED));
        agent.run(ofHours(2));
        agent.loginFailure = Optional::empty;
        agent.settingsChanged = true;
        agent.forget();
        agent.run(3);

        assertEquals(1, agent.logins.size());
        assertEquals(List.of(Trouble.CREDENTIALS_REFUSED), agent.ended());
    }

    @Test
    void a_changed_file_cures_a_check_at_once_too() {
        agent.run(60);
        agent.checkFailure = () -> Optional.of(failure(Trouble.TLS));
        agent.run(ofMinutes(30));
        agent.checkFailure = Optional::empty;
        agent.settingsChanged = true;
        agent.forget();
        agent.run(3);

        assertEquals(1, agent.checks.size());
        assertEquals(List.of(Trouble.TLS), agent.ended());
    }

    @Test
    void a_changed_file_hurries_nothing_that_only_time_cures() {
        agent.run(60);
        agent.valid.clear();
        agent.loginFailure = () -> Optional.of(failure(Trouble.LOCKED));
        agent.run(ofHours(2));
        agent.checkFailure = () -> Optional.of(failure(Trouble.UNREACHABLE));
        agent.run(ofMinutes(16));
        agent.settingsChanged = true;
        agent.forget();
        agent.run(12);

        assertEquals(List.of(), agent.logins);
        assertTrue(agent.checks.size() <= 1, agent.checks.toString());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CREDENTIALS_REFUSED", "SECOND_FACTOR", "NOT_A_PORTAL", "PROXY", "USER_DISABLED", "ADDRESS_NOT_ALLOWED",
                "NOT_PERMITTED", "SUBSCRIPTION", "NO_SUCH_PORTAL", "SUSPENDED", "TLS", "SETTING", "GIVEN_TOKEN_REJECTED",
                "TOKEN_FILE_NOT_WRITABLE", "UNEXPECTED"})
    void what_a_person_must_change_ends_it_before_the_first_proved_token_and_never_later(Trouble kind) {
        agent.loginFailure = () -> Optional.of(failure(kind));
        agent.run(60);
        assertTrue(agent.hasEnded());
        assertEquals(List.of(), agent.notices, "the end itself is told");

        Simulation later = new Simulation();
        later.run(60);
        later.loginFailure = agent.loginFailure;
        later.valid.clear();
        later.run(ofDays(1));
        assertFalse(later.hasEnded());
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "PORTAL_FAILED", "MAINTENANCE", "RATE_LIMITED", "NOT_SET_UP", "LOCKED",
        "FRESH_TOKEN_REJECTED", "TOKEN_TOO_SHORT", "TOKEN_FILE_CHANGED"})
    void all_else_never_ends_it(Trouble kind) {
        agent.loginFailure = () -> Optional.of(failure(kind));
        agent.run(ofDays(1));

        assertFalse(agent.hasEnded());
    }

    @Test
    void a_token_that_was_found_is_enough_to_live_on() {
        agent.file = Optional.of(agent.another("found"));
        agent.loginFailure = () -> Optional.of(failure(Trouble.CREDENTIALS_REFUSED));
        agent.run(60);
        agent.valid.clear();
        agent.run(ofDays(1));

        assertFalse(agent.hasEnded());
    }

    @ParameterizedTest
    @EnumSource(names = {"SECOND_FACTOR", "NOT_A_PORTAL", "USER_DISABLED", "SUBSCRIPTION", "NO_SUCH_PORTAL", "TLS"})
    void later_what_a_person_must_change_is_tried_with_waits_up_to_15_minutes(Trouble kind) {
        agent.run(60);
        agent.valid.clear();
        agent.loginFailure = () -> Optional.of(failure(kind));
        agent.run(ofHours(2));
        agent.forget();
        agent.run(ofDays(1));

        assertTrue(agent.pauses().stream().allMatch(pause -> pause.compareTo(ofMinutes(7)) > 0
                && pause.compareTo(ofMinutes(15)) <= 0), agent.pauses().toString());
    }

    @Test
    void an_address_that_is_not_allowed_is_tried_each_hour() {
        agent.run(60);
        agent.valid.clear();
        agent.loginFailure = () -> Optional.of(failure(Trouble.ADDRESS_NOT_ALLOWED));
        agent.run(ofMinutes(2));
        agent.forget();
        agent.run(ofHours(10));

        assertTrue(agent.logins.size() >= 9 && agent.logins.size() <= 10, agent.logins.toString());
    }

    // Fresh tokens that are of no use.

    @Test
    void fresh_tokens_that_are_rejected_cost_at_most_one_login_a_minute_and_then_less() {
        agent.accepts = token -> false;
        agent.run(ofHours(2));

        assertTrue(agent.pauses().get(0).compareTo(ofMinutes(1)) >= 0);
        assertTrue(agent.logins.size() < 15, agent.logins.size() + " logins");
        assertEquals(List.of(Trouble.FRESH_TOKEN_REJECTED), agent.began());
        assertEquals(Optional.empty(), agent.file, "no unproved token is handed over");
    }

    @Test
    void tokens_that_live_for_two_seconds_cost_at_most_one_login_a_minute_and_then_less() {
        agent.lifetime = ofSeconds(2);
        agent.accepts = token -> agent.logins.get(agent.logins.size() - 1).plusSeconds(2).compareTo(agent.now) > 0;
        agent.run(ofHours(2));

        assertTrue(agent.pauses().get(0).compareTo(ofMinutes(1)) >= 0);
        assertTrue(agent.logins.size() < 15, agent.logins.size() + " logins");
        agent.lifetime = ofHours(1);
        agent.accepts = token -> true;
        agent.run(ofMinutes(17));
        assertEquals(List.of(Trouble.TOKEN_TOO_SHORT), agent.ended());
    }

    // Files of the settings.

    @Test
    void a_missing_secret_file_posts_nothing_and_is_taken_up_when_it_is_back() {
        agent.run(60);
        agent.valid.clear();
        agent.loginFailure = () -> Optional.of(new Failure(Trouble.SETTING, "no such file", Optional.empty(), false));
        agent.run(ofHours(1));
        assertEquals(1, agent.logins.size());
        agent.loginFailure = Optional::empty;
        agent.run(10);

        assertEquals(2, agent.logins.size());
        assertEquals(List.of(Trouble.SETTING), agent.began());
        assertEquals(List.of(Trouble.SETTING), agent.ended());
    }

    @Test
    void a_changed_key_is_read_again_while_the_old_one_is_good() {
        agent.origin = Origin.GIVEN;
        agent.lifetime = null;
        agent.run(60);
        agent.settingsChanged = true;
        agent.run(60);

        assertEquals(Optional.of(new Token("token2")), agent.file);
    }

    @Test
    void a_changed_password_is_no_reason_to_sign_in_while_the_token_is_good() {
        agent.run(60);
        agent.settingsChanged = true;
        agent.run(60);

        assertEquals(1, agent.logins.size());
    }

    // The token file.

    @Test
    void a_deleted_token_file_is_written_again_at_the_next_look() {
        agent.run(60);
        agent.forget();
        agent.file = Optional.empty();
        agent.run(10);

        assertEquals(Optional.of(new Token("token1")), agent.file);
        assertChanged("it is missing");
        assertEquals(List.of(Trouble.TOKEN_FILE_CHANGED), agent.ended());
        assertEquals(List.of(), agent.logins);
    }

    @Test
    void an_overwritten_token_file_is_written_again_at_the_next_look() {
        agent.run(60);
        agent.isForeign = true;
        agent.run(10);

        assertFalse(agent.isForeign);
        assertChanged("another program has changed it");
        assertEquals(1, agent.logins.size());
    }

    @Test
    void another_agents_good_token_is_adopted() {
        agent.run(60);
        agent.file = Optional.of(agent.another("theirs"));
        agent.fileExpires = Optional.empty();
        agent.forget();
        agent.run(ofHours(1));

        assertEquals(Optional.of(new Token("theirs")), agent.file);
        assertEquals(List.of(), agent.logins);
        assertEquals(List.of(), agent.writes);
        assertEquals(new Token("theirs"), agent.step.state().held().orElseThrow().token());
    }

    @Test
    void a_token_in_the_file_that_the_portal_rejects_is_replaced_by_the_good_one() {
        agent.run(60);
        agent.file = Optional.of(new Token("garbage"));
        agent.checks.clear();
        agent.run(60);

        assertEquals(Optional.of(new Token("token1")), agent.file);
        assertTrue(agent.checks.size() <= 3, "it is asked of once");
        assertChanged("it holds a token that the portal rejects");
    }

    @Test
    void another_agents_token_saves_a_login_when_ours_is_revoked() {
        agent.run(60);
        agent.valid.clear();
        agent.file = Optional.of(agent.another("theirs"));
        agent.fileExpires = Optional.empty();
        agent.forget();
        agent.run(ofHours(1));

        assertEquals(List.of(), agent.logins);
    }

    @Test
    void an_older_token_that_is_put_back_is_not_adopted() {
        agent.run(ofMinutes(55));
        assertEquals(Optional.of(new Token("token2")), agent.file);
        agent.file = Optional.of(new Token("token1"));
        agent.run(10);

        assertEquals(Optional.of(new Token("token2")), agent.file);
        assertChanged("it holds an older token");
    }

    private void assertChanged(String what) {
        assertEquals(List.of(what), agent.notices.stream()
                .filter(notice -> notice instanceof Notice.Began began && began.kind() == Trouble.TOKEN_FILE_CHANGED)
                .map(notice -> ((Notice.Began) notice).what()).toList());
    }

    @Test
    void a_full_disk_costs_no_login_and_the_good_token_is_written_later() {
        agent.writeFailure = () -> Optional.of(failure(Trouble.TOKEN_FILE_NOT_WRITABLE));
        agent.run(ofMinutes(40));
        assertEquals(1, agent.logins.size());
        assertTrue(agent.writes.size() > 5 && agent.writes.size() < 30, agent.writes.size() + " writes");
        agent.writeFailure = Optional::empty;
        agent.run(ofMinutes(5));

        assertEquals(1, agent.logins.size());
        assertEquals(Optional.of(new Token("token1")), agent.file);
        assertEquals(List.of(Trouble.TOKEN_FILE_NOT_WRITABLE), agent.began());
        assertEquals(List.of(Trouble.TOKEN_FILE_NOT_WRITABLE), agent.ended());
    }

    @Test
    void while_the_file_cannot_be_written_the_old_token_in_it_is_not_adopted_again() {
        agent.run(60);
        agent.writeFailure = () -> Optional.of(failure(Trouble.TOKEN_FILE_NOT_WRITABLE));
        agent.run(ofMinutes(60));

        assertEquals(new Token("token2"), agent.step.state().held().orElseThrow().token());
        assertEquals(Optional.of(new Token("token1")), agent.file);
        assertFalse(agent.step.state().isReady(agent.now));
    }

    // What is asked from outside.

    @Test
    void a_request_to_prove_is_done_at_once_and_renews_only_if_need_be() {
        Simulation lazy = new Simulation(policy(ofDays(300)), 1);
        lazy.lifetime = null;
        lazy.run(ofHours(1));
        lazy.forget();
        lazy.ask();
        lazy.run(1);
        assertEquals(1, lazy.checks.size());
        assertEquals(0, lazy.logins.size());
        lazy.valid.clear();
        lazy.ask();
        lazy.run(1);

        assertEquals(1, lazy.logins.size());
    }

    @Test
    void requests_to_prove_break_no_floor() {
        for (int i = 0; i < 600; i++) {
            agent.valid.clear();
            agent.ask();
            agent.run(Duration.ofMillis(100));
        }

        assertTrue(agent.pauses().stream().allMatch(pause -> pause.compareTo(ofSeconds(30)) >= 0), agent.pauses().toString());
        assertTrue(agent.checks.size() <= 61, agent.checks.size() + " checks");
    }

    @Test
    void of_two_places_the_one_that_lacks_the_token_gets_it_without_a_login() {
        agent.run(60);
        agent.forget();
        agent.isEverywhere = false;
        agent.run(120);

        assertTrue(agent.isEverywhere);
        assertEquals(1, agent.writes.size());
        assertEquals(0, agent.logins.size());
    }

    @Test
    void a_token_that_one_of_two_places_holds_at_the_start_goes_to_the_other() {
        agent.file = Optional.of(agent.another("theirs"));
        agent.fileExpires = Optional.of(Simulation.PORTAL_START.plus(ofDays(1)));
        agent.isEverywhere = false;
        agent.run(10);

        assertTrue(agent.isEverywhere);
        assertEquals(Optional.of(new Token("theirs")), agent.file);
        assertEquals(0, agent.logins.size());
    }

    @Test
    void an_expiry_that_comes_with_the_proof_is_that_of_the_token_and_renews_nothing_that_is_given() {
        agent.origin = Origin.GIVEN;
        agent.lifetime = null;
        agent.provedExpires = Optional.of(Simulation.PORTAL_START.plus(ofHours(2)));
        agent.run(ofHours(1));

        assertEquals(agent.provedExpires, agent.fileExpires);
        assertEquals(1, agent.logins.size());
        agent.valid.clear();
        agent.run(ofMinutes(2));
        assertEquals(2, agent.logins.size(), "it is read again once it is over");
    }

    @Test
    void the_clock_of_the_portal_may_jump() {
        agent.run(60);
        AgentMachine machine = new AgentMachine(policy(ofMinutes(1)), () -> 0.5);
        Instant far = Simulation.PORTAL_START.plus(ofDays(1000));
        AgentMachine.Step step = machine.step(agent.step.state(),
                new AgentEvent.Proved(new Token("token1"), far, Optional.empty()),
                agent.now);

        assertTrue(step.state().isReady(agent.now), "what the portal accepts is good");
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = Mode.EXCLUDE, names = {"TOKEN_FILE_CHANGED"})
    void trouble_says_since_when_and_when_it_is_tried_next(Trouble kind) {
        agent.run(60);
        agent.valid.clear();
        agent.forget();
        agent.loginFailure = () -> Optional.of(failure(kind));
        agent.run(120);

        Notice.Began began = (Notice.Began) agent.notices.get(1);
        assertEquals(kind, began.kind());
        assertTrue(began.since().compareTo(began.next()) < 0);
        assertFalse(began.good());
    }

    private static boolean isAbout(Duration expected, Duration seen) {
        return seen.compareTo(expected) >= 0 && seen.compareTo(expected.multipliedBy(112).dividedBy(100)) <= 0;
    }
}
