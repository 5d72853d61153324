package io.docspace.auth;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The layout that docs/how-it-works.md draws, and who may use what. */
class LayoutTest {
    private static final Pattern ARROW = Pattern.compile("(?m)^ +([\\w.]+) --> ([\\w.]+)$");

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.docspace.auth");

    @Test
    void arrows_point_one_way() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("cli").definedBy("io.docspace.auth.cli..")
                .layer("agent").definedBy("io.docspace.auth.agent")
                .layer("run").definedBy("io.docspace.auth.agent.run")
                .layer("signin").definedBy("io.docspace.auth.signin")
                .layer("http").definedBy("io.docspace.auth.portal.http")
                .layer("retry").definedBy("io.docspace.auth.portal.retry")
                .layer("oauth").definedBy("io.docspace.auth.portal.oauth")
                .layer("portal").definedBy("io.docspace.auth.portal")
                .layer("token").definedBy("io.docspace.auth.token")
                .layer("config").definedBy("io.docspace.auth.config")
                .layer("kubernetes").definedBy("io.docspace.auth.kubernetes")
                .layer("time").definedBy("io.docspace.auth.time")
                .layer("file").definedBy("io.docspace.auth.file")
                .layer("secret").definedBy("io.docspace.auth.secret")
                .whereLayer("cli").mayNotBeAccessedByAnyLayer()
                .whereLayer("agent").mayOnlyBeAccessedByLayers("cli", "run")
                .whereLayer("agent").mayOnlyAccessLayers("token")
                .whereLayer("run").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("signin").mayOnlyBeAccessedByLayers("cli", "run")
                .whereLayer("http").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("kubernetes").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("retry").mayOnlyBeAccessedByLayers("cli", "kubernetes")
                .whereLayer("oauth").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("portal").mayOnlyBeAccessedByLayers("cli", "run", "signin", "http", "retry", "oauth")
                .whereLayer("config").mayOnlyBeAccessedByLayers("cli", "run", "http", "kubernetes")
                .whereLayer("token").mayOnlyAccessLayers("file", "secret")
                .whereLayer("time").mayNotAccessAnyLayer()
                .whereLayer("file").mayNotAccessAnyLayer()
                .whereLayer("secret").mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(PROGRAM);
    }

    @Test
    void the_picture_shows_each_arrow_between_packages_and_no_other() throws IOException {
        Set<String> drawn = ARROW.matcher(Files.readString(Path.of("docs/how-it-works.md"))).results()
                .map(arrow -> arrow.group(1) + " --> " + arrow.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = PROGRAM.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> use.getTargetClass().getPackageName().startsWith("io.docspace.auth."))
                .filter(use -> !use.getTargetClass().getPackage().equals(use.getOriginClass().getPackage()))
                .map(use -> name(use.getOriginClass()) + " --> "
                        + name(use.getTargetClass()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(there, drawn);
    }

    private static String name(JavaClass type) {
        return type.getPackageName().substring("io.docspace.auth.".length());
    }

    @Test
    void no_cycles() {
        slices().matching("io.docspace.auth.(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void options_are_known_to_cli_alone() {
        noClasses().that().resideOutsideOfPackage("io.docspace.auth.cli..")
                .should().dependOnClassesThat().resideInAPackage("picocli..")
                .check(PROGRAM);
    }

    @Test
    void http_is_known_to_two_packages_alone() {
        noClasses().that().resideOutsideOfPackages("io.docspace.auth.portal.http", "io.docspace.auth.kubernetes")
                .should().dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "io.netty..",
                        "org.eclipse.microprofile.rest..", "java.net.http.."))
                .check(PROGRAM);
    }

    @Test
    void use_cases_and_tokens_know_no_framework() {
        noClasses().that().resideInAnyPackage("io.docspace.auth.signin", "io.docspace.auth.token", "io.docspace.auth.portal",
                "io.docspace.auth.time", "io.docspace.auth.secret")
                .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..",
                        "org.eclipse.microprofile..")
                .check(PROGRAM);
    }

    @Test
    void an_agents_mind_knows_no_world() {
        noClasses().that().resideInAPackage("io.docspace.auth.agent")
                .should().dependOnClassesThat().resideOutsideOfPackages("java.lang..", "java.util..", "java.time..",
                        "io.docspace.auth.agent", "io.docspace.auth.token")
                .check(PROGRAM);
    }

    @Test
    void logging_is_jboss_logging() {
        // The framework wants a filter of its log to be one of java.util.logging.
        noClasses().that().doNotHaveFullyQualifiedName("io.docspace.auth.cli.RedactingLogFilter")
                .should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j..").check(PROGRAM);
    }

    @Test
    void stdout_is_for_results_and_help() {
        noClasses().that().doNotHaveFullyQualifiedName("io.docspace.auth.cli.Invocation")
                .should().accessField(System.class, "out")
                .check(PROGRAM);
    }

    @Test
    void stderr_is_written_by_cli_alone() {
        noClasses().that().resideOutsideOfPackage("io.docspace.auth.cli")
                .should().accessField(System.class, "err")
                .orShould().callMethod(Throwable.class, "printStackTrace")
                .check(PROGRAM);
    }
}
