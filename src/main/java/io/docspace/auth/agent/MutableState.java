package io.docspace.auth.agent;

import io.docspace.auth.agent.AgentMachine.Step;
import io.docspace.auth.agent.AgentState.Candidate;
import io.docspace.auth.agent.AgentState.Held;
import io.docspace.auth.agent.AgentState.Schedules;
import io.docspace.auth.token.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A mutable {@link AgentState} during one step, with the notices of that step. */
abstract class MutableState {
    final Duration now;
    final List<Notice> notices = new ArrayList<>();

    Optional<Held> held;
    Optional<Candidate> candidate;
    boolean inFile;
    Optional<Token> announced;
    List<Token> replaced;
    Optional<Notice> lastNotice;
    boolean isReadAgain;
    Troubles troubles;
    Duration nextLook;
    Duration nextCheck;
    Duration nextLogin;
    Duration nextWrite;
    Optional<Duration> lastCheck;
    Optional<Duration> lastLogin;
    boolean ends;

    MutableState(AgentState state, Duration now) {
        this.now = now;
        held = state.held();
        candidate = state.candidate();
        inFile = state.inFile();
        announced = state.announced();
        replaced = state.replaced();
        lastNotice = state.lastNotice();
        isReadAgain = state.isReadAgain();
        troubles = state.troubles();
        Schedules times = state.times();
        nextLook = times.nextLook();
        nextCheck = times.nextCheck();
        nextLogin = times.nextLogin();
        nextWrite = times.nextWrite();
        lastCheck = times.lastCheck();
        lastLogin = times.lastLogin();
    }

    /** @param hasLooked whether the files were looked at just now */
    Step next(boolean hasLooked) {
        List<Notice> told = new ArrayList<>();
        for (Notice notice : notices) {
            if (lastNotice.filter(notice::repeats).isEmpty()) {
                told.add(notice);
            }
            lastNotice = Optional.of(notice);
        }
        AgentState state = new AgentState(held, candidate, inFile, announced, replaced, lastNotice, isReadAgain, troubles,
                new Schedules(nextLook, nextCheck, nextLogin, nextWrite, lastCheck, lastLogin));
        NextAction choice = ends ? new NextAction(new AgentAction.End(), now) : NextAction.of(state, hasLooked, now);
        return new Step(state, choice.action(), choice.at(), told);
    }
}
