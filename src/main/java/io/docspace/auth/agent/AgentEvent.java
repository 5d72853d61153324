package io.docspace.auth.agent;

import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.Optional;

/** An event that an agent sees: the result of its last action, or a request from outside. */
public sealed interface AgentEvent {
    /** The process has started. */
    record Started() implements AgentEvent {}

    /** Someone requests a check now (SIGHUP). */
    record Asked() implements AgentEvent {}

    /**
     * The files were looked at.
     *
     * @param file the token file
     * @param settingsChanged whether a file that a setting names has new content
     */
    record Looked(FileView file, boolean settingsChanged) implements AgentEvent {}

    /**
     * The portal accepts the token.
     *
     * @param at when the portal accepted it, by the portal's clock, by which tokens expire
     * @param expires the expiry, if the check returns it, as for an API key
     */
    record Proved(Token token, Instant at, Optional<Instant> expires) implements AgentEvent {}

    /** The portal rejects the token. */
    record Rejected(Token token) implements AgentEvent {}

    record CheckFailed(Failure failure) implements AgentEvent {}

    /**
     * A new token that has not been checked yet.
     *
     * @param expires empty if the portal does not know
     * @param origin {@link Origin#LOGIN} or {@link Origin#GIVEN}
     */
    record Granted(Token token, Optional<Instant> expires, Origin origin) implements AgentEvent {}

    record LoginFailed(Failure failure) implements AgentEvent {}

    /** The token file holds the token. */
    record Written() implements AgentEvent {}

    record NotWritten(Failure failure) implements AgentEvent {}

    /** Where a token came from. */
    enum Origin {
        /** A login of this process. */
        LOGIN,
        /** A setting. */
        GIVEN,
        /** The token file, written by another run. */
        FILE
    }

    /** What the token file contained at the last look. */
    sealed interface FileView {
        /**
         * A token of this run's portal, user and way to sign in.
         *
         * @param everywhere whether every place holds it, if the token goes to several
         */
        record Holds(Token token, Optional<Instant> expires, boolean everywhere) implements FileView {}

        record Missing() implements FileView {}

        /** The file cannot be read at the moment, so its content is unknown. */
        record Unknown() implements FileView {}

        /** Content that this run did not write and cannot use. */
        record Foreign() implements FileView {}
    }
}
