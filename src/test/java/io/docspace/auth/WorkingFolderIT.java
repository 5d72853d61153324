package io.docspace.auth;

import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static io.docspace.auth.Portals.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is read from the working folder. */
class WorkingFolderIT {
    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @TempDir
    Path empty;

    @Test
    void a_hostile_working_folder_changes_no_byte() {
        try (RawPortal elsewhere = RawPortal.good()) {
            Path hostile = WorkingFolder.hostile(folder, elsewhere.url());

            Run there = signIn(portal).in(hostile).run();
            assertEquals(signIn(portal).in(empty).run(), there);
            assertEquals(new Run(0, "User is authenticated with token " + TOKEN + ".\n", ""), there);
            Run without = Program.with().in(hostile).run();
            assertEquals(Program.with().in(empty).run(), without);
            assertEquals(2, without.exitCode());
            assertEquals(0, elsewhere.connections());
            assertFalse(Files.exists(hostile.resolve("stolen")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "config", "relative/folder"})
    void a_relative_folder_of_configuration_counts_for_nothing(String relative) {
        try (RawPortal elsewhere = RawPortal.good()) {
            Path hostile = WorkingFolder.hostile(folder, elsewhere.url());

            Run run = Program.with("--base-url", portal.baseUrl(), "-u", USER, "-o", "token").in(hostile)
                    .env("XDG_CONFIG_HOME", relative).env("HOME", relative).env("DOCSPACE_PASSWORD", PASSWORD).run();
            assertEquals(new Run(0, TOKEN + "\n", ""), run);
        }
    }

    @Test
    void files_of_other_programs_do_not_matter() throws IOException {
        Files.writeString(folder.resolve(".env"), "PATH=C:\\users\\ursula\nUSER='CORP\\ursula'\n\u0000");
        Files.createDirectory(folder.resolve("config"));
        Files.write(folder.resolve("config/application.properties"), new byte[]{(byte) 0xff, (byte) 0xfe, 0});

        assertEquals(0, signIn(portal).in(folder).run().exitCode());
    }
}
