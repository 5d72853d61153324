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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A person at a terminal, made by {@code script} of util-linux. */
class TerminalIT {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @Test
    void asks_for_the_password_on_stderr_without_echo() throws Exception {
        Path stdout = folder.resolve("stdout");
        String line = String.join(" ", Program.command()) + " --base-url " + portal.baseUrl() + " -u " + USER
                + " -o token >" + stdout + "; echo code $?; stty -a | grep -o ' echo '";
        Process script = new ProcessBuilder("script", "-qefc", line, "/dev/null").redirectErrorStream(true).start();
        StringBuilder screen = new StringBuilder();

        readUntil("Password for " + USER + ": ", script.getInputStream(), screen);
        OutputStream keyboard = script.getOutputStream();
        keyboard.write((PASSWORD + "\n").getBytes(UTF_8));
        keyboard.flush();
        readUntil(" echo ", script.getInputStream(), screen);

        script.waitFor(10, TimeUnit.SECONDS);
        assertEquals("Password for anna@example.com: \r\ncode 0\r\n echo ", screen.toString());
        assertEquals(TOKEN + "\n", Files.readString(stdout));
    }

    private static void readUntil(String awaited, InputStream from, StringBuilder screen) throws IOException {
        while (screen.indexOf(awaited) < 0) {
            int next = from.read();
            if (next < 0) {
                throw new AssertionError("ended with: " + screen);
            }
            screen.append((char) next);
        }
    }
}
