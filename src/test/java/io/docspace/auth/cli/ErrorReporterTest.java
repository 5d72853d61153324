package io.docspace.auth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.config.Verbosity;
import io.docspace.auth.portal.Credentials;
import io.docspace.auth.time.RunClock;
import io.docspace.auth.token.TokenWriteException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.channels.AsynchronousCloseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a user reads of a defect. */
class ErrorReporterTest {
    @Test
    void a_defect_tells_its_kind_and_place_and_nothing_of_the_request() {
        RuntimeException defect = new IllegalStateException(Credentials.withPassword("anna", "MARKERpassword") + " MARKERtoken",
                new IllegalArgumentException("MARKERpassword\n\u001b[31m"));

        String told = told(defect);

        assertFalse(told.contains("MARKER"), told);
        assertTrue(told
                .startsWith(
                        "docspace-auth: unexpected error: java.lang.IllegalArgumentException at io.docspace.auth.cli.ErrorReporterTest"
                                + ".a_defect_tells_its_kind_and_place_and_nothing_of_the_request("),
                told);
        assertEquals(2, told.lines().count(), told);
    }

    @Test
    void no_control_character_reaches_the_terminal() {
        String told = told(new TokenWriteException("a\u001b[31mb\r\nc\u009b\u202ed", null));

        assertEquals("docspace-auth: a [31mb c d\n", told);
    }

    @Test
    void a_setting_of_the_framework_is_named_without_its_value() {
        assertEquals(
                "docspace-auth: the value of quarkus.rest-client.docspace.read-timeout cannot be used; correct or remove it\n",
                toldAtStart("SRCFG00039: The config property quarkus.rest-client.docspace.read-timeout with the config value"
                        + " \"MARKER\" threw an Exception whilst being converted SRCFG00029: Expected a long value, got \"MARKER\""));
    }

    @Test
    void a_setting_of_ours_that_stops_the_framework_is_told_as_ever() {
        assertEquals("docspace-auth: --x is wrong\n",
                toldAtStart(2, new IllegalStateException(new SettingException("--x is wrong"))));
    }

    @Test
    void a_key_store_that_cannot_be_read_is_told_without_its_password() {
        IllegalStateException failure = new IllegalStateException("MARKER");
        failure.setStackTrace(new StackTraceElement[]{new StackTraceElement("io.quarkus.tls.runtime.Some", "load", null, 1)});

        assertEquals(
                "docspace-auth: a quarkus.tls.* setting cannot be used; check that its file exists and its type and password"
                        + " are right\n",
                toldAtStart(2, failure));
    }

    @Test
    void what_else_stops_the_framework_is_a_defect() {
        RuntimeException failure = new IllegalArgumentException("MARKER");
        failure.setStackTrace(new StackTraceElement[0]);

        assertEquals("docspace-auth: unexpected error: java.lang.IllegalArgumentException; this is a bug, please report it\n",
                toldAtStart(1, failure));
    }

    @Test
    void verbose_quotes_the_jdk_and_nobody_else() {
        Exception known = new ConnectException("refused");
        known.initCause(new AsynchronousCloseException().initCause(new IllegalStateException("MARKER")));

        assertEquals("""
                docspace-auth: no
                docspace-auth: caused by java.net.ConnectException: refused
                docspace-auth: caused by java.nio.channels.AsynchronousCloseException
                docspace-auth: caused by java.lang.IllegalStateException
                """, told(new TokenWriteException("no", known)));
    }

    @Test
    void verbose_quotes_nobody_beside_a_secret_that_is_too_short_to_be_found() {
        assertEquals("docspace-auth: no\ndocspace-auth: caused by java.net.ConnectException\n",
                told(Map.of("DOCSPACE_PASSWORD", "abc"), new TokenWriteException("no", new ConnectException("refused"))));
    }

    private static String toldAtStart(String message) {
        return toldAtStart(2, new IllegalStateException(new ConfigurationException(message)));
    }

    private static String toldAtStart(int code, Throwable failure) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        assertEquals(code, new ErrorReporter(telling(told, Map.of())).reportStart(failure));
        return told.toString(UTF_8);
    }

    /** With {@code --verbose}. */
    private static String told(RuntimeException failure) {
        return told(Map.of(), failure);
    }

    private static String told(Map<String, String> environment, RuntimeException failure) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        new ErrorReporter(telling(told, environment).with(Verbosity.VERBOSE)).reportRun(failure);
        return told.toString(UTF_8);
    }

    private static Invocation telling(ByteArrayOutputStream told, Map<String, String> environment) {
        return Invocation.within(RunClock.real(), List.of(), environment, InputStream.nullInputStream(), new PrintStream(told),
                told,
                code -> {});
    }
}
