package io.quorate.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Member;
import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What must hold for whatever topology. A failure names its seed and shows what was drawn. */
class RandomTopologyTest {

    private static final int TOPOLOGIES = 3000;
    private static final AnalysisSettings EAGER = settings();

    private static AnalysisSettings settings() {
        AnalysisSettings d = AnalysisSettings.DEFAULT;
        return new AnalysisSettings(
                d.pollPeriod(),
                d.reasonableCheck(),
                d.reasonableLag(),
                d.lockedSemiSyncAfter(),
                true,
                true,
                false,
                List.of(),
                d.holdDown(),
                d.hungAfter(),
                d.reconnectPatience());
    }

    private static void forEachTopology(BiConsumer<String, Topology> check) {
        for (long seed = 1; seed <= TOPOLOGIES; seed++) {
            String drawing = new RandomDrawing(seed).draw();
            check.accept("seed " + seed + ":\n" + drawing, Topologies.parse(drawing));
        }
    }

    private static Facts facts(Member member, Topology topology) {
        return Facts.of(
                member,
                topology,
                EAGER,
                AnalysisMemory.startingAt(Topologies.NOW.minusSeconds(3600)).after(topology),
                Topologies.NOW);
    }

    @Test
    void everyTopologyIsDiagnosed() {
        forEachTopology((drawn, topology) -> {
            try {
                for (Diagnosis diagnosis : Analyzer.analyze(topology, EAGER, Topologies.NOW)) {
                    assertThat(diagnosis.description()).as(drawn).isNotBlank();
                    assertThat(diagnosis.actionability().reason()).as(drawn).isNotBlank();
                    assertThat(diagnosis.toString()).as(drawn).isNotBlank();
                }
            } catch (RuntimeException e) {
                throw new AssertionError(drawn, e);
            }
        });
    }

    @Test
    void whereTwoRulesHoldItIsDeclaredWhichComesFirst() {
        forEachTopology((drawn, topology) -> topology.members().forEach(member -> {
            Facts facts = facts(member, topology);
            List<DiagnosisCode> holding = Rules.TABLE.ordered().stream()
                    .filter(rule -> rule.holds(facts))
                    .map(Rule::code)
                    .toList();
            for (int i = 0; i + 1 < holding.size(); i++) {
                assertThat(Rules.TABLE.comesBefore(holding.get(i), holding.get(i + 1)))
                        .as(drawn + holding.get(i) + " and " + holding.get(i + 1) + " hold for " + member.key())
                        .isTrue();
            }
        }));
    }

    @Test
    void theOrderInWhichRulesAreWrittenDownDoesNotMatter() {
        List<Rule> shuffled = new ArrayList<>(Rules.rows());
        Collections.shuffle(shuffled, new Random(7));
        RuleTable table = RuleTable.of(shuffled);
        forEachTopology((drawn, topology) -> topology.members().forEach(member -> {
            Facts facts = facts(member, topology);
            assertThat(table.firstThatHolds(facts).map(Rule::code))
                    .as(drawn)
                    .isEqualTo(Rules.TABLE.firstThatHolds(facts).map(Rule::code));
        }));
    }

    @Test
    void nobodyActsOnADeathWithoutAWitnessOrAgainstAConnectedReplica() {
        forEachTopology((drawn, topology) -> {
            for (Diagnosis diagnosis : Analyzer.analyze(topology, EAGER, Topologies.NOW)) {
                if (diagnosis.isActionable() && diagnosis.code().handling() == Handling.RECOVER_ON_WITNESS) {
                    Facts facts = diagnosis.facts();
                    assertThat(facts.isValid()).as(drawn).isFalse();
                    assertThat(facts.witnesses())
                            .as(drawn)
                            .anyMatch(w -> w.testimony().isWitness());
                    assertThat(facts.witnesses())
                            .as(drawn)
                            .noneMatch(w ->
                                    w.testimony().isContrary() || w.testimony().isUndecided());
                    assertThat(facts.witnesses())
                            .as(drawn)
                            .filteredOn(w -> w.testimony().isWitness())
                            .allMatch(w -> isYoungerThanFailure(w, facts));
                    assertThat(facts.failure().orElseThrow().isUnreachable())
                            .as(drawn)
                            .isTrue();
                }
            }
        });
    }

    private static boolean isYoungerThanFailure(Witness witness, Facts facts) {
        return !witness.replica()
                .observation()
                .lastSeen()
                .orElseThrow()
                .isBefore(facts.failingSince().orElseThrow());
    }

    @Test
    void everyCodeComesUpSomewhere() {
        List<DiagnosisCode> missing = new ArrayList<>(List.of(DiagnosisCode.values()));
        missing.removeIf(code -> !code.isProduced());
        // A locked primary takes two looks.
        missing.remove(DiagnosisCode.LOCKED_SEMI_SYNC_PRIMARY);
        forEachTopology((drawn, topology) -> topology.members()
                .forEach(member -> missing.remove(Rules.TABLE
                        .firstThatHolds(facts(member, topology))
                        .map(Rule::code)
                        .orElse(DiagnosisCode.NO_PROBLEM))));

        assertThat(missing).isEmpty();
    }

    @Test
    void analysisIsAFunction() {
        forEachTopology(
                (drawn, topology) -> assertThat(lines(topology)).as(drawn).isEqualTo(lines(topology)));
    }

    private static List<String> lines(Topology topology) {
        return Analyzer.analyze(topology, EAGER, Topologies.NOW).stream()
                .map(d -> d + " " + d.evidence() + d.actionability() + d.emergencies())
                .toList();
    }
}
