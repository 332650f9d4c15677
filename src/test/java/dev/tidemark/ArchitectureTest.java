package dev.tidemark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The picture in docs/architecture.md, held against the compiled classes. */
class ArchitectureTest {
    private static final String ROOT = "dev.tidemark";
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int MOST_LINES = 250;

    /** From the lowest floor to the highest. A package reaches floors below its own, no neighbour and nothing above. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("problem"),
            List.of("plan"),
            List.of("wire"),
            List.of("postgres", "kafka", "journal"),
            List.of("gate", "read", "publish", "consume", "report"),
            List.of("walkthrough", "sandbox", "run"),
            List.of("bench"),
            List.of("desktop", "command"));

    private static JavaClasses program;

    @BeforeAll
    static void read() {
        program = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @TestFactory
    Stream<DynamicTest> aPackageReachesOnlyTheFloorsBelowItsOwn() {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> below = new ArrayList<>();
        for (List<String> floor : FLOORS) {
            for (String name : floor) {
                List<String> reachable = Stream.concat(below.stream(), Stream.of(name))
                        .map(ArchitectureTest::inPackage)
                        .toList();
                tests.add(DynamicTest.dynamicTest(name, () -> reachesOnly(name, reachable)));
            }
            below.addAll(floor);
        }
        return tests.stream();
    }

    private static void reachesOnly(String name, List<String> reachable) {
        noClasses()
                .that()
                .resideInAPackage(inPackage(name))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "..").and(resideOutsideOfPackages(reachable.toArray(String[]::new))))
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void everyPackageStandsOnAFloor() {
        List<String> known = FLOORS.stream().flatMap(List::stream).toList();
        assertThat(program.getPackage(ROOT).getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .isSubsetOf(known);
    }

    @Test
    void theWindowsTextsNeedNothingElseOfTheProgram() {
        noClasses()
                .that()
                .resideInAPackage(inPackage("desktop.text"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "..").and(resideOutsideOfPackages(inPackage("desktop.text"))))
                .check(program);
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(program);
    }

    @Test
    void javaFxIsKnownToTheDesktopAlone() {
        onlyIn(List.of("desktop"), "javafx..", "atlantafx..", "org.kordamp..");
    }

    @Test
    void kafkaIsKnownWhereMessagesAreSentOrTakenAlone() {
        onlyIn(List.of("kafka", "consume", "sandbox", "bench"), "org.apache.kafka..", "kafka..");
    }

    @Test
    void sqlIsKnownWherePostgresIsSpokenToAlone() {
        onlyIn(
                List.of("postgres", "read", "gate", "walkthrough", "sandbox", "bench"),
                "java.sql..",
                "javax.sql..",
                "org.postgresql..",
                "com.zaxxer..");
    }

    @Test
    void theEmbeddedServersAreKnownToTheSandboxAlone() {
        onlyIn(List.of("sandbox"), "io.zonky..");
    }

    @Test
    void aConsumingServiceNeedsKafkaClientsAndNothingElse() {
        classes()
                .that()
                .resideInAPackage(inPackage("consume"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "..",
                        "java..",
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.common..",
                        "org.slf4j..",
                        "org.jspecify..")
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void onlyCommandsPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inPackage("command"))
                .should(ACCESS_STANDARD_STREAMS)
                .check(program);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(program);
    }

    @Test
    void noStateIsSharedBehindAStaticField() {
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(program);
    }

    @Test
    void nobodySleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(program);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(program);
    }

    @Test
    void aClassIsNamedForWhatItIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .check(program);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<JavaPackage> packages =
                program.stream().map(JavaClass::getPackage).distinct().toList();
        assertThat(packages).isNotEmpty().allMatch(here -> here.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void noSourceFileIsTooLongToBeSeenThrough() throws IOException {
        Map<Path, Integer> lengths = new HashMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                lengths.put(file, Files.readAllLines(file).size());
            }
        }
        assertThat(lengths).isNotEmpty();
        lengths.values().removeIf(lines -> lines <= MOST_LINES);
        assertThat(lengths)
                .as("source files with more than %d lines", MOST_LINES)
                .isEmpty();
    }

    private static void onlyIn(List<String> packages, String... libraries) {
        noClasses()
                .that(resideOutsideOfPackages(
                        packages.stream().map(ArchitectureTest::inPackage).toArray(String[]::new)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .allowEmptyShould(true)
                .check(program);
    }

    private static String inPackage(String name) {
        return ROOT + "." + name + "..";
    }
}
