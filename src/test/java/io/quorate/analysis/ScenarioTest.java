package io.quorate.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.model.Topologies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays each file in {@code scenarios/analysis}. */
class ScenarioTest {

    private static final List<Scenario> SCENARIOS = Scenario.all();

    @TestFactory
    Stream<DynamicTest> eachFileGivesWhatItSays() {
        return SCENARIOS.stream().map(s -> DynamicTest.dynamicTest(s.name(), () -> play(s)));
    }

    private static void play(Scenario scenario) {
        List<Diagnosis> diagnoses = scenario.diagnose();
        String seen = describe(scenario, diagnoses);
        List<String> heads = scenario.expected().stream()
                .filter(line -> !line.startsWith(" ") && !line.equals("nothing"))
                .toList();
        assertThat(diagnoses).as(seen).hasSameSizeAs(heads);
        int at = -1;
        for (String line : scenario.expected()) {
            if (line.startsWith(" ")) {
                checkDetail(line.strip(), diagnoses.get(at), seen);
            } else if (!line.equals("nothing")) {
                checkHead(line, diagnoses.get(++at), seen);
            }
        }
    }

    private static String describe(Scenario scenario, List<Diagnosis> diagnoses) {
        StringBuilder text = new StringBuilder("\n" + Topologies.print(scenario.topology(), Topologies.NOW));
        for (Diagnosis d : diagnoses) {
            text.append(d).append(": ").append(d.actionability()).append('\n');
            d.evidence().forEach(e -> text.append("  ").append(e).append('\n'));
            d.emergencies().forEach(e -> text.append("  ").append(e).append('\n'));
        }
        return text.toString();
    }

    /** {@code db1 DeadMaster, ErrantGTIDStructureWarning: act}; the last word is optional. */
    private static void checkHead(String line, Diagnosis diagnosis, String seen) {
        String codes = line.replaceFirst(": \\w+$", "");
        InstanceKey key = Topologies.key(codes.substring(0, codes.indexOf(' ')));
        assertThat(diagnosis.toString()).as(seen).isEqualTo(key + ": " + codes.substring(codes.indexOf(' ') + 1));
        if (!codes.equals(line)) {
            assertThat(verdict(diagnosis)).as(seen).isEqualTo(line.substring(codes.length() + 2));
        }
    }

    private static String verdict(Diagnosis diagnosis) {
        if (diagnosis.isSkippable()) {
            return "skipped";
        }
        if (diagnosis.isIgnored()) {
            return "ignored";
        }
        return switch (diagnosis.actionability().kind()) {
            case ACTIONABLE -> "act";
            case DETECTION_ONLY -> "detect";
            case NONE -> diagnosis.actionability().reviewAt().isPresent() ? "wait" : "nothing";
        };
    }

    private static void checkDetail(String line, Diagnosis diagnosis, String seen) {
        String rest = line.substring(line.indexOf(' ') + 1);
        switch (line.substring(0, line.indexOf(' '))) {
            case "says" ->
                assertThat(diagnosis.actionability().reason()).as(seen).contains(rest);
            case "evidence" ->
                assertThat(diagnosis.evidence().toString()).as(seen).contains(rest);
            case "recovers" ->
                assertThat(diagnosis.actionability().recovery().orElseThrow())
                        .as(seen)
                        .hasToString(rest);
            case "asks" -> assertThat(asked(diagnosis)).as(seen).contains(rest);
            case "never" -> assertThat(asked(diagnosis)).as(seen).noneMatch(a -> a.startsWith(rest));
            default -> throw new IllegalArgumentException("unknown expectation: " + line);
        }
    }

    /** {@code RE_READ_REPLICAS db2 db3}. */
    private static List<String> asked(Diagnosis diagnosis) {
        return diagnosis.emergencies().stream()
                .map(a -> a.kind() + " "
                        + a.targets().stream().map(ScenarioTest::shortName).collect(Collectors.joining(" ")))
                .toList();
    }

    private static String shortName(InstanceKey key) {
        return key.port() == InstanceKey.DEFAULT_PORT ? key.host() : key.toString();
    }

    @Test
    void eachCodeHasAScenarioAndANeighbour() {
        Set<String> codes = new TreeSet<>();
        Arrays.stream(DiagnosisCode.values()).filter(DiagnosisCode::isProduced).forEach(c -> codes.add(c.apiName()));
        Arrays.stream(StructureWarning.values()).forEach(w -> codes.add(w.apiName()));

        assertThat(SCENARIOS).extracting(Scenario::shows).containsAll(codes);
        assertThat(SCENARIOS).extracting(Scenario::near).containsAll(codes);
    }

    @Test
    void aScenarioShowsItsCodeAndItsNeighbourDoesNot() {
        for (Scenario scenario : SCENARIOS) {
            Set<String> codes = codes(scenario);
            if (!scenario.shows().isEmpty()) {
                assertThat(codes).as(scenario.name()).contains(scenario.shows());
            }
            if (!scenario.near().isEmpty()) {
                assertThat(codes).as(scenario.name()).doesNotContain(scenario.near());
            }
        }
    }

    private static Set<String> codes(Scenario scenario) {
        Set<String> codes = new TreeSet<>();
        scenario.diagnose().forEach(d -> {
            codes.add(d.code().apiName());
            d.warnings().forEach(w -> codes.add(w.apiName()));
        });
        if (codes.isEmpty()) {
            codes.add(DiagnosisCode.NO_PROBLEM.apiName());
        }
        return codes;
    }

    @Test
    void aNeighbourDiffersByOneLine() {
        for (Scenario scenario : SCENARIOS) {
            if (!scenario.near().isEmpty()) {
                Scenario other = Scenario.read(Scenario.FOLDER.resolve(scenario.neighbourOf()));
                assertThat(other.shows()).as(scenario.name()).isEqualTo(scenario.near());
                assertThat(differences(scenario.givenLines(), other.givenLines()))
                        .as("lines in which " + scenario + " and " + other + " differ")
                        .isEqualTo(1);
            }
        }
    }

    /** Lines changed, added or left out. */
    private static int differences(List<String> a, List<String> b) {
        List<String> onlyA = new ArrayList<>(a);
        b.forEach(onlyA::remove);
        List<String> onlyB = new ArrayList<>(b);
        a.forEach(onlyB::remove);
        return Math.max(onlyA.size(), onlyB.size());
    }
}
