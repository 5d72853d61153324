package io.docspace.auth.portal;

import io.docspace.auth.portal.PortalException.Problem;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Makes one line for the user of whatever went wrong between here and the portal. */
final class Faults {
    /** Characters of a portal's message that are quoted. */
    private static final int QUOTED = 200;

    private Faults() {}

    /** @param tried such as "signing in" */
    static PortalException explain(String tried, RuntimeException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortalException known) {
                return known;
            }
            if (cause instanceof ErrorAnswer answer) {
                return refusal(tried, answer);
            }
            if (cause instanceof MalformedAnswer malformed) {
                return notAPortal(tried, malformed.getMessage());
            }
            if (cause instanceof SSLException) {
                return new PortalException(Problem.TLS, tried + ": TLS failed (" + line(cause.getMessage())
                        + "); check the portal's certificate and its address", fault);
            }
        }
        return unreachable(tried, fault);
    }

    /** What the portal said, in its own language and on one line: {@code : "…"}, or nothing. */
    static String quoted(String portalMessage) {
        String line = line(portalMessage);
        return line.isBlank() ? "" : ": \"" + line + "\"";
    }

    private static PortalException refusal(String tried, ErrorAnswer answer) {
        int status = answer.status();
        String said = " (" + status + ")" + answer.portalMessage().map(Faults::quoted).orElse("");
        if (status == 401) {
            return new PortalException(Problem.CREDENTIALS_REFUSED, tried + ": the portal refused the user name or the password"
                    + said + "; check both before trying again, since five failures in a minute lock the account", answer);
        }
        if (status == 403) {
            return new PortalException(Problem.REFUSED_FOR_NOW, tried + ": the portal refuses for now" + said
                    + "; locked after too many attempts (wait a minute), user disabled, address not allowed, or portal"
                    + " under maintenance: an administrator can tell", answer);
        }
        if (status == 429) {
            return new PortalException(Problem.REFUSED_FOR_NOW, tried + ": the portal gets too many requests" + said
                    + "; try again later", answer);
        }
        if (status >= 500) {
            return new PortalException(Problem.UNREACHABLE, tried + ": the portal or its proxy failed" + said
                    + "; try again when it is up", answer);
        }
        if (status >= 300 && status < 400) {
            String target = answer.location().map(Faults::address).orElse("nowhere");
            return new PortalException(Problem.NOT_A_PORTAL, tried + ": redirected to " + target + " (" + status
                    + "), which is not followed with a password at hand; if that is the portal, give it as --base-url", answer);
        }
        return notAPortal(tried, "status" + said);
    }

    private static PortalException notAPortal(String tried, String whatCame) {
        return new PortalException(Problem.NOT_A_PORTAL, tried + ": what answers there is not a DocSpace portal, it sent "
                + whatCame + "; check --base-url", null);
    }

    private static PortalException unreachable(String tried, RuntimeException fault) {
        return new PortalException(Problem.UNREACHABLE,
                tried + ": portal not reachable (" + reason(fault) + "); check --base-url and the network", fault);
    }

    private static String reason(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "host name not found";
            }
            if (cause instanceof NoRouteToHostException) {
                return "no route to host";
            }
            if (cause instanceof TimeoutException) {
                return "timed out";
            }
            if (cause instanceof ConnectException) {
                String message = String.valueOf(cause.getMessage());
                return message.contains("timed out") ? "connect timed out" : "connection refused";
            }
        }
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return line(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }

    /** Where a redirect leads, without what it might carry along: user, password, query. */
    private static String address(String location) {
        try {
            URI target = URI.create(location);
            return target.getHost() == null
                    ? line(target.getPath())
                    : line(target.getScheme() + "://" + target.getHost()
                            + (target.getPort() == -1 ? "" : ":" + target.getPort()) + target.getPath());
        } catch (IllegalArgumentException e) {
            return "an unreadable address";
        }
    }

    /** Others' text made safe for a terminal: no control characters, one line, cut. */
    private static String line(String text) {
        String cut = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
        return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
