package io.quorate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house: which room may look into which (docs/architecture.md). A room that is missing here may import nothing. */
class LayersTest {

    /** Rooms by name, longest match first: {@code recovery.plan} is not {@code recovery.run}. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("metrics", Set.of()),
            Map.entry("analysis", Set.of("model")),
            Map.entry("operations.plan", Set.of("model")),
            Map.entry("recovery.plan", Set.of("model", "analysis", "operations.plan")),
            Map.entry("raft.core", Set.of()),
            Map.entry("statemachine", Set.of("model")),
            Map.entry("mysql", Set.of("model")),
            Map.entry("backend", Set.of("model")),
            Map.entry("journal", Set.of()),
            Map.entry("kv", Set.of("model")),
            Map.entry("hooks", Set.of("model")),
            Map.entry("sandbox", Set.of("model")),
            Map.entry("log", Set.of("model", "statemachine", "metrics", "raft.core", "raft.actor")),
            Map.entry("raft.actor", Set.of("raft.core", "metrics")),
            Map.entry("probing", Set.of("model", "mysql", "metrics")),
            Map.entry("operations.run", Set.of("model", "operations.plan", "mysql", "metrics")),
            Map.entry(
                    "recovery.run",
                    Set.of(
                            "model",
                            "analysis",
                            "operations.plan",
                            "recovery.plan",
                            "statemachine",
                            "hooks",
                            "kv",
                            "mysql",
                            "operations.run",
                            "log",
                            "metrics")),
            Map.entry("readmodel", Set.of("model", "analysis", "statemachine", "backend", "metrics", "log")),
            Map.entry(
                    "supervision",
                    Set.of(
                            "model",
                            "metrics",
                            "analysis",
                            "operations.plan",
                            "recovery.plan",
                            "statemachine",
                            "mysql",
                            "backend",
                            "hooks",
                            "probing",
                            "recovery.run",
                            "operations.run",
                            "readmodel",
                            "log")),
            Map.entry(
                    "api",
                    Set.of(
                            "model",
                            "analysis",
                            "operations.plan",
                            "recovery.plan",
                            "statemachine",
                            "readmodel",
                            "log")),
            Map.entry("http", Set.of("model", "analysis", "statemachine", "api", "metrics", "readmodel", "log")),
            Map.entry("client", Set.of("api")),
            Map.entry("cli", Set.of("api", "client")),
            Map.entry("dashboard", Set.of("api", "readmodel", "metrics")));

    private static final List<String> PURE =
            List.of("model", "analysis", "operations.plan", "recovery.plan", "raft.core", "statemachine");

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.quorate");
        assertThat(classes).isNotEmpty();
    }

    @Test
    void importsOnlyWhatTheTableAllows() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass origin : classes) {
            String room = roomOf(origin.getPackageName());
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                String target = roomOf(dependency.getTargetClass().getPackageName());
                if (!target.isEmpty() && !target.equals(room) && !isAllowed(room, target)) {
                    violations.add(room + " must not import " + target + ": " + origin.getName() + " -> "
                            + dependency.getTargetClass().getName());
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    private static boolean isAllowed(String room, String target) {
        if (room.equals("app")) {
            return true;
        }
        if (room.equals("config")) {
            return !target.equals("app");
        }
        return MAY_IMPORT.getOrDefault(room, Set.of()).contains(target);
    }

    private static String roomOf(String packageName) {
        if (!packageName.startsWith("io.quorate.")) {
            return "";
        }
        String[] parts = packageName.substring("io.quorate.".length()).split("\\.", -1);
        String two = parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
        return MAY_IMPORT.containsKey(two) ? two : parts[0];
    }

    @Test
    void roomsAreFreeOfCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.quorate.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(withoutNestedRooms());
    }

    /** {@code operations} and {@code recovery} have two floors each; the table above keeps those apart. */
    private static JavaClasses withoutNestedRooms() {
        return classes.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                "one room per first name",
                c -> !c.getPackageName().startsWith("io.quorate.operations")
                        && !c.getPackageName().startsWith("io.quorate.recovery")));
    }

    @Test
    void pureRoomsAskNoClockDiceOrConsole() {
        for (String room : PURE) {
            noClasses()
                    .that()
                    .resideInAPackage("io.quorate." + room + "..")
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .accessClassesThat()
                    .resideInAnyPackage("java.sql..", "java.net..", "java.nio.file..", "org.slf4j..", "akka..")
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void akkaLivesOnlyOnItsFloors() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.quorate.mysql..",
                        "io.quorate.backend..",
                        "io.quorate.kv..",
                        "io.quorate.hooks..",
                        "io.quorate.sandbox..",
                        "io.quorate.api..",
                        "io.quorate.client..",
                        "io.quorate.cli..")
                .should()
                .accessClassesThat()
                .resideInAPackage("akka..")
                .allowEmptyShould(true)
                .check(classes);
    }
}
