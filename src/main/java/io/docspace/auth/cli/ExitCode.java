package io.docspace.auth.cli;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.PortalException;
import io.docspace.auth.signin.RememberedRefusalException;
import io.docspace.auth.signin.SignOut.StillAcceptedException;
import io.docspace.auth.signin.TokenNotAcceptedException;
import io.docspace.auth.token.TokenWriteException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The exit codes, in the order of their numbers. {@code help exit-codes} and the README's table come from them. */
public enum ExitCode {
    OK("success: signed in, token proved and handed over"),
    UNEXPECTED("unexpected error: a bug"),
    USAGE("usage or configuration error"),
    CREDENTIALS_REFUSED("user name, password or code rejected"),
    SECOND_FACTOR("a second factor is required"),
    TOKEN_NOT_ACCEPTED("the portal rejects the token, or it expires too soon"),
    REFUSED("refused, do not retry soon: locked, disabled, suspended, daily limit"),
    UNREACHABLE("transient, retry later: not reachable, 5xx, maintenance, rate limit"),
    TLS("TLS: certificate or handshake"),
    NOT_A_PORTAL("the server is not a DocSpace portal, or a proxy in front of it answered"),
    NOT_WRITTEN("the token could not be written");

    private final String meaning;

    ExitCode(String meaning) {
        this.meaning = meaning;
    }

    /** The process's exit status. */
    @SuppressWarnings("EnumOrdinal")
    public int code() {
        return ordinal();
    }

    public String meaning() {
        return meaning;
    }

    /** The code of a failure; {@link #UNEXPECTED} for an unforeseen one. */
    static ExitCode of(Throwable failure) {
        if (failure instanceof SettingException) {
            return USAGE;
        }
        if (failure instanceof PortalException portal) {
            return values()[portal.problem().exitCode()];
        }
        if (failure instanceof RememberedRefusalException remembered) {
            return values()[remembered.exitCode()];
        }
        if (failure instanceof TokenNotAcceptedException) {
            return TOKEN_NOT_ACCEPTED;
        }
        if (failure instanceof StillAcceptedException) {
            return NOT_A_PORTAL;
        }
        return failure instanceof TokenWriteException ? NOT_WRITTEN : UNEXPECTED;
    }

    /** Code to meaning, as picocli's help takes it. */
    static Map<String, String> table() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(
                        code -> String.valueOf(code.code()), ExitCode::meaning, (a, b) -> a, LinkedHashMap::new));
    }
}
