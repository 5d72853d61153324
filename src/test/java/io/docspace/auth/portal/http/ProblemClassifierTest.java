package io.docspace.auth.portal.http;

import static io.docspace.auth.portal.http.PortalFailure.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.docspace.auth.portal.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which row of the table an answer gets, told without its language. The bodies are those of the contract. */
class ProblemClassifierTest {
    private static final String PROBLEM = "{\"type\":\"https://tools.ietf.org/html/rfc9110#section-15.5.4\",\"title\":\"X\","
            + "\"status\":STATUS,\"traceId\":\"00-1-2-00\"}";
    private static final String ERROR = "{\"error\":{\"message\":\"M\",\"type\":TYPE,\"stack\":null,\"hresult\":0},\"status\":1,"
            + "\"statusCode\":STATUS}";

    @ParameterizedTest(name = "{0} {1} with {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // wrong, locked, disabled
        "LOGIN     | 401 | ERROR                                   | WRONG_CREDENTIALS",
        "LOGIN     | 403 | ERROR                                   | LOCKED",
        "CODE      | 403 | ERROR                                   | LOCKED",
        "LOGIN     | 403 | {`error`:{`message`:`M`}}               | LOCKED",
        "LOGIN     | 403 | {`ERROR`:{`Message`:`M`,`Type`:` `}}    | LOCKED",
        "LOGIN     | 403 | ERROR System.InvalidOperationException  | USER_DISABLED",
        "LOGIN     | 403 | ERROR System.Exception                  | NOT_PERMITTED",
        "LOGIN     | 500 | {`error`:{`message`:`The user is disabled`,`type`:`System.Exception`}} | USER_DISABLED",
        "CODE      | 500 | {`error`:{`message`:`The user is disabled`,`type`:`System.Exception`}} | USER_DISABLED",
        "CHECK     | 500 | {`error`:{`message`:`The user is disabled`,`type`:`System.Exception`}} | SERVER_FAILED",
        "LOGIN     | 500 | ERROR System.Exception                  | SERVER_FAILED",
        // codes
        "CODE      | 401 | ERROR                                   | CODE_REFUSED",
        "LOGIN     | 400 | ERROR System.ArgumentOutOfRangeException | SMS_NOT_SENDABLE",
        "CODE      | 400 | ERROR System.ArgumentOutOfRangeException | REQUEST_REJECTED",
        "LOGIN     | 400 | ERROR System.ArgumentException          | REQUEST_REJECTED",
        "LOGIN     | 400 | {`response`:`The userName field is required.`} | REQUEST_REJECTED",
        "LOGIN     | 400 | PROBLEM                                 | REQUEST_REJECTED",
        "LOGIN     | 400 | <html>                                  | NOT_UNDERSTOOD",
        "LOGIN     | 400 | {`response`:1}                          | NOT_A_PORTAL",
        // the state of the portal
        "LOGIN     | 403 | PROBLEM                                 | MAINTENANCE",
        "CHECK     | 403 | PROBLEM                                 | MAINTENANCE",
        "LOGIN     | 404 | PROBLEM                                 | NO_SUCH_PORTAL",
        "CHECK_KEY | 500 | {`error`:{`message`:`Could not resolve current tenant :-(.`,`type`:`System.Exception`}} | NO_SUCH_PORTAL",
        "LOGIN     | 402 | {`status`:402,`title`:`Payment Required`} | SUBSCRIPTION",
        "CHECK_KEY | 402 | PROBLEM                                 | SUBSCRIPTION",
        "LOGIN     | 402 | <html>                                  | NOT_A_PORTAL",
        // an address that is not allowed, a key that may not
        "CHECK     | 403 | \"Access denied\"                       | ADDRESS_NOT_ALLOWED",
        "CHECK_KEY | 403 | Access denied                           | ADDRESS_NOT_ALLOWED",
        "LOGOUT    | 403 | \"Access denied\"                       | ADDRESS_NOT_ALLOWED",
        "SELF      | 403 | Access denied                           | ADDRESS_NOT_ALLOWED",
        "OAUTH_SIGNATURE | 403 | Access denied                     | ADDRESS_NOT_ALLOWED",
        "SETTINGS  | 403 | Access denied                           | PROXY_IN_FRONT",
        "OAUTH_TOKEN  | 403 | Access denied                        | PROXY_IN_FRONT",
        "OAUTH_REVOKE | 403 | Access denied                        | PROXY_IN_FRONT",
        "SELF      | 403 |                                         | NOT_PERMITTED",
        "SELF      | 403 | ERROR                                   | NOT_PERMITTED",
        "CHECK     | 403 | ERROR                                   | NOT_PERMITTED",
        "CHECK_JWT | 403 | ERROR System.InvalidOperationException  | SERVER_FAILED",
        "CHECK_JWT | 403 | ERROR                                   | NOT_PERMITTED",
        "CHECK_JWT | 500 | ERROR                                   | SERVER_FAILED",
        // tokens
        "CHECK_KEY | 401 |                                         | TOKEN_REJECTED",
        "CHECK_KEY | 401 | ERROR                                   | TOKEN_REJECTED",
        "SELF      | 401 |                                         | TOKEN_REJECTED",
        "LOGOUT    | 401 | ERROR                                   | TOKEN_REJECTED",
        // OAuth
        "OAUTH_TOKEN  | 401 | {`error`:`invalid_client`}           | OAUTH_CLIENT",
        "OAUTH_TOKEN  | 400 | {`error`:`invalid_scope`}            | OAUTH_SCOPE",
        "OAUTH_TOKEN  | 403 | {`error`:`access_denied`}            | OAUTH_GUEST",
        "OAUTH_TOKEN  | 400 | {`error`:`unauthorized_client`}      | OAUTH_NOT_ALLOWED",
        "OAUTH_TOKEN  | 500 | {`error`:`server_error`}             | SERVER_FAILED",
        "OAUTH_TOKEN  | 503 | {`error`:`temporarily_unavailable`}  | SERVER_FAILED",
        "OAUTH_REVOKE | 400 | {`error`:`invalid_request`}          | OAUTH_REFUSED",
        "LOGIN        | 400 | {`error`:`invalid_client`}           | NOT_A_PORTAL",
        // proxies and firewalls
        "LOGIN     | 401 | {}                                      | PROXY_IN_FRONT",
        "LOGIN     | 401 | <html>                                  | PROXY_IN_FRONT",
        "LOGIN     | 401 |                                         | PROXY_IN_FRONT",
        "LOGIN     | 401 | {`error`:`login_required`}              | PROXY_IN_FRONT",
        "LOGIN     | 401 | {`error`:{`code`:401}}                  | PROXY_IN_FRONT",
        "LOGIN     | 401 | {`error`:{`message`:`M`},`statusCode`:403} | PROXY_IN_FRONT",
        "LOGIN     | 401 | {`error`:{`message`:`M`                 | PROXY_IN_FRONT",
        "CODE      | 401 | {}                                      | PROXY_IN_FRONT",
        "CHECK     | 401 | ERROR                                   | PROXY_IN_FRONT",
        "CHECK     | 401 |                                         | PROXY_IN_FRONT",
        "CHECK_JWT | 401 |                                         | PROXY_IN_FRONT",
        "CHECK_KEY | 401 | {}                                      | PROXY_IN_FRONT",
        "SELF      | 401 | {}                                      | PROXY_IN_FRONT",
        "LOGOUT    | 401 | {}                                      | PROXY_IN_FRONT",
        "SETTINGS  | 401 | ERROR                                   | PROXY_IN_FRONT",
        "LOGIN     | 403 | <html>                                  | PROXY_IN_FRONT",
        "LOGIN     | 403 |                                         | PROXY_IN_FRONT",
        "LOGIN     | 403 | {}                                      | PROXY_IN_FRONT",
        "LOGIN     | 403 | Access denied                           | PROXY_IN_FRONT",
        "LOGIN     | 403 | {`type`:`https://developers.example.com/1020`,`title`:`Access denied`,`status`:403} | PROXY_IN_FRONT",
        "LOGIN     | 403 | {`title`:`X`,`status`:404,`traceId`:`0`} | PROXY_IN_FRONT",
        "CHECK     | 403 | <html>                                  | PROXY_IN_FRONT",
        "CHECK     | 403 |                                         | PROXY_IN_FRONT",
        "LOGIN     | 407 |                                         | PROXY_PASSWORD",
        // ingress controllers without a backend
        "LOGIN     | 404 | 404 page not found                      | INGRESS_WITHOUT_PORTAL",
        "LOGIN     | 404 | default backend - 404                   | INGRESS_WITHOUT_PORTAL",
        "LOGIN     | 404 | {`message`:`no Route matched with those values`} | INGRESS_WITHOUT_PORTAL",
        "LOGIN     | 404 | {`message`:`no Route matched with those values`,`request_id`:`1`} | INGRESS_WITHOUT_PORTAL",
        "LOGIN     | 404 | {`error_msg`:`404 Route Not Found`}     | INGRESS_WITHOUT_PORTAL",
        "LOGIN     | 404 | response 404 (backend NotFound), service rules for the path non-existent | INGRESS_WITHOUT_PORTAL",
        "LOGIN     | 404 | <html>                                  | NOT_A_PORTAL",
        "LOGIN     | 404 |                                         | NOT_A_PORTAL",
        "LOGIN     | 404 | ERROR                                   | NOT_A_PORTAL",
        "LOGIN     | 404 | {}                                      | NOT_A_PORTAL",
        "LOGIN     | 404 | not 404 page not found                  | NOT_A_PORTAL",
        "LOGIN     | 410 | 404 page not found                      | NOT_A_PORTAL"
    })
    void a_row(Step step, int status, String body, Problem problem) {
        assertEquals(problem, ProblemClassifier.problem(step, error(status, body(status, body))));
    }

    private static String body(int status, String name) {
        String text = name == null ? "" : name.replace('`', '"');
        if (text.startsWith("ERROR")) {
            String type = text.substring("ERROR".length()).strip();
            return ERROR.replace("STATUS", String.valueOf(status)).replace("TYPE",
                    type.isEmpty() ? "null" : "\"" + type + "\"");
        }
        return text.equals("PROBLEM") ? PROBLEM.replace("STATUS", String.valueOf(status)) : text;
    }

    @Test
    void the_page_of_ingress_nginx_names_no_version_and_that_of_a_web_server_does() {
        String page = String.join("\r\n", "<html>", "<head><title>404 Not Found</title></head>", "<body>",
                "<center><h1>404 Not Found</h1></center>", "<hr><center>nginx</center>", "</body>", "</html>", "");

        assertEquals(Problem.INGRESS_WITHOUT_PORTAL, ProblemClassifier.problem(Step.LOGIN, error(404, page)));
        assertEquals(Problem.NOT_A_PORTAL,
                ProblemClassifier.problem(Step.LOGIN, error(404, page.replace("nginx<", "nginx/1.26<"))));
    }

    @ParameterizedTest
    @CsvSource({"envoy, INGRESS_WITHOUT_PORTAL", "istio-envoy, INGRESS_WITHOUT_PORTAL", "awselb/2.0, INGRESS_WITHOUT_PORTAL",
        "nginx, NOT_A_PORTAL"})
    void some_gateways_say_nothing_but_their_name(String server, Problem problem) {
        assertEquals(problem, ProblemClassifier.problem(Step.LOGIN, error(404, "", "Server", server)));
        assertEquals(Problem.NOT_A_PORTAL, ProblemClassifier.problem(Step.LOGIN, error(404, "<html>", "Server", server)));
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void who_wants_a_sign_in_of_its_own_is_no_portal_whatever_it_says(Step step) {
        for (String body : new String[]{"", body(401, "ERROR")}) {
            assertEquals(Problem.PROXY_IN_FRONT,
                    ProblemClassifier.problem(step, error(401, body, "WWW-Authenticate", "Basic")));
        }
    }

    @Test
    void who_wants_nothing_by_an_empty_header_may_be_the_portal() {
        assertEquals(Problem.WRONG_CREDENTIALS,
                ProblemClassifier.problem(Step.LOGIN, error(401, body(401, "ERROR"), "WWW-Authenticate", " ")));
    }

    @ParameterizedTest
    @CsvSource({"1500, RATE_LIMIT_WINDOW", "15, RATE_LIMIT_AT_ONCE", "50, RATE_LIMIT_AT_ONCE", "10000, RATE_LIMIT_DAY",
        "100, RATE_LIMIT", "many, RATE_LIMIT", ", RATE_LIMIT"})
    void the_number_of_a_rate_limit_tells_which_it_is(String limit, Problem problem) {
        assertEquals(problem, ProblemClassifier.problem(Step.LOGIN, error(429, "", "X-RateLimit-Limit", limit)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530})
    void what_passes_by_itself(int status) {
        assertEquals(Problem.SERVER_FAILED, ProblemClassifier.problem(Step.LOGIN, error(status, "<html>")));
    }

    @Test
    void no_other_status_is_retried_whatever_its_body() {
        for (int status = 100; status < 1000; status++) {
            boolean known = status == 200 || status == 201 || status == 429 || status == 408
                    || (status >= 500 && status <= 530);
            for (String body : new String[]{"", "{}", "<html>", "text", body(status, "ERROR"), "[".repeat(10)}) {
                Problem problem = ProblemClassifier.problem(Step.LOGIN, error(status, body));
                if (!known) {
                    assertFalse(problem.isTransient(), status + " " + body);
                }
            }
        }
        for (int status : new int[]{501, 505, 511, 519, 528, 529, 599, 600, 999}) {
            assertEquals(Problem.NOT_A_PORTAL, ProblemClassifier.problem(Step.LOGIN, error(status, "")));
        }
    }

    @Test
    void code_7_is_what_is_retried_and_nothing_else_is() {
        for (Problem problem : Problem.values()) {
            assertEquals(problem.exitCode() == 7, problem.isTransient(), problem.name());
        }
    }
}
