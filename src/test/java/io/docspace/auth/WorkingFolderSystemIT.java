package io.docspace.auth;

import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which files of the working folder a run opens: none. The JVM is told to keep its performance data to itself: for them it changes
 * into a folder of its own and back, which looks like that. Debian: {@code apt-get install strace}.
 */
class WorkingFolderSystemIT {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @TempDir
    Path traces;

    @Test
    void no_file_of_the_working_folder_is_opened() throws IOException {
        Path hostile = WorkingFolder.hostile(folder, "http://127.0.0.1:1");
        Path trace = traces.resolve("trace");

        Run run = Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token").env("DOCSPACE_PASSWORD", PASSWORD)
                .jvm("-XX:-UsePerfData").in(hostile)
                .runInShell("exec strace -f -qq -e trace=openat,open,openat2 -o " + trace + " \"$0\" \"$@\"");

        assertEquals(0, run.exitCode(), run.err());
        List<String> calls = Files.readAllLines(trace, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(calls.size() > 5, "strace has seen something");
        // The framework lists one folder, to warn of files that it does not read.
        List<String> suspicious = calls.stream().filter(call -> !call.contains("\"" + hostile + "/config\","))
                .filter(call -> call.contains(hostile.toString() + "/") || call.matches(".*(AT_FDCWD, |open\\()\"[^/].*"))
                .toList();
        assertEquals(List.of(), suspicious);
    }
}
