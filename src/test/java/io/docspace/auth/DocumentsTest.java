package io.docspace.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name only what is there: tests, classes, files, headings. */
class DocumentsTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TEST = Pattern
            .compile("([A-Z][a-z]\\w*(?:Test|IT|InPodman|InRelease|InCluster))(?:\\.(\\w+\\*?))?");
    private static final Pattern TEST_METHOD = Pattern.compile("(?!docspace_)[a-z]\\w*(?:_\\w+){2,}\\*?");
    private static final Pattern DECLARED = Pattern.compile("void (\\w+)\\(");
    private static final Pattern TYPE_NAME = Pattern.compile("(?:[A-Z][a-z0-9]+){2,}");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!\\w+:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    private static final List<Path> FILES = find();
    private static final Map<Path, List<String>> METHODS = new HashMap<>();

    @Test
    void each_test_that_a_document_names_exists() {
        Set<String> missing = new TreeSet<>();
        for (Path document : documents()) {
            codeOf(document).filter(name -> !testExists(name)).forEach(name -> missing.add(document + ": " + name));
        }

        assertEquals(Set.of(), missing);
    }

    @Test
    void each_type_that_a_document_names_stands_in_a_file_of_the_project() {
        String project = files(path -> !isDocument(path) && isText(path)).map(DocumentsTest::read)
                .collect(Collectors.joining());
        Set<String> missing = new TreeSet<>();
        for (Path document : documents()) {
            codeOf(document).filter(TYPE_NAME.asMatchPredicate())
                    .filter(name -> !project.contains(name))
                    .forEach(name -> missing.add(document + ": " + name));
        }

        assertEquals(Set.of(), missing);
    }

    @Test
    void each_link_between_documents_leads_somewhere() {
        Set<String> broken = new TreeSet<>();
        for (Path document : documents()) {
            LINK.matcher(read(document)).results().forEach(link -> {
                Path target = link.group(1).isEmpty() ? document
                        : document.toAbsolutePath().getParent().resolve(link.group(1)).normalize();
                if (!Files.exists(target) || (link.group(2) != null && !hasHeading(target, link.group(2)))) {
                    broken.add(document + ": " + link.group());
                }
            });
        }

        assertEquals(Set.of(), broken);
    }

    private static boolean testExists(String code) {
        var test = TEST.matcher(code);
        if (test.matches()) {
            List<Path> sources = files(path -> path.endsWith(test.group(1) + ".java")).toList();
            return !sources.isEmpty() && (test.group(2) == null || declares(sources.stream(), test.group(2)));
        }
        return !TEST_METHOD.matcher(code).matches()
                || declares(files(path -> path.startsWith("src/test") && path.toString().endsWith(".java")), code);
    }

    /** @param name of a test method, with a {@code *} at its end for all that start like it */
    private static boolean declares(Stream<Path> sources, String name) {
        Predicate<String> wanted = name.endsWith("*")
                ? declared -> declared.startsWith(name.substring(0, name.length() - 1))
                : name::equals;
        return sources.flatMap(source -> METHODS.computeIfAbsent(source, DocumentsTest::methods).stream()).anyMatch(wanted);
    }

    private static List<String> methods(Path source) {
        return DECLARED.matcher(read(source)).results().map(method -> method.group(1)).toList();
    }

    private static boolean hasHeading(Path document, String anchor) {
        return read(document).lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "").replace(' ', '-'))
                .anyMatch(anchor::equals);
    }

    private static Stream<String> codeOf(Path document) {
        String prose = read(document).replaceAll("(?s)```.*?```", "");
        return CODE.matcher(prose).results().map(code -> code.group(1));
    }

    private static List<Path> documents() {
        return files(DocumentsTest::isDocument).toList();
    }

    private static boolean isDocument(Path path) {
        return path.toString().endsWith(".md");
    }

    private static boolean isText(Path path) {
        return path.toString().matches(".*\\.(java|xml|ya?ml|properties|sh|py|c|json|options)|.*/[\\w-]+|Dockerfile.*");
    }

    /** What belongs to the project, by its path from the root. */
    private static Stream<Path> files(Predicate<Path> wanted) {
        return FILES.stream().filter(wanted);
    }

    private static List<Path> find() {
        Path root = Path.of("");
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(root::relativize)
                    .filter(path -> !path.startsWith("target") && !path.startsWith(".git") && !path.startsWith(".venv"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }
}
