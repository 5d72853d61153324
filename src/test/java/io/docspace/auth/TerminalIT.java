package io.docspace.auth;

import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person at a terminal, made by {@code script} of util-linux. */
class TerminalIT {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    /** Seconds before each answer. */
    private int thinks;

    @Test
    void asks_for_the_password_on_stderr_without_echo() throws Exception {
        assertEquals("Password for anna@example.com: \r\ncode 0\r\n echo ", talk(USER, PASSWORD));
    }

    @Test
    void asks_for_the_code_of_the_app_too() throws Exception {
        assertEquals("Password for app@example.com: \r\nCode from the authenticator app: \r\ncode 0\r\n echo ",
                talk("app@example.com", PASSWORD, "123456"));
    }

    @Test
    void asks_for_the_code_of_the_text_message_too() throws Exception {
        assertEquals("Password for sms@example.com: \r\nCode sent to +37*****99: \r\ncode 0\r\n echo ",
                talk("sms@example.com", PASSWORD, "123456"));
    }

    @Test
    void a_password_and_a_code_that_are_pasted_together_are_both_taken() throws Exception {
        assertEquals("Password for app@example.com: \r\nCode from the authenticator app: \r\ncode 0\r\n echo ",
                talk("app@example.com", PASSWORD + "\n123456"));
    }

    @Tag("patient")
    @Test
    void the_clock_of_the_deadline_stands_still_while_a_person_thinks() throws Exception {
        thinks = 65;

        assertEquals("Password for anna@example.com: \r\ncode 0\r\n echo ", talk(USER + " --timeout 1m", PASSWORD));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--no-input", "DOCSPACE_NO_INPUT=true", "docspace.no-input=true"})
    void a_job_with_a_terminal_and_without_a_person_is_not_asked(String setting) throws Exception {
        assertEquals("docspace-auth: the password is missing; set DOCSPACE_PASSWORD, --password-file or"
                + " --password-stdin\r\ncode 2\r\n", unasked(setting, USER, ""));
        assertEquals("docspace-auth: signing in: the portal requires a two-factor code from the authenticator app;"
                + " give it with --code, or give the TOTP secret with --totp-secret-file\r\ncode 4\r\n",
                unasked(setting, "app@example.com", PASSWORD));
    }

    private String login(String user) {
        return String.join(" ", Program.command()) + " --request-timeout 2m --base-url " + portal.baseUrl() + " -u " + user;
    }

    /** What the screen shows where nobody answers. */
    private String unasked(String setting, String user, String password) throws Exception {
        Path file = Files.writeString(folder.resolve("application.properties"), setting + "\n");
        boolean isKey = setting.startsWith("docspace.");
        boolean isOption = setting.startsWith("--");
        String line = login(user)
                + (isOption ? " " + setting : "") + "; echo code $?";
        ProcessBuilder script = new ProcessBuilder("script", "-qefc", line, "/dev/null").redirectErrorStream(true);
        if (!password.isEmpty()) {
            script.environment().put("DOCSPACE_PASSWORD", password);
        }
        if (isKey) {
            script.environment().put("DOCSPACE_CONFIG_FILE", file.toString());
        } else if (!isOption) {
            script.environment().put("DOCSPACE_NO_INPUT", "true");
        }
        Process process = script.start();
        String screen = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return screen;
    }

    /** What the screen shows where each question gets an answer; stdout is not the terminal. */
    private String talk(String user, String... answers) throws Exception {
        Path stdout = folder.resolve("stdout");
        String line = login(user)
                + " -o token >" + stdout + "; echo code $?; stty -a | grep -o ' echo '";
        Process script = new ProcessBuilder("script", "-qefc", line, "/dev/null").redirectErrorStream(true).start();
        StringBuilder screen = new StringBuilder();
        OutputStream keyboard = script.getOutputStream();

        for (String answer : answers) {
            readUntil(": ", script.getInputStream(), screen);
            TimeUnit.SECONDS.sleep(thinks);
            keyboard.write((answer + "\n").getBytes(UTF_8));
            keyboard.flush();
        }
        readUntil(" echo ", script.getInputStream(), screen);
        script.waitFor(10, TimeUnit.SECONDS);
        assertEquals(TOKEN + "\n", Files.readString(stdout));
        return screen.toString();
    }

    private static void readUntil(String awaited, InputStream from, StringBuilder screen) throws IOException {
        int start = screen.length();
        while (screen.indexOf(awaited, start) < 0) {
            int next = from.read();
            if (next < 0) {
                throw new AssertionError("ended with: " + screen);
            }
            screen.append((char) next);
        }
    }
}
