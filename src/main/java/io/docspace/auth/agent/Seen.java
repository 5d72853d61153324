package io.docspace.auth.agent;

import io.docspace.auth.token.Token;
import java.time.Instant;
import java.util.Optional;

/** What an agent has seen of the world: the result of what it did last, or a request from outside. */
public sealed interface Seen {
    /** The process has started. */
    record Started() implements Seen {}

    /** Somebody asks for a proof now (SIGHUP). */
    record Asked() implements Seen {}

    /**
     * The files were looked at.
     *
     * @param file the token file
     * @param settingsChanged whether a file that a setting names has new content
     */
    record Looked(FileView file, boolean settingsChanged) implements Seen {}

    /**
     * The portal accepts the token.
     *
     * @param at when the portal said so, by its own clock, which is the one that its tokens expire by
     * @param expires where the portal tells it with the proof, as it does of an API key
     */
    record Proved(Token token, Instant at, Optional<Instant> expires) implements Seen {}

    /** The portal plainly says no. */
    record Rejected(Token token) implements Seen {}

    record CheckFailed(Failure failure) implements Seen {}

    /**
     * A new token, not yet proved.
     *
     * @param expires empty where the portal does not know
     * @param origin {@link Origin#LOGIN} or {@link Origin#GIVEN}
     */
    record Granted(Token token, Optional<Instant> expires, Origin origin) implements Seen {}

    record LoginFailed(Failure failure) implements Seen {}

    /** The token file holds the token. */
    record Written() implements Seen {}

    record NotWritten(Failure failure) implements Seen {}

    /** Where a token came from. */
    enum Origin {
        /** A login of this process. */
        LOGIN,
        /** A setting. */
        GIVEN,
        /** The token file, where another run had left it. */
        FILE
    }

    /** What a look at the token file showed. */
    sealed interface FileView {
        /**
         * A token of this run's portal, user and way to sign in.
         *
         * @param everywhere whether each place holds it, where the token goes to more than one
         */
        record Holds(Token token, Optional<Instant> expires, boolean everywhere) implements FileView {}

        record Missing() implements FileView {}

        /** It cannot be looked at now, which says nothing of it. */
        record Unknown() implements FileView {}

        /** Something that this run did not write and cannot use. */
        record Foreign() implements FileView {}
    }
}
