package io.docspace.auth.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.docspace.auth.kubernetes.ApiFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Explains an API server's refusal, with the command that fixes it. Based on Kubernetes 1.34: a {@code Status} has no field for
 * the missing verb, so it is read from the message, which has not changed since 1.6.
 *
 * @param namespace of the Secret
 * @param name of the Secret
 */
record ApiErrors(String namespace, String name) {
    private static final Pattern FORBIDDEN = Pattern.compile("User \"([^\"]*)\" cannot (\\w+) resource");
    private static final Pattern ACCOUNT = Pattern.compile("system:serviceaccount:([^:]+):([^:]+)");
    private static final int QUOTED = 300;

    /** @param retryAfter the header, in seconds; null if there is none */
    ApiFailure refusal(int status, String body, String retryAfter) {
        String message = message(body);
        return switch (status) {
            case 401 -> fail("the API server does not accept the service account's token (401)",
                    "restart the pod to get a new one");
            case 403 -> forbidden(message);
            case 404 -> missing(status);
            case 409 -> new ApiFailure(Kind.CONFLICT, "the Secret was changed at the same time (409)", "run again", null);
            case 422 -> message.contains("immutable")
                    ? fail("the Secret " + full() + " is immutable (422)",
                            "delete it and create it again: kubectl delete secret -n " + namespace + " " + name + ", then "
                                    + create())
                    : fail("the API server rejected the Secret (422): " + message, "check the Secret");
            case 429 -> new ApiFailure(Kind.TOO_MANY, "the API server received too many requests (429)", "run again later",
                    seconds(retryAfter), null);
            case 500, 502, 503, 504 ->
                new ApiFailure(Kind.TRANSIENT, "the API server failed (" + status + ")" + quoted(message),
                        "run again later", seconds(retryAfter), null);
            default -> fail("the API server answered with status " + status + quoted(message),
                    "check KUBERNETES_SERVICE_HOST and the cluster");
        };
    }

    private ApiFailure forbidden(String message) {
        Matcher forbidden = FORBIDDEN.matcher(message);
        if (!forbidden.find()) {
            return message.contains("exceeded quota")
                    ? fail("a quota of the namespace is exceeded (403)" + quoted(message),
                            "raise it: kubectl describe quota -n " + namespace)
                    : fail("the API server forbids the request (403)" + quoted(message),
                            "ask the administrator of the cluster");
        }
        String verb = forbidden.group(2);
        if (verb.equals("create")) {
            // An apply needs the right to create only if there is nothing to patch.
            return missing(403);
        }
        Matcher account = ACCOUNT.matcher(forbidden.group(1));
        String subject = account.matches() ? "--serviceaccount=" + account.group(1) + ":" + account.group(2)
                : "--user=" + line(forbidden.group(1));
        return fail("the service account has no right to " + verb + " the Secret " + full() + " (403)",
                "check the name, or give it a Role: kubectl create role docspace-auth -n " + namespace
                        + " --verb=get,patch --resource=secrets --resource-name=" + name
                        + " and kubectl create rolebinding docspace-auth -n " + namespace + " --role=docspace-auth " + subject);
    }

    private ApiFailure missing(int status) {
        return fail("there is no Secret " + full() + " (" + status + ")", "apply the manifests again, or " + create());
    }

    private String create() {
        return "kubectl create secret generic -n " + namespace + " " + name;
    }

    private String full() {
        return namespace + "/" + name;
    }

    private static ApiFailure fail(String whatCame, String advice) {
        return new ApiFailure(Kind.FINAL, whatCame, advice, null);
    }

    /** An answer that no API server sends. */
    static ApiFailure notAnApiServer() {
        return fail("the server is not a Kubernetes API server", "check KUBERNETES_SERVICE_HOST");
    }

    /** No answer at all. */
    static ApiFailure unanswered(Throwable fault) {
        List<Throwable> causes = Stream.iterate(fault, cause -> cause != null, Throwable::getCause).limit(20).toList();
        boolean network = causes.stream().anyMatch(cause -> cause instanceof IOException && !(cause instanceof SSLException));
        var tls = causes.stream().filter(SSLException.class::isInstance).reduce((first, last) -> last);
        if (tls.isPresent() && !network && !String.valueOf(tls.get().getMessage()).contains("clos")) {
            return new ApiFailure(Kind.FINAL,
                    "TLS: the API server's certificate or handshake was rejected (" + line(root(causes)) + ")",
                    "check KUBERNETES_SERVICE_HOST and ca.crt of the service account", fault);
        }
        return new ApiFailure(Kind.TRANSIENT, "API server not reachable (" + reason(causes) + ")",
                "check KUBERNETES_SERVICE_HOST, and whether a NetworkPolicy blocks the pod", fault);
    }

    private static String root(List<Throwable> causes) {
        return String.valueOf(causes.get(causes.size() - 1).getMessage());
    }

    private static String reason(List<Throwable> causes) {
        for (Throwable cause : causes) {
            if (cause instanceof UnknownHostException) {
                return "host name not found";
            }
            if (cause instanceof NoRouteToHostException) {
                return "no route to host";
            }
            if (cause instanceof TimeoutException || cause instanceof io.smallrye.mutiny.TimeoutException) {
                return "timed out";
            }
            if (cause instanceof ConnectException) {
                return String.valueOf(cause.getMessage()).contains("timed out") ? "connect timed out" : "connection refused";
            }
        }
        return "connection closed";
    }

    private static Duration seconds(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,6}") ? Duration.ofSeconds(Integer.parseInt(retryAfter)) : null;
    }

    private static String quoted(String message) {
        return message.isEmpty() ? "" : ": \"" + message + "\"";
    }

    /** The message of a {@code Status}, on one line; empty for anything else. */
    private static String message(String body) {
        try (JsonParser json = new JsonFactory().createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("message")) {
                    return line(json.getText());
                }
                json.skipChildren();
            }
            return "";
        } catch (IOException notAStatus) {
            return "";
        }
    }

    private static String line(String text) {
        String cut = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
        return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
