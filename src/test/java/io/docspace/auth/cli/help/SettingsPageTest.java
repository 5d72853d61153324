package io.docspace.auth.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code ./mvnw test -Dtest=SettingsPageTest -Ddocs.write=true} writes the tables. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("docs/settings.md");

    @Test
    void the_page_shows_each_setting_as_the_list_says() throws IOException {
        String page = Files.readString(PAGE);
        String filled = SettingsPage.filled(page);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, filled);
        }

        assertEquals(filled, Boolean.getBoolean("docs.write") ? filled : page);
        for (Setting setting : Setting.values()) {
            assertTrue(filled.contains("| `" + setting.variable() + "` | `" + setting.property() + "` |"), setting.key());
        }
    }
}
