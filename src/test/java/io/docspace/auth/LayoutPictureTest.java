package io.docspace.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture of the packages in {@code CONTRIBUTING.md}, against what the classes import. */
class LayoutPictureTest {
    private static final Path PACKAGES = Path.of("src", "main", "java", "io", "docspace", "auth");
    private static final Pattern ARROW = Pattern.compile("(?m)^ +(\\w+) --> (\\w+)$");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?io\\.docspace\\.auth\\.(\\w+)\\.");

    @Test
    void the_picture_shows_each_arrow_between_packages_and_no_other() throws IOException {
        Set<String> drawn = ARROW.matcher(Files.readString(Path.of("CONTRIBUTING.md"))).results()
                .map(arrow -> arrow.group(1) + " --> " + arrow.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(imported(), drawn);
    }

    private static Set<String> imported() throws IOException {
        Set<String> arrows = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PACKAGES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String from = file.getParent().getFileName().toString();
                IMPORT.matcher(Files.readString(file)).results()
                        .map(to -> to.group(1))
                        .filter(to -> !to.equals(from))
                        .forEach(to -> arrows.add(from + " --> " + to));
            }
        }
        return arrows;
    }
}
