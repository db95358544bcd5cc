package io.quorate.analysis;

import static io.quorate.analysis.DiagnosisCode.DEAD_PRIMARY;
import static io.quorate.analysis.DiagnosisCode.UNREACHABLE_PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTableTest {

    private static Rule rule(DiagnosisCode code, DiagnosisCode... before) {
        return Rule.rule(code).before(before).when(f -> true).says("so it is");
    }

    @Test
    void ordersRowsByTheirRelations() {
        RuleTable table = RuleTable.of(List.of(rule(UNREACHABLE_PRIMARY), rule(DEAD_PRIMARY, UNREACHABLE_PRIMARY)));

        assertThat(table.ordered()).extracting(Rule::code).containsExactly(DEAD_PRIMARY, UNREACHABLE_PRIMARY);
        assertThat(table.comesBefore(DEAD_PRIMARY, UNREACHABLE_PRIMARY)).isTrue();
        assertThat(table.comesBefore(UNREACHABLE_PRIMARY, DEAD_PRIMARY)).isFalse();
    }

    @Test
    void refusesCirclesAndDoubleRows() {
        assertThatThrownBy(() -> RuleTable.of(
                        List.of(rule(UNREACHABLE_PRIMARY, DEAD_PRIMARY), rule(DEAD_PRIMARY, UNREACHABLE_PRIMARY))))
                .hasMessageContaining("circle");
        assertThatThrownBy(() -> RuleTable.of(List.of(rule(DEAD_PRIMARY), rule(DEAD_PRIMARY))))
                .hasMessageContaining("two rows");
    }

    @Test
    void everyProducedCodeHasARow() {
        assertThat(Rules.rows())
                .extracting(Rule::code)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(DiagnosisCode.values())
                        .filter(code -> code.isProduced() && code != DiagnosisCode.NO_PROBLEM)
                        .toList());
    }
}
