package io.docspace.auth;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

/** The layout that CONTRIBUTING.md draws, and who may use what. */
class LayoutTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.docspace.auth");

    @Test
    void arrows_point_one_way() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("cli").definedBy("io.docspace.auth.cli")
                .layer("signin").definedBy("io.docspace.auth.signin")
                .layer("portal").definedBy("io.docspace.auth.portal")
                .layer("token").definedBy("io.docspace.auth.token")
                .layer("config").definedBy("io.docspace.auth.config")
                .whereLayer("cli").mayNotBeAccessedByAnyLayer()
                .whereLayer("signin").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("portal").mayOnlyBeAccessedByLayers("cli", "signin")
                .whereLayer("config").mayOnlyBeAccessedByLayers("cli", "portal")
                .whereLayer("token").mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(PROGRAM);
    }

    @Test
    void no_cycles() {
        slices().matching("io.docspace.auth.(*)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void options_are_known_to_cli_alone() {
        noClasses().that().resideOutsideOfPackage("io.docspace.auth.cli")
                .should().dependOnClassesThat().resideInAPackage("picocli..")
                .check(PROGRAM);
    }

    @Test
    void http_is_known_to_portal_alone() {
        // The qualifier by which cli has the client injected is none of it.
        noClasses().that().resideOutsideOfPackage("io.docspace.auth.portal")
                .should().dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "io.netty..",
                        "org.eclipse.microprofile.rest..", "java.net.http..").and(not(type(RestClient.class))))
                .check(PROGRAM);
    }

    @Test
    void use_cases_and_tokens_know_no_framework() {
        noClasses().that().resideInAnyPackage("io.docspace.auth.signin", "io.docspace.auth.token")
                .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..",
                        "org.eclipse.microprofile..")
                .check(PROGRAM);
    }

    @Test
    void logging_is_jboss_logging() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j..").check(PROGRAM);
    }

    @Test
    void stdout_is_for_results_and_help() {
        noClasses().that().doNotHaveFullyQualifiedName("io.docspace.auth.cli.BaseCommand")
                .and().doNotHaveFullyQualifiedName("io.docspace.auth.cli.MainCommand")
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
